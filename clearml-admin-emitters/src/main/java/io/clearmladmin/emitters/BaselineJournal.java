package io.clearmladmin.emitters;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.events.MonitorEvents;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Remembers what a monitor finds, over a journal that publishes nothing. What the monitor says of itself is not remembered: it has
 * not watched for anybody yet.
 */
final class BaselineJournal implements LifecycleJournal {

    private final LifecycleJournal journal;
    private final AtomicLong remembered = new AtomicLong();
    private volatile boolean isWhole;

    BaselineJournal(LifecycleJournal journal) {
        this.journal = journal;
    }

    /** Whether all that was there when the monitor began is remembered. */
    boolean isWhole() {
        return isWhole;
    }

    long remembered() {
        return remembered.get();
    }

    @Override
    public void restore(RestoreHandler handler) {
        journal.restore(handler);
    }

    @Override
    public void record(List<Event> events, Duration deadline) {
        List<Event> found = events.stream()
                .filter(event -> !MonitorEvents.types().contains(event.type()))
                .toList();
        journal.record(found, deadline);
        remembered.addAndGet(found.size());
        // A monitor says that it watches once it has seen all.
        isWhole |= found.size() < events.size();
    }

    @Override
    public void forget(Collection<String> subjects, Duration deadline) {
        journal.forget(subjects, deadline);
    }

    @Override
    public void close() {
        journal.close();
    }
}
