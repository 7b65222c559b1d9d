package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.KubernetesException;
import io.clearmladmin.k8s.events.MonitorLease.Holder;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two threads: one asks the cluster, the other watches the time and tells the holder. So a request that hangs does not keep
 * the holder from letting go, and a holder that takes its time does not keep the Lease from being renewed.
 */
final class LeaseThreads {

    private static final Logger log = LoggerFactory.getLogger(LeaseThreads.class);
    private static final long LOOK_EVERY_MILLIS = 1_000;
    private static final long CLOSE_MILLIS = 30_000;

    private final Election election;
    private final Duration retryEvery;
    private final String title;
    private final Thread asking = new Thread(this::ask, "clearml-lease");
    private final Thread telling = new Thread(this::tell, "clearml-lease-holder");
    private @Nullable Holder holder;
    private @Nullable KubernetesException untold;
    private String lastFailure = "";
    private boolean isStarted;
    private boolean isClosed;

    LeaseThreads(Election election, Duration retryEvery, String title) {
        this.election = election;
        this.retryEvery = retryEvery;
        this.title = title;
        asking.setDaemon(true);
        telling.setDaemon(true);
    }

    synchronized void start(Holder told) {
        if (isStarted || isClosed) {
            throw new IllegalStateException("this lease was started before, or is closed");
        }
        isStarted = true;
        holder = told;
        asking.start();
        telling.start();
    }

    private void ask() {
        try {
            while (!isClosed()) {
                tryOnce();
                pause(election.pause(retryEvery));
            }
            telling.join();
            election.release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("The Lease {} was not given back; another has to wait for its end: {}", title, e.toString());
        }
    }

    private void tryOnce() {
        try {
            election.tryOnce();
            failed(null);
        } catch (KubernetesException e) {
            failed(e);
        } catch (RuntimeException e) {
            failed(new KubernetesException(
                    KubernetesException.Reason.OTHER, 0, "could not renew the Lease " + title + ": " + e, e));
        }
    }

    private synchronized void failed(@Nullable KubernetesException failure) {
        String reason = failure == null ? "" : failure.reason() + " " + failure.status();
        if (failure != null && !reason.equals(lastFailure)) {
            log.warn("{}", failure.getMessage());
            untold = failure;
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

    private void tell() {
        int told = 0;
        while (awaitNews(told)) {
            KubernetesException failure = takeFailure();
            if (failure != null) {
                quietly(holder -> holder.failed(failure));
            }
            told = tell(told, election.term());
        }
        tell(told, 0);
    }

    private int tell(int told, int term) {
        if (told != 0 && told != term) {
            log.info("The Lease {} is no longer ours", title);
            quietly(Holder::lost);
        }
        if (term != 0 && told != term) {
            log.info("The Lease {} is ours", title);
            quietly(Holder::acquired);
        }
        return term;
    }

    /** Whether it goes on. Returns when there is something to tell. */
    private synchronized boolean awaitNews(int told) {
        while (!isClosed && untold == null && election.term() == told) {
            long most = told == 0 ? LOOK_EVERY_MILLIS : election.heldFor().toMillis() + 1;
            try {
                wait(Math.min(LOOK_EVERY_MILLIS, most));
            } catch (InterruptedException e) {
                log.debug("The thread of the Lease {} was interrupted by its holder, and goes on", title);
            }
        }
        return !isClosed;
    }

    private synchronized @Nullable KubernetesException takeFailure() {
        KubernetesException failure = untold;
        untold = null;
        return failure;
    }

    private void quietly(Consumer<Holder> news) {
        Holder told;
        synchronized (this) {
            told = holder;
        }
        try {
            if (told != null) {
                news.accept(told);
            }
        } catch (RuntimeException e) {
            log.error("The holder of the Lease {} failed", title, e);
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
        if (Thread.currentThread() == telling) {
            return;
        }
        try {
            telling.join(CLOSE_MILLIS);
            asking.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
