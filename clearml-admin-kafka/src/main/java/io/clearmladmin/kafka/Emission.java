package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** One call of {@link KafkaSink#emit}, which ends when each of its events has a fate. */
final class Emission {

    private static final int CHUNK_EVENTS = 500;
    private static final int CHUNK_BYTES = 256 << 10;

    private final KafkaSettings settings;
    private final List<Event> events;
    private final UnderWay underWay;
    private final Listeners listeners;
    private final long begun = System.nanoTime();
    private final CountDownLatch open;
    private final List<Delivery> deliveries;
    private final List<Failure> failures = new ArrayList<>();
    private @Nullable Throwable cause;

    Emission(KafkaSettings settings, List<Event> events, UnderWay underWay, Listeners listeners) {
        this.settings = settings;
        this.events = events;
        this.underWay = underWay;
        this.listeners = listeners;
        this.open = new CountDownLatch(events.size());
        // Closing the sink looks into it from another thread.
        this.deliveries = Collections.synchronizedList(new ArrayList<>(events.size()));
    }

    /** Puts all events into the queue, in chunks, so that a large list needs no more room than a small one. */
    void enqueue(Messages messages, Feeder feeder, Overflow overflow, Deadline deadline) throws InterruptedException {
        List<Delivery> chunk = new ArrayList<>();
        long bytes = 0;
        boolean room = true;
        for (Event event : events) {
            Message message = room ? message(messages, event) : withoutRoom(event, overflow);
            if (message == null) {
                continue;
            }
            chunk.add(new Delivery(message, this));
            bytes += message.bytes();
            if (chunk.size() == CHUNK_EVENTS || bytes >= CHUNK_BYTES) {
                room = hand(chunk, feeder, overflow, deadline);
                chunk = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!chunk.isEmpty()) {
            hand(chunk, feeder, overflow, deadline);
        }
    }

    private @Nullable Message message(Messages messages, Event event) {
        try {
            return messages.of(event);
        } catch (SerializationException | KafkaFailureException e) {
            fail(event, Fate.REFUSED, String.valueOf(e.getMessage()), e);
            return null;
        }
    }

    private @Nullable Message withoutRoom(Event event, Overflow overflow) {
        fail(event, Fate.NOT_EMITTED, noRoom(overflow), null);
        return null;
    }

    private boolean hand(List<Delivery> chunk, Feeder feeder, Overflow overflow, Deadline deadline)
            throws InterruptedException {
        if (feeder.offer(chunk, overflow == Overflow.WAIT ? deadline.nanosLeft() : 0)) {
            deliveries.addAll(chunk);
            return true;
        }
        chunk.forEach(delivery -> fail(delivery.event(), Fate.NOT_EMITTED, noRoom(overflow), null));
        return false;
    }

    private static String noRoom(Overflow overflow) {
        return overflow == Overflow.WAIT ? "the queue was full until the deadline" : "the queue was full";
    }

    private void fail(Event event, Fate fate, String reason, @Nullable Throwable why) {
        failures.add(new Failure(event, fate, reason));
        cause = cause == null ? why : cause;
        ended();
    }

    /** All in-sync replicas have it. */
    void told(Event event, int bytes) {
        listeners.told(event, bytes, begun);
        ended();
    }

    /** One of its events has a fate. */
    void ended() {
        open.countDown();
        if (open.getCount() == 0) {
            underWay.end(this);
        }
    }

    /** Waits until each event has a fate; at the deadline, those that are still queued are withdrawn. */
    void await(Deadline deadline) throws InterruptedException {
        if (!open.await(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
            withdraw();
        }
    }

    void withdraw() {
        deliveries.forEach(Delivery::withdraw);
    }

    /** @throws EventsNotEmittedException if not all are known to be durable */
    void conclude() {
        for (Delivery delivery : deliveries) {
            if (!delivery.isDurable()) {
                Exception why = delivery.failure();
                failures.add(new Failure(delivery.event(), delivery.fate(), reason(delivery, why)));
                cause = cause == null ? why : cause;
            }
        }
        if (!failures.isEmpty()) {
            listeners.failed(failures);
            throw new EventsNotEmittedException(failures, events.size() - failures.size(), cause);
        }
    }

    private String reason(Delivery delivery, @Nullable Exception why) {
        if (why != null) {
            return Failures.line(settings, why);
        }
        return delivery.fate() == Fate.NOT_EMITTED
                ? "it was still queued at the deadline, and was taken out"
                : "no acknowledgement until the deadline (if that goes on, Topics.checkForSink tells why)";
    }

    /** The ids of what may not be told. */
    List<String> openIds() {
        List<String> ids = new ArrayList<>();
        for (Delivery delivery : List.copyOf(deliveries)) {
            if (!delivery.isDurable()) {
                ids.add(delivery.event().id().toString());
            }
        }
        return ids;
    }
}
