package io.clearmladmin.testkit;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.events.JournalFencedException;
import io.clearmladmin.events.LifecycleJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A journal for tests: it keeps what it published in memory, so many events at most, and fails when it is set to. As it must,
 * it takes all events of a call or none. Never blocks; safe for use by many threads.
 */
public final class InMemoryJournal implements LifecycleJournal {

    private static final int CAPACITY = 100_000;

    private final int capacity;
    private final List<Event> published;
    private final Map<String, Event> last;
    private final TestFailures failures = new TestFailures();
    private int failingRestores;
    private boolean isClosed;
    private boolean isFenced;

    /** A journal for 100,000 events. */
    public InMemoryJournal() {
        this(CAPACITY);
    }

    /** A journal for so many events; what is recorded beyond is not kept, and the caller gets an exception. */
    public InMemoryJournal(int capacity) {
        this(TestFailures.count("capacity", capacity), List.of(), Map.of());
    }

    private InMemoryJournal(int capacity, List<Event> published, Map<String, Event> last) {
        this.capacity = capacity;
        this.published = new ArrayList<>(published);
        this.last = new LinkedHashMap<>(last);
    }

    @Override
    public void restore(RestoreHandler handler) {
        restorable().forEach(handler::onLast);
    }

    private synchronized List<Event> restorable() {
        checkOpen();
        if (failingRestores > 0) {
            failingRestores--;
            throw new IllegalStateException("restore was set to fail");
        }
        return List.copyOf(last.values());
    }

    @Override
    public synchronized void record(List<Event> events, Duration deadline) {
        checkOpen();
        failures.before(events);
        if (published.size() + events.size() > capacity) {
            throw TestFailures.all(events, Fate.NOT_EMITTED, "the journal holds " + capacity + " events at most");
        }
        Set<Event> refused = failures.refused(events);
        if (!refused.isEmpty()) {
            throw new EventsNotEmittedException(
                    events.stream().map(event -> failure(event, refused)).toList(), 0, null);
        }
        published.addAll(events);
        events.forEach(event -> last.put(event.subject(), event));
        failures.after(events);
    }

    private static Failure failure(Event event, Set<Event> refused) {
        return refused.contains(event)
                ? new Failure(event, Fate.REFUSED, "it was set to refuse it")
                : new Failure(event, Fate.NOT_EMITTED, "another event was refused");
    }

    @Override
    public synchronized void forget(Collection<String> subjects, Duration deadline) {
        checkOpen();
        subjects.forEach(last::remove);
    }

    private void checkOpen() {
        if (isClosed) {
            throw new IllegalStateException("the journal is closed");
        }
        if (isFenced) {
            throw new JournalFencedException("Another journal was set to take over. Close this one.", null);
        }
    }

    /** All events that were published, in their order. */
    public synchronized List<Event> published() {
        return List.copyOf(published);
    }

    /** The last event of each subject that is not forgotten, by subject; also of a closed journal. */
    public synchronized Map<String, Event> remembered() {
        return new LinkedHashMap<>(last);
    }

    /** A journal as it is found after a restart: open, with all that was published and recorded, and no failures. */
    public synchronized InMemoryJournal restarted() {
        return new InMemoryJournal(capacity, published, last);
    }

    /** Makes the next calls of {@code record} fail with nothing published: {@code NOT_EMITTED}. */
    public synchronized void failNext(int times) {
        failures.before = TestFailures.count("times", times);
    }

    /** Makes the next calls of {@code record} fail though everything is published and recorded: {@code UNKNOWN}. */
    public synchronized void loseAnswers(int times) {
        failures.after = TestFailures.count("times", times);
    }

    /** Makes it refuse these events from now on, and with them what is recorded in the same call: {@code REFUSED}. */
    public synchronized void refuse(Predicate<Event> events) {
        failures.refused = events;
    }

    /** Makes the next calls of {@code restore} fail. */
    public synchronized void failRestores(int times) {
        failingRestores = TestFailures.count("times", times);
    }

    /** Makes it end as if another journal of the same monitor had taken over; that is not taken back. */
    public synchronized void fence() {
        isFenced = true;
    }

    /** Takes all failures back. */
    public synchronized void clearFaults() {
        failures.clearFaults();
        failingRestores = 0;
    }

    /** Ends it. May be called again. */
    @Override
    public synchronized void close() {
        isClosed = true;
    }
}
