package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.LifecycleJournal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** A journal that calls code of a user before it works. */
record CallingJournal(LifecycleJournal journal, Runnable first) implements LifecycleJournal {

    @Override
    public void restore(RestoreHandler handler) {
        journal.restore(handler);
    }

    @Override
    public void record(List<Event> events, Duration deadline) {
        first.run();
        journal.record(events, deadline);
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
