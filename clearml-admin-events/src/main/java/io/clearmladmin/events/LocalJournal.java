package io.clearmladmin.events;

import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.events.JournalFileException.Reason;
import io.clearmladmin.events.JournalState.Kept;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.threads.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes events to any sink at least once, and records them in a file, where there is no Kafka. An event that is published
 * again has the same id, so that a reader can drop it.
 *
 * <p>What is about to be published is on disk (fsync) before the sink gets it, and what was published before {@link #record}
 * returns. What a crash leaves unpublished, or not known to be published, {@link #restore()} publishes. A call costs two
 * fsyncs: the more events it has, the faster it is. Events of one subject keep their order.
 *
 * <p>The file is readable by its owner only, and in use by one journal at a time. Beside it there is another, with {@code
 * .new} behind its name, while it is made or made smaller. One thread at a time; others wait, until their deadline.
 */
public final class LocalJournal implements LifecycleJournal {

    private static final Logger LOG = LoggerFactory.getLogger(LocalJournal.class);
    private static final Duration RESTORE_TIMEOUT = Duration.ofMinutes(1);
    private static final int READ_AT_A_TIME = 500;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final Path path;
    private final EventSink sink;
    private final JournalStore stores;
    private final long small;
    private final FileThread thread;
    private final ReentrantLock calls = new ReentrantLock(true);
    // From restore() to the first failure after which the file may hold what the caller does not know.
    private boolean isRestored;
    private volatile boolean isClosed;
    // Of the file's thread only, both.
    private @Nullable JournalFile open;
    private boolean isFileClosed;

    LocalJournal(Path file, EventSink sink, JournalDisk disk, long small) {
        this.path = file.toAbsolutePath().normalize();
        this.sink = Objects.requireNonNull(sink, "sink: must not be null");
        this.stores = new JournalStore(path, disk);
        this.small = small;
        this.thread = new FileThread(path);
    }

    /**
     * A journal in this file, which is made if it is not there; its folder must be. Opens nothing yet; {@link #restore()} is
     * to be called first. The sink stays the caller's to close.
     */
    public static LocalJournal open(Path file, EventSink sink) {
        return new LocalJournal(
                Objects.requireNonNull(file, "file: must not be null"), sink, new JournalDisk(), JournalFile.SMALL);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Gives each subject once. First publishes what was about to be published and is not known to be. What the sink refuses of that is logged and
     * given up. Waits a minute for the file, and as long for the sink.
     *
     * @throws JournalFileException if the file does not serve; restoring again tries it again
     * @throws EventsNotEmittedException if the sink does not take what is left to be published; restoring again publishes it
     *     again
     */
    @Override
    public void restore(RestoreHandler handler) {
        Deadline time = Deadline.in(RESTORE_TIMEOUT);
        begin(time);
        try {
            isRestored = false;
            publishLeft(time, Deadline.in(RESTORE_TIMEOUT));
            List<Kept> published = onFile("Reading", time, JournalFile::published);
            for (int from = 0; from < published.size(); from += READ_AT_A_TIME) {
                List<Kept> some = published.subList(from, Math.min(from + READ_AT_A_TIME, published.size()));
                // Read in the file's thread, which may hang; handed over in the caller's.
                onFile("Reading", time, file -> file.read(some)).forEach(handler::onLast);
            }
            isRestored = true;
        } finally {
            calls.unlock();
        }
    }

    private void publishLeft(Deadline time, Deadline sinkTime) {
        List<Event> left = onFile("Opening", time, JournalFile::intended);
        while (!left.isEmpty()) {
            LOG.info("Publishing {} events which {} does not know to be published", left.size(), path);
            BatchPublisher.Result result =
                    publishing(BatchPublisher.Unpublished.IS_KEPT, sinkTime).publish(left, sinkTime);
            // What will never be published must not keep the rest from being published.
            if (giveUpRefused(result) == 0) {
                result.throwIfNotPublished();
            }
            left = onFile("Reading", time, JournalFile::intended);
        }
    }

    private long giveUpRefused(BatchPublisher.Result result) {
        return result.failures().stream()
                .filter(failure -> failure.fate() == Fate.REFUSED)
                .peek(failure -> LOG.error(
                        "{} of {} (id {}) is given up, since it was refused: {}",
                        SafeText.line(failure.event().type()),
                        SafeText.line(failure.event().subject()),
                        failure.event().id(),
                        failure.reason()))
                .count();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Here some of the events may have been published and others not: those that were are recorded and not among the
     * failures. If all are recorded again, those are not published again.
     *
     * @throws JournalFileException if the journal must be restored first
     */
    @Override
    public void record(List<Event> events, Duration deadline) {
        Deadline time = Deadline.in(deadline);
        List<byte[]> bytes = encode(events);
        try {
            begin(time);
        } catch (JournalFileException failure) {
            throw notEmitted(events, Fate.NOT_EMITTED, "", failure);
        }
        try {
            requireRestored();
            isRestored = false;
            List<Event> unpublished = intend(events, bytes, time);
            BatchPublisher.Result result =
                    publishing(BatchPublisher.Unpublished.IS_THE_CALLERS, time).publish(unpublished, time);
            isRestored = result.isSettled();
            result.throwIfNotPublished();
        } finally {
            calls.unlock();
        }
    }

    private static List<byte[]> encode(List<Event> events) {
        List<byte[]> all = new ArrayList<>(events.size());
        for (Event event : events) {
            try {
                all.add(EventBytes.of(event));
            } catch (IllegalArgumentException failure) {
                throw EventsNotEmittedException.allOrNothing(
                        events, event, String.valueOf(failure.getMessage()), failure);
            }
        }
        return all;
    }

    private static EventsNotEmittedException notEmitted(
            List<Event> events, Fate fate, String what, JournalFileException why) {
        return EventsNotEmittedException.none(events, fate, what + why.getMessage(), why);
    }

    private List<Event> intend(List<Event> events, List<byte[]> bytes, Deadline time) {
        // Who is first decides: the file's thread, which a disk may hold up, or who waits for it no longer.
        AtomicBoolean isDecided = new AtomicBoolean();
        try {
            return onFile("Writing", time, file -> {
                List<Event> unpublished = BatchPublisher.unpublished(events, file.lastIds(events));
                if (!isDecided.compareAndSet(false, true)) {
                    return List.of();
                }
                file.intend(unpublished, unpublished.size() == events.size() ? bytes : encode(unpublished));
                return unpublished;
            });
        } catch (JournalFileException failure) {
            if (isDecided.compareAndSet(false, true)) {
                throw notEmitted(events, Fate.NOT_EMITTED, "", failure);
            }
            throw notEmitted(
                    events,
                    Fate.UNKNOWN,
                    "if it stands in the file by now, restoring the journal publishes it. ",
                    failure);
        }
    }

    // What the sink did is written down also when the time is over by then.
    private BatchPublisher publishing(BatchPublisher.Unpublished unpublished, Deadline time) {
        return new BatchPublisher(
                sink,
                (published, remaining) -> onFile("Writing", time.orAtLeast(CLOSE_TIMEOUT), file -> {
                    file.settle(published, remaining);
                    return published;
                }),
                unpublished);
    }

    /**
     * {@inheritDoc}
     *
     * @throws JournalFileException if that did not work, or is not known to have worked; forgetting again after restoring
     *     is right
     */
    @Override
    public void forget(Collection<String> subjects, Duration deadline) {
        Deadline time = Deadline.in(deadline);
        begin(time);
        try {
            requireRestored();
            isRestored = false;
            onFile("Writing", time, file -> {
                file.forget(subjects);
                return subjects;
            });
            isRestored = true;
        } finally {
            calls.unlock();
        }
    }

    /** Takes the journal for one call, which unlocks it. */
    private void begin(Deadline time) {
        requireOpen();
        try {
            if (!calls.tryLock(time.nanosLeft(), TimeUnit.NANOSECONDS)) {
                throw FileFailures.timedOut(path, "Waiting for another call on");
            }
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw FileFailures.interrupted(path, failure);
        }
        if (isClosed) {
            calls.unlock();
        }
        requireOpen();
    }

    private void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException("this journal is closed");
        }
    }

    private void requireRestored() {
        if (!isRestored) {
            throw new JournalFileException(
                    Reason.RESTORE_NEEDED,
                    "The journal " + path
                            + " does not know what was published last: call restore() before anything else, and"
                            + " after a failure.",
                    null);
        }
    }

    /** What is done with the file, in the file's thread. */
    private interface Work<T> {
        T on(JournalFile file) throws IOException;
    }

    private <T> T onFile(String what, Deadline time, Work<T> work) {
        return thread.call(what, time, () -> {
            boolean isDone = false;
            try {
                if (isFileClosed) {
                    throw FileFailures.closed(path);
                }
                if (open == null) {
                    open = JournalFile.open(stores, small);
                }
                T result = work.on(open);
                isDone = true;
                return result;
            } finally {
                // Whatever of the change is not on disk is gone with it; it is opened anew the next time.
                if (!isDone && open != null) {
                    open.abandon();
                    open = null;
                }
            }
        });
    }

    /**
     * Ends it; waits 30 seconds at most for a call in another thread, whose events are of unknown fate if it is not done by
     * then: restoring publishes them. An interrupt that comes meanwhile ends the waiting, one from before does not. May be
     * called again.
     */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    void close(Duration callTime) {
        if (isClosed) {
            return;
        }
        isClosed = true;
        boolean wasInterrupted = Thread.interrupted();
        boolean isAlone = false;
        try {
            isAlone = calls.tryLock(callTime.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException failure) {
            wasInterrupted = true;
        }
        try {
            closeFile();
        } finally {
            thread.close();
            if (isAlone) {
                calls.unlock();
            }
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void closeFile() {
        try {
            thread.call("Closing", Deadline.in(CLOSE_TIMEOUT), () -> {
                // A call that is not done by now must not open it again.
                isFileClosed = true;
                if (open != null) {
                    open.close();
                    open = null;
                }
                return path;
            });
        } catch (JournalFileException failure) {
            LOG.warn("{} was not closed; nothing is lost", path, failure);
        }
    }

    @Override
    public String toString() {
        return "LocalJournal[" + path + "]";
    }
}
