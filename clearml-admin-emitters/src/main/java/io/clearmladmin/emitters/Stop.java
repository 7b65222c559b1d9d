package io.clearmladmin.emitters;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A request to stop all emitters of the process. */
final class Stop {

    private final CountDownLatch requested = new CountDownLatch(1);
    // Guarded by this: whoever is at something that may take long.
    private final Set<Thread> working = new HashSet<>();

    synchronized void request() {
        requested.countDown();
        working.forEach(Thread::interrupt);
    }

    boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits at most this long; returns whether a stop was requested. */
    boolean await(Duration time) {
        try {
            return requested.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Does this in the calling thread, which a request interrupts; it is not interrupted any more afterwards. */
    void interrupting(Runnable work) {
        begin();
        try {
            work.run();
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        working.add(Thread.currentThread());
        if (isRequested()) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void end() {
        working.remove(Thread.currentThread());
        if (isRequested()) {
            // It was meant for the work, which is over.
            boolean unused = Thread.interrupted();
        }
    }
}
