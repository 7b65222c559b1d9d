package io.clearmladmin.emitters;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.LifecycleJournal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal that is opened anew before the next call when what it logs in with has changed. It is restored before it goes on, so
 * that nothing is lost or repeated: calls come one after the other, and what the one before left unknown is restored by its caller.
 */
final class RotatingJournal implements LifecycleJournal {

    private static final Logger LOG = LoggerFactory.getLogger(RotatingJournal.class);

    // The caller has it from the journal before.
    private static final RestoreHandler KNOWN = new RestoreHandler() {
        @Override
        public void onLast(Event event) {}

        @Override
        public void onForgotten(String subject) {}
    };

    private final Supplier<LifecycleJournal> opening;
    private final Supplier<List<String>> credentials;

    // Guarded by this.
    private List<String> known;
    private @Nullable LifecycleJournal open;
    private boolean isClosed;

    // The one that was restored last: another must be, before it goes on.
    private volatile @Nullable LifecycleJournal lastRestored;

    /**
     * Opens nothing yet.
     *
     * @param credentials what the journal logs in with, as it is now
     */
    RotatingJournal(Supplier<LifecycleJournal> opening, Supplier<List<String>> credentials) {
        this.opening = opening;
        this.credentials = credentials;
        this.known = List.of();
    }

    private synchronized LifecycleJournal current() {
        if (isClosed) {
            throw new IllegalStateException("this journal is closed");
        }
        List<String> now = credentials.get();
        LifecycleJournal journal = open;
        if (journal == null || !now.equals(known)) {
            if (journal != null) {
                LOG.info("what the journal logs in with has changed; it is opened anew");
                journal.close();
            }
            // Only after it: one that could not be opened is tried again.
            open = null;
            journal = opening.get();
            open = journal;
            known = now;
        }
        return journal;
    }

    private LifecycleJournal restored() {
        LifecycleJournal journal = current();
        if (journal != lastRestored) {
            restore(journal, KNOWN);
        }
        return journal;
    }

    private void restore(LifecycleJournal journal, RestoreHandler handler) {
        journal.restore(handler);
        lastRestored = journal;
    }

    @Override
    public void restore(RestoreHandler handler) {
        restore(current(), handler);
    }

    @Override
    public void record(List<Event> events, Duration deadline) {
        restored().record(events, deadline);
    }

    @Override
    public void forget(Collection<String> subjects, Duration deadline) {
        restored().forget(subjects, deadline);
    }

    @Override
    public void close() {
        LifecycleJournal last;
        synchronized (this) {
            isClosed = true;
            last = open;
        }
        if (last != null) {
            last.close();
        }
    }
}
