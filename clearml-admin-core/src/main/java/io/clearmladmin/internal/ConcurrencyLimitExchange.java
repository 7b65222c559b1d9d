package io.clearmladmin.internal;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Allows a limited number of calls in flight; the others wait, at most until their deadline. */
final class ConcurrencyLimitExchange implements Exchange {

    private final Exchange next;
    private final Semaphore permits;
    private final Time time;

    ConcurrencyLimitExchange(Exchange next, int maxConcurrency, Time time) {
        this.next = next;
        this.permits = new Semaphore(maxConcurrency, true);
        this.time = time;
    }

    @Override
    public Reply send(Call call) {
        acquire(call);
        try {
            return next.send(call);
        } finally {
            permits.release();
        }
    }

    private void acquire(Call call) {
        try {
            if (permits.tryAcquire() || permits.tryAcquire(call.remaining(time), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw call.notSent(
                    "not sent, because the thread was interrupted while it waited for its turn", interrupted);
        }
        throw call.notSentInTime(
                "not sent: the deadline passed while it waited for its turn; raise maxConcurrency or callTimeout",
                null);
    }
}
