package io.clearmladmin.testkit;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.events.SnapshotNotEmittedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A sink for tests: it keeps the events in memory, so many at most, and fails when it is set to. Durable it is not. Never
 * blocks; safe for use by many threads. It publishes a snapshot in batches, or as {@link #wholeSnapshots} as a whole.
 */
public final class InMemoryEventSink implements EventSink {

    private static final int CAPACITY = 100_000;

    private final int capacity;
    private final boolean isWhole;
    private final List<List<Event>> snapshots = new ArrayList<>();
    private final List<Event> kept = new ArrayList<>();
    private final TestFailures failures = new TestFailures();
    private int batches;
    private boolean isClosed;

    /** A sink for 100,000 events. */
    public InMemoryEventSink() {
        this(CAPACITY);
    }

    /** A sink for so many events; what is emitted beyond is not kept, and the caller gets an exception. */
    public InMemoryEventSink(int capacity) {
        this(capacity, false);
    }

    private InMemoryEventSink(int capacity, boolean isWhole) {
        this.capacity = TestFailures.count("capacity", capacity);
        this.isWhole = isWhole;
    }

    /** A sink for 100,000 events that publishes all of a snapshot or nothing, as one for Kafka does. */
    public static InMemoryEventSink wholeSnapshots() {
        return new InMemoryEventSink(CAPACITY, true);
    }

    @Override
    public synchronized void emit(List<Event> events, Duration deadline) {
        if (isClosed) {
            throw new IllegalStateException("the sink is closed");
        }
        failures.before(events);
        if (kept.size() + events.size() > capacity) {
            throw TestFailures.all(events, Fate.NOT_EMITTED, "the sink holds " + capacity + " events at most");
        }
        Set<Event> refused = failures.refused(events);
        events.stream().filter(event -> !refused.contains(event)).forEach(kept::add);
        batches++;
        failures.after(events);
        if (!refused.isEmpty()) {
            throw new EventsNotEmittedException(
                    Failure.of(refused, Fate.REFUSED, "it was set to refuse it"), events.size() - refused.size(), null);
        }
    }

    @Override
    public void emitSnapshot(Iterable<Event> events, Duration deadline) {
        if (isWhole) {
            List<Event> all = new ArrayList<>();
            events.forEach(all::add);
            keepWhole(all);
        } else {
            EventSink.super.emitSnapshot(events, deadline);
        }
    }

    private synchronized void keepWhole(List<Event> snapshot) {
        List<Failure> refused = Failure.of(failures.refused(snapshot), Fate.REFUSED, "it was set to refuse it");
        if (!refused.isEmpty()) {
            throw SnapshotNotEmittedException.because(refused, null);
        }
        try {
            emit(snapshot, Duration.ZERO);
            snapshots.add(List.copyOf(snapshot));
        } catch (EventsNotEmittedException failure) {
            Failure first = failure.failures().get(0);
            boolean isKept = first.fate() == Fate.UNKNOWN;
            if (isKept) {
                snapshots.add(List.copyOf(snapshot));
            }
            throw SnapshotNotEmittedException.asWhole(isKept, first.reason(), failure);
        }
    }

    /** The snapshots that were kept as a whole, in their order. */
    public synchronized List<List<Event>> snapshots() {
        return List.copyOf(snapshots);
    }

    /** All events that were kept, repeats included, in their order. */
    public synchronized List<Event> events() {
        return List.copyOf(kept);
    }

    /** The events of one type. */
    public List<Event> events(String type) {
        return events().stream().filter(event -> event.type().equals(type)).toList();
    }

    /** What a reader has that drops repeated ids: the first event of each id. */
    public synchronized Map<UUID, Event> unique() {
        Map<UUID, Event> unique = new LinkedHashMap<>();
        kept.forEach(event -> unique.putIfAbsent(event.id(), event));
        return unique;
    }

    /** How often something was kept. */
    public synchronized int batches() {
        return batches;
    }

    /** Makes the next calls fail with nothing kept: {@code NOT_EMITTED}. */
    public synchronized void failNext(int times) {
        failures.before = TestFailures.count("times", times);
    }

    /** Makes the next calls fail though everything is kept: {@code UNKNOWN}. */
    public synchronized void loseAnswers(int times) {
        failures.after = TestFailures.count("times", times);
    }

    /** Makes it refuse these events from now on, and keep the others: {@code REFUSED}. */
    public synchronized void refuse(Predicate<Event> events) {
        failures.refused = events;
    }

    /** Takes all failures back. */
    public synchronized void clearFaults() {
        failures.clearFaults();
    }

    /** Forgets all events. */
    public synchronized void clear() {
        kept.clear();
        snapshots.clear();
        batches = 0;
    }

    /** Ends it; the events stay. May be called again. */
    @Override
    public synchronized void close() {
        isClosed = true;
    }
}
