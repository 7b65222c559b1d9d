package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.events.SnapshotNotEmittedException;
import io.clearmladmin.internal.threads.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes events to Kafka at least once: {@link #emit} returns when all in-sync replicas have them. Events of one subject,
 * emitted by one thread, keep their order. Emitting again what failed may repeat an event, with the same id.
 *
 * <p>Safe for many threads. A snapshot is published as a whole or not at all ({@link #emitSnapshot}).
 */
public final class KafkaSink implements EventSink {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaSink.class);
    private static final Duration LONGEST_SEND = Duration.ofSeconds(10);
    private static final Duration CLOSING = Duration.ofSeconds(30);
    private static final Duration LAST = Duration.ofSeconds(1);

    private final KafkaSettings settings;
    private final Overflow overflow;
    private final Messages messages;
    private final Opened<Producer<byte[], byte[]>> producer;
    private final SendQueue feeder;
    private final InFlightCalls underWay = new InFlightCalls();
    private final Snapshots snapshots;
    private final Listeners listeners;
    private volatile boolean isUsed;

    private KafkaSink(Builder builder) {
        settings = builder.settings;
        overflow = builder.overflow;
        messages = new Messages(settings, builder.templates);
        producer = Clients.producer(settings, ClientProperties.producer(settings, LONGEST_SEND), builder.around);
        listeners = new Listeners(builder.listeners, this::fail);
        feeder = new SendQueue(producer.client(), builder.queueBytes, listeners);
        snapshots = new Snapshots(settings, messages, builder.snapshotId, builder.around);
    }

    private void fail(VirtualMachineError error) {
        feeder.stop("the sink has ended: " + error);
    }

    /** A sink with a queue of 8 MiB that waits for room; see {@link #builder} for others. */
    public static KafkaSink open(KafkaSettings settings) {
        return builder(settings).build();
    }

    /** Starts with what {@link #open} has. */
    public static Builder builder(KafkaSettings settings) {
        return new Builder(settings);
    }

    /**
     * {@inheritDoc}
     *
     * <p>At the deadline, and when the thread is interrupted, what is still queued is taken out and surely not published; what
     * Kafka's client already has may be published later, until the delivery timeout.
     *
     * @throws IllegalStateException if this sink is closed
     */
    @Override
    public void emit(List<Event> events, Duration time) {
        // What is left undone at the deadline is ended then, and the caller shall be back by it.
        Deadline deadline = Deadline.justBefore(time);
        if (events.isEmpty()) {
            return;
        }
        isUsed = true;
        EmitCall emission = new EmitCall(settings, List.copyOf(events), underWay, listeners);
        if (!underWay.begin(emission)) {
            throw new IllegalStateException("this sink is closed");
        }
        emission.run(messages, feeder, overflow, deadline);
    }

    /**
     * Publishes a snapshot in one transaction: a reader with {@code isolation.level=read_committed} sees all of it or nothing.
     * The events are taken from the iterable one after the other, in this thread; what it throws ends the snapshot, unseen. One
     * snapshot at a time; the others wait. It must be done within the transaction timeout of the settings.
     *
     * @throws SnapshotNotEmittedException if it is not known to be published; its cause names the {@link
     *     KafkaFailureException#reason()} where no event was refused
     * @throws IllegalStateException if this sink is closed
     */
    @Override
    public void emitSnapshot(Iterable<Event> events, Duration time) {
        if (underWay.isClosed()) {
            throw new IllegalStateException("this sink is closed");
        }
        String stopped = feeder.stopped();
        if (stopped != null) {
            throw SnapshotNotEmittedException.asWhole(
                    false, "Nothing of the snapshot was published: " + stopped + ".", null);
        }
        snapshots.emit(events, Deadline.in(time));
    }

    /** Waits until all that was emitted before, by any thread, has a fate; false if it has not by then, or on an interrupt. */
    public boolean flush(Duration time) {
        try {
            return underWay.await(Deadline.in(time));
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How much is queued now, in bytes. */
    public int queuedBytes() {
        return feeder.queuedBytes();
    }

    /**
     * Whether it works: false once an error of the virtual machine (memory is gone, say) has ended it, and after it was closed.
     * Open another then; this one answers each event with {@code NOT_EMITTED}.
     */
    public boolean isHealthy() {
        return feeder.stopped() == null;
    }

    @Override
    public void close() {
        close(CLOSING);
    }

    /**
     * Publishes what it was handed and ends; what cannot be published in time is logged by its ids, and those who wait for it
     * are notified. Back three seconds after that time at most. An interrupt that comes meanwhile ends the waiting, one from
     * before does not. May be called again.
     */
    public void close(Duration time) {
        Deadline deadline = Deadline.in(time);
        underWay.close();
        boolean wasInterrupted = Thread.interrupted();
        boolean isInterrupted = false;
        try {
            var unused = underWay.await(deadline);
            snapshots.close(deadline);
        } catch (InterruptedException failure) {
            isInterrupted = true;
        }
        List<EmitCall> open = underWay.now();
        open.forEach(KafkaSink::logOpen);
        feeder.stop("the sink was closed");
        open.forEach(emission -> emission.withdraw("the sink was closed before it was sent"));
        // Closing wakes the thread if it hangs in a send. A client that was handed nothing would wait for a silent
        // broker.
        producer.close(isInterrupted || !isUsed ? Duration.ZERO : deadline.left());
        try {
            feeder.join(LAST);
        } catch (InterruptedException failure) {
            isInterrupted = true;
        }
        open.forEach(emission -> emission.giveUp("the sink was closed before it was acknowledged"));
        if (wasInterrupted || isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void logOpen(EmitCall emission) {
        List<String> ids = emission.openIds();
        LOG.warn("{} events were not published before the sink was closed: {}", ids.size(), ids);
    }

    /** Makes a {@link KafkaSink}. */
    public static final class Builder {

        final KafkaSettings settings;
        Overflow overflow = Overflow.WAIT;
        int queueBytes = 8 << 20;
        final List<KafkaSinkListener> listeners = new ArrayList<>();
        String snapshotId = "clearml-admin-snapshot-" + UUID.randomUUID();

        @Nullable
        MessageTemplates templates;

        // Tests stand between the sink and Kafka's client.
        UnaryOperator<Producer<byte[], byte[]>> around = UnaryOperator.identity();

        private Builder(KafkaSettings settings) {
            this.settings = settings;
        }

        /** What happens when the queue is full; {@link Overflow#WAIT} if nothing is said. */
        public Builder overflow(Overflow policy) {
            overflow = policy;
            return this;
        }

        /** How much may be queued, 8 MiB if nothing is said. Kafka's client holds up to 32 MiB more. */
        public Builder queueBytes(int bytes) {
            if (bytes < settings.maxRequestBytes()) {
                throw new IllegalArgumentException(
                        "queueBytes: must hold at least one event (" + settings.maxRequestBytes() + "), is " + bytes);
            }
            queueBytes = bytes;
            return this;
        }

        /**
         * The transactional id of snapshots, a random one if nothing is said. With an id of its own, a new run ends at once
         * what a run that crashed has left open; two runs with one id at a time fence each other.
         */
        public Builder snapshotId(String id) {
            snapshotId = TransactionalId.check("snapshot id", id);
            return this;
        }

        /** Has it notified of what becomes of each event; may be called several times. */
        public Builder listener(KafkaSinkListener listener) {
            listeners.add(listener);
            return this;
        }

        /** What the values of messages look like; JSON if nothing is said. */
        public Builder templates(MessageTemplates choice) {
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
}
