package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.events.SnapshotNotEmittedException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells events to Kafka at least once: {@link #emit} returns when all in-sync replicas have them. Events of one subject, emitted
 * by one thread, keep their order. Emitting again what failed may repeat an event, with the same id.
 *
 * <p>Safe for many threads. A snapshot is told as a whole or not at all ({@link #emitSnapshot}).
 */
public final class KafkaSink implements EventSink {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaSink.class);
    private static final Duration LONGEST_SEND = Duration.ofSeconds(10);
    private static final Duration CLOSING = Duration.ofSeconds(30);

    private final KafkaSettings settings;
    private final Overflow overflow;
    private final Messages messages;
    private final Producer<byte[], byte[]> producer;
    private final Feeder feeder;
    private final UnderWay underWay = new UnderWay();
    private final Snapshots snapshots;

    KafkaSink(KafkaSinkBuilder builder) {
        settings = builder.settings;
        overflow = builder.overflow;
        messages = new Messages(settings, builder.templates);
        producer = Clients.make(
                settings,
                () -> new KafkaProducer<>(
                        ClientProperties.producer(settings, LONGEST_SEND),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()));
        feeder = new Feeder(producer, builder.queueBytes);
        snapshots = new Snapshots(settings, messages, builder.snapshotId);
    }

    /** A sink with a queue of 8 MiB that waits for room; see {@link #builder} for others. */
    public static KafkaSink open(KafkaSettings settings) {
        return builder(settings).build();
    }

    /** Starts with what {@link #open} has. */
    public static KafkaSinkBuilder builder(KafkaSettings settings) {
        return new KafkaSinkBuilder(settings);
    }

    /**
     * {@inheritDoc}
     *
     * <p>At the deadline, what is still queued is taken out and surely not told; what Kafka's client already has may be told
     * later, until the delivery timeout.
     *
     * @throws IllegalStateException if this sink is closed
     */
    @Override
    public void emit(List<Event> events, Duration time) {
        Deadline deadline = Deadline.in(time);
        if (events.isEmpty()) {
            return;
        }
        Emission emission = new Emission(settings, List.copyOf(events), underWay);
        if (!underWay.begin(emission)) {
            throw new IllegalStateException("this sink is closed");
        }
        try {
            emission.enqueue(messages, feeder, overflow, deadline);
            emission.await(deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            emission.withdraw();
        }
        emission.conclude();
    }

    /**
     * Tells a snapshot in one transaction: a reader with {@code isolation.level=read_committed} sees all of it or nothing. The
     * events are taken from the iterable one after the other, in this thread; what it throws ends the snapshot, unseen. One
     * snapshot at a time; the others wait. It must be done within the transaction timeout of the settings.
     *
     * @throws SnapshotNotEmittedException if it is not known to be told; its cause tells the {@link
     *     KafkaFailureException#reason()} where no event was refused
     * @throws IllegalStateException if this sink is closed
     */
    @Override
    public void emitSnapshot(Iterable<Event> events, Duration time) {
        if (underWay.isClosed()) {
            throw new IllegalStateException("this sink is closed");
        }
        snapshots.emit(events, Deadline.in(time));
    }

    /** Waits until all that was emitted before, by any thread, has a fate; false if it has not by then. */
    public boolean flush(Duration time) {
        try {
            return underWay.await(Deadline.in(time));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How much is queued now, in bytes. */
    public int queuedBytes() {
        return feeder.queuedBytes();
    }

    @Override
    public void close() {
        close(CLOSING);
    }

    /** Tells what it was handed and ends; what cannot be told in time is logged by its ids. May be called again. */
    public void close(Duration time) {
        Deadline deadline = Deadline.in(time);
        underWay.close();
        if (!flush(deadline.left().plusNanos(1))) {
            underWay.now().forEach(KafkaSink::logOpen);
        }
        // Closing wakes the thread if it hangs in a send.
        producer.close(deadline.left());
        feeder.end(Duration.ofSeconds(1));
        feeder.drain();
    }

    private static void logOpen(Emission emission) {
        List<String> ids = emission.openIds();
        LOG.warn("{} events were not told before the sink was closed: {}", ids.size(), ids);
    }
}
