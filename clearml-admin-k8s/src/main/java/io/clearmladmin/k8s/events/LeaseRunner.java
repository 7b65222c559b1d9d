package io.clearmladmin.k8s.events;

import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.internal.threads.Threads;
import io.clearmladmin.k8s.KubernetesException;
import io.clearmladmin.k8s.events.LeaderLease.Holder;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two threads: one renews at the cluster, the other watches the time and notifies the holder. So a request that hangs does not
 * keep the holder from letting go, and a holder that takes its time does not keep the Lease from being renewed. If one of them
 * ends by an error of the machine, so does the other: the holder is notified, and the Lease given back.
 */
final class LeaseRunner {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseRunner.class);
    private static final long CHECK_EVERY_MILLIS = 1_000;
    private static final long CLOSE_MILLIS = 30_000;

    private final LeaderElection election;
    private final Duration retryEvery;
    private final String title;
    private final Thread renewing = Threads.repeating("clearml-lease", this::renew, this::renewingEnded);
    private final Thread notifying = Threads.repeating("clearml-lease-holder", this::notifyNext, this::notifyingEnded);
    // The notifying thread's own: the term that the holder knows of.
    private int knownTerm;
    private @Nullable Holder holder;
    private @Nullable KubernetesException unreported;
    private String lastFailure = "";
    private @Nullable Throwable failure;
    private boolean isStarted;
    private boolean isClosed;

    LeaseRunner(LeaderElection election, Duration retryEvery, String title) {
        this.election = election;
        this.retryEvery = retryEvery;
        this.title = title;
    }

    synchronized void start(Holder toNotify) {
        if (isStarted || isClosed) {
            throw new IllegalStateException("this lease was started before, or is closed");
        }
        isStarted = true;
        holder = toNotify;
        renewing.start();
        notifying.start();
    }

    private boolean renew() throws InterruptedException {
        if (isClosed()) {
            giveBack();
            return false;
        }
        tryOnce();
        pause(election.pause(retryEvery));
        return true;
    }

    private void giveBack() throws InterruptedException {
        notifying.join();
        try {
            Foreign.run("the Lease's store", election::release);
        } catch (RuntimeException failure) {
            LOG.warn(
                    "The Lease {} was not given back; another has to wait for its end: {}",
                    title,
                    SafeText.line(failure.toString()));
        }
    }

    private void tryOnce() {
        try {
            Foreign.run("the Lease's store", election::tryOnce);
            failed(null);
        } catch (KubernetesException failure) {
            failed(failure);
        } catch (RuntimeException failure) {
            failed(new KubernetesException(
                    KubernetesException.Reason.OTHER,
                    0,
                    "could not renew the Lease " + title + ": " + failure,
                    failure));
        }
    }

    private void renewingEnded(Throwable why) {
        ended(why);
        try {
            giveBack();
        } catch (InterruptedException inHaste) {
            LOG.warn("The Lease {} was not given back; another has to wait for its end", title);
        }
    }

    private void notifyingEnded(Throwable why) {
        ended(why);
        notifyOf(0);
    }

    private synchronized void ended(Throwable why) {
        failure = failure == null ? why : failure;
        isClosed = true;
        notifyAll();
    }

    synchronized Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    private synchronized void failed(@Nullable KubernetesException failure) {
        String reason = failure == null ? "" : failure.reason() + " " + failure.status();
        if (failure != null && !reason.equals(lastFailure)) {
            LOG.warn("{}", failure.getMessage());
            unreported = failure;
        }
        lastFailure = reason;
        notifyAll();
    }

    private synchronized void pause(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        long left = time.toNanos();
        while (!isClosed && left > 0) {
            wait(left / 1_000_000 + 1);
            left = end - System.nanoTime();
        }
    }

    private boolean notifyNext() throws InterruptedException {
        boolean goesOn = awaitNews();
        KubernetesException failed = takeFailure();
        if (goesOn && failed != null) {
            quietly(holder -> holder.failed(failed));
        }
        notifyOf(goesOn ? election.term() : 0);
        return goesOn;
    }

    private void notifyOf(int term) {
        int before = knownTerm;
        // First, so that after an error in between it is not given again.
        knownTerm = term;
        if (before != 0 && before != term) {
            LOG.info("Lost the Lease {}", title);
            quietly(Holder::lost);
        }
        if (term != 0 && before != term) {
            LOG.info("Acquired the Lease {}", title);
            quietly(Holder::acquired);
        }
    }

    /** Whether it goes on. Returns when there is something to notify the holder of. */
    private synchronized boolean awaitNews() throws InterruptedException {
        while (!isClosed && unreported == null && election.term() == knownTerm) {
            long most = knownTerm == 0 ? CHECK_EVERY_MILLIS : election.heldFor().toMillis() + 1;
            wait(Math.min(CHECK_EVERY_MILLIS, most));
        }
        return !isClosed;
    }

    private synchronized @Nullable KubernetesException takeFailure() {
        KubernetesException failure = unreported;
        unreported = null;
        return failure;
    }

    private void quietly(Consumer<Holder> news) {
        Holder to;
        synchronized (this) {
            to = holder;
        }
        if (to != null) {
            Foreign.notify(LOG, "The holder of the Lease " + title, () -> news.accept(to));
        }
    }

    private synchronized boolean isClosed() {
        return isClosed;
    }

    void close() {
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
        // A holder that closes it waits for neither itself nor for what waits for it.
        if (Thread.currentThread() == notifying) {
            return;
        }
        try {
            notifying.join(CLOSE_MILLIS);
            renewing.join(CLOSE_MILLIS);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
        }
    }
}
