package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.internal.threads.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** One call of {@link KafkaSink#emit}, which ends when each of its events has: on every way out, an interrupt included. */
final class EmitCall {

    private static final int CHUNK_EVENTS = 500;
    private static final int CHUNK_BYTES = 256 << 10;
    private static final String LATE = "it was not sent yet at the deadline, and was taken out";
    private static final String UNANSWERED =
            "no acknowledgement until the deadline (if that goes on, Topics.checkForSink says why)";

    private final KafkaSettings settings;
    private final InFlightCalls underWay;
    private final Listeners listeners;
    private final long begun = System.nanoTime();
    private final List<PendingRecord> deliveries;
    private final CountDownLatch open;

    EmitCall(KafkaSettings settings, List<Event> events, InFlightCalls underWay, Listeners listeners) {
        this.settings = settings;
        this.underWay = underWay;
        this.listeners = listeners;
        List<PendingRecord> all = new ArrayList<>(events.size());
        events.forEach(event -> all.add(new PendingRecord(event, this)));
        this.deliveries = all;
        this.open = new CountDownLatch(all.size());
    }

    /**
     * Sends them and waits for their ends, until the deadline or an interrupt.
     *
     * @throws EventsNotEmittedException if not all are known to be durable
     */
    void run(Messages messages, SendQueue feeder, Overflow overflow, Deadline deadline) {
        String unsent = LATE;
        String unanswered = UNANSWERED;
        try {
            enqueue(messages, feeder, overflow, deadline);
            await(deadline);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            unsent = "the thread was interrupted before it was sent";
            unanswered = "the thread was interrupted before it was acknowledged";
        } catch (Error failure) {
            unsent = "the sink has ended: " + failure;
            feeder.stop(unsent);
            withdraw(unsent);
            attach(failure);
            throw failure;
        } finally {
            withdraw(unsent);
        }
        conclude(unanswered);
    }

    // Who catches the Error learns what became of each event.
    private void attach(Error error) {
        EventsNotEmittedException failure = failure(UNANSWERED);
        if (failure != null) {
            error.addSuppressed(failure);
        }
    }

    /** Puts all events into the queue, in chunks, so that a large list needs no more room than a small one. */
    private void enqueue(Messages messages, SendQueue feeder, Overflow overflow, Deadline deadline)
            throws InterruptedException {
        List<PendingRecord> chunk = new ArrayList<>();
        long bytes = 0;
        for (PendingRecord delivery : deliveries) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (deadline.isOver()) {
                // What is left is withdrawn; making messages, which templates can make slow, is not gone on with.
                break;
            }
            if (!load(delivery, messages)) {
                continue;
            }
            chunk.add(delivery);
            bytes += delivery.bytes();
            if (chunk.size() == CHUNK_EVENTS || bytes >= CHUNK_BYTES) {
                if (!hand(chunk, feeder, overflow, deadline)) {
                    return;
                }
                chunk = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!chunk.isEmpty()) {
            hand(chunk, feeder, overflow, deadline);
        }
    }

    private static boolean load(PendingRecord delivery, Messages messages) {
        try {
            delivery.load(messages.of(delivery.event()));
            return true;
        } catch (SerializationException | KafkaFailureException failure) {
            delivery.refuse(failure);
            return false;
        }
    }

    // Without room for one chunk there is none for those behind it: they would overtake it.
    private boolean hand(List<PendingRecord> chunk, SendQueue feeder, Overflow overflow, Deadline deadline)
            throws InterruptedException {
        if (feeder.offer(chunk, overflow == Overflow.WAIT ? deadline.nanosLeft() : 0)) {
            return true;
        }
        String stopped = feeder.stopped();
        String full = overflow == Overflow.WAIT ? "the queue was full until the deadline" : "the queue was full";
        withdraw(stopped == null ? full : stopped);
        return false;
    }

    private void await(Deadline deadline) throws InterruptedException {
        var unused = open.await(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
    }

    /** All in-sync replicas have it. */
    void published(Event event, int bytes) {
        listeners.published(event, bytes, begun);
    }

    /** One of its events has ended. */
    void ended() {
        open.countDown();
        if (open.getCount() == 0) {
            underWay.end(this);
        }
    }

    /** What is not sent yet never will be. */
    void withdraw(String reason) {
        deliveries.forEach(delivery -> delivery.withdraw(reason));
    }

    /** Ends all of its events: nobody waits for answers any more. */
    void giveUp(String reason) {
        deliveries.forEach(delivery -> delivery.giveUp(reason, null));
    }

    private void conclude(String unanswered) {
        EventsNotEmittedException failure = failure(unanswered);
        if (failure != null) {
            listeners.failed(failure.failures());
            throw failure;
        }
    }

    private @Nullable EventsNotEmittedException failure(String unanswered) {
        List<Failure> failures = new ArrayList<>();
        Throwable cause = null;
        for (PendingRecord delivery : deliveries) {
            Failure failure = delivery.failure(settings, unanswered);
            if (failure != null) {
                failures.add(failure);
                cause = cause == null ? delivery.why() : cause;
            }
        }
        return failures.isEmpty()
                ? null
                : new EventsNotEmittedException(
                        failures, deliveries.size() - failures.size(), Failures.cause(settings, cause));
    }

    /** The ids of what may not be published. */
    List<String> openIds() {
        return deliveries.stream()
                .filter(delivery -> !delivery.isDurable())
                .map(delivery -> delivery.event().id().toString())
                .toList();
    }
}
