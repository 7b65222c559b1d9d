package io.clearmladmin.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** Makes a {@link KafkaSink}. */
public final class KafkaSinkBuilder {

    final KafkaSettings settings;
    Overflow overflow = Overflow.WAIT;
    int queueBytes = 8 << 20;
    final List<KafkaSinkListener> listeners = new ArrayList<>();
    String snapshotId = "clearml-admin-snapshot-" + UUID.randomUUID();

    @Nullable
    MessageTemplates templates;

    // Tests stand between the sink and Kafka's client.
    UnaryOperator<Producer<byte[], byte[]>> around = UnaryOperator.identity();

    KafkaSinkBuilder(KafkaSettings settings) {
        this.settings = settings;
    }

    /** What happens when the queue is full; {@link Overflow#WAIT} if nothing is said. */
    public KafkaSinkBuilder overflow(Overflow policy) {
        overflow = policy;
        return this;
    }

    /** How much may be queued, 8 MiB if nothing is said. Kafka's client holds up to 32 MiB more. */
    public KafkaSinkBuilder queueBytes(int bytes) {
        if (bytes < settings.maxRequestBytes()) {
            throw new IllegalArgumentException(
                    "queueBytes: must hold one event at least (" + settings.maxRequestBytes() + "), is " + bytes);
        }
        queueBytes = bytes;
        return this;
    }

    /**
     * The transactional id of snapshots, a random one if nothing is said. With an id of its own, a new run ends at once what a
     * run that crashed has left open; two runs with one id at a time fence each other.
     */
    public KafkaSinkBuilder snapshotId(String id) {
        snapshotId = TransactionalId.check("snapshot id", id);
        return this;
    }

    /** Has it notified of what becomes of each event; may be called several times. */
    public KafkaSinkBuilder listener(KafkaSinkListener listener) {
        listeners.add(listener);
        return this;
    }

    /** What the values of messages look like; JSON if nothing is said. */
    public KafkaSinkBuilder templates(MessageTemplates choice) {
        templates = choice;
        return this;
    }

    /**
     * Makes the sink and starts its threads. No broker needs to be there yet.
     *
     * @throws KafkaFailureException if a PEM file cannot be read, or none of the hosts has an address
     */
    public KafkaSink build() {
        return new KafkaSink(this);
    }
}
