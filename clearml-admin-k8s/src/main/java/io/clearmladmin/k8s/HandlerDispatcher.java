package io.clearmladmin.k8s;

import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.threads.Foreign;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notifies the handler of what waits in the queue, by the one thread that runs this. */
final class HandlerDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(PodWatch.class);

    private final PodHandler handler;
    private final PodChangeQueue changes;
    private final Clock clock;
    private final AtomicLong failures = new AtomicLong();
    private volatile @Nullable Instant busySince;

    HandlerDispatcher(PodHandler handler, PodChangeQueue changes, Clock clock) {
        this.handler = handler;
        this.changes = changes;
        this.clock = clock;
    }

    /** Notifies it of the next, when there is one. Returns whether there can be more. */
    boolean turn() throws InterruptedException {
        try {
            Object next = changes.take();
            if (next != null) {
                busySince = clock.instant();
                dispatch(next);
            }
        } finally {
            busySince = null;
        }
        return !changes.isClosed();
    }

    long failures() {
        return failures.get();
    }

    /** That the handler has not come back for too long. */
    Optional<String> problem(Instant now, Duration longest) {
        Instant since = busySince;
        if (since == null || Duration.between(since, now).compareTo(longest) <= 0) {
            return Optional.empty();
        }
        return Optional.of("the handler has been busy with one call for "
                + Duration.between(since, now).toSeconds() + " s; " + changes.size() + " changes wait");
    }

    private void dispatch(Object next) {
        try {
            Foreign.run("the handler", () -> {
                if (next instanceof Change change) {
                    change.dispatchTo(handler);
                } else if (next instanceof Relist relist) {
                    handler.relisted(relist);
                } else {
                    handler.synced(((Synced) next).until());
                }
            });
        } catch (RuntimeException failure) {
            long count = failures.incrementAndGet();
            // The first with its trace, the others in a line each.
            if (count == 1) {
                LOG.warn("The handler failed at {}; the watch goes on", what(next), failure);
            } else {
                LOG.warn(
                        "The handler failed at {}, for the {}th time: {}",
                        what(next),
                        count,
                        SafeText.line(failure.toString()));
            }
        }
    }

    private static String what(Object next) {
        if (next instanceof Change change) {
            return change.now().namespace() + "/" + change.now().name();
        }
        return next instanceof Relist ? "a relist" : "a sync";
    }
}
