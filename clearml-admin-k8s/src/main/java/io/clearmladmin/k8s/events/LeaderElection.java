package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.events.LeaseStore.Written;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Elects the holder of a Lease. Times of others are never compared with our clock: a Lease is over when it was seen unchanged
 * for its whole duration. Ours counts as held for a shorter time, measured from before the request; so we have let go before
 * another can have taken over, whatever the network does.
 */
final class LeaderElection {

    private static final Duration GIVEN_BACK = Duration.ofSeconds(1);

    private final LeaseStore store;
    private final String identity;
    private final Duration duration;
    private final Duration belief;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private String seenVersion = "";
    private long seenAt;
    private Duration seenDuration = Duration.ZERO;
    private volatile String holder = "";
    private volatile boolean isAcquired;
    private volatile long believedUntil;
    private volatile int term;

    LeaderElection(
            LeaseStore store, String identity, Duration duration, Duration belief, Clock clock, LongSupplier nanoTime) {
        this.store = store;
        this.identity = identity;
        this.duration = duration;
        this.belief = belief;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Whether it is ours now, for sure. Never waits. */
    boolean isHeld() {
        return isAcquired && believedUntil - nanoTime.getAsLong() > 0;
    }

    /** Which time it is that we hold it, without a gap, from 1; 0 if we do not. */
    int term() {
        int current = term;
        return isHeld() ? current : 0;
    }

    /** How long it is ours if nothing more is heard; zero if it is not. */
    Duration heldFor() {
        return isAcquired ? Duration.ofNanos(Math.max(0, believedUntil - nanoTime.getAsLong())) : Duration.ZERO;
    }

    /** Who had it when it was last seen; empty if nobody. */
    String holder() {
        return holder;
    }

    /** Renews it, or takes it if it is free. One thread. */
    void tryOnce() {
        long requested = nanoTime.getAsLong();
        Optional<Written> found = store.read();
        if (found.isEmpty()) {
            if (store.create(ours(0, now(), ""))) {
                acquired(requested);
            }
            return;
        }
        Written lease = found.get();
        observe(lease);
        boolean isOurs = lease.holder().equals(identity);
        if (!isOurs) {
            isAcquired = false;
        }
        if (isOurs || lease.holder().isEmpty() || isOver()) {
            Written next = isOurs
                    ? ours(lease.transitions(), lease.acquired(), lease.version())
                    : ours(lease.transitions() + 1, now(), lease.version());
            if (store.update(next)) {
                acquired(requested);
            }
        }
    }

    // Of one thread, so that counting is safe.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void acquired(long requested) {
        if (!isHeld()) {
            term++;
        }
        holder = identity;
        believedUntil = requested + belief.toNanos();
        isAcquired = true;
    }

    private Written ours(int transitions, Instant acquired, String version) {
        return new Written(identity, duration, acquired, now(), transitions, version);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void observe(Written lease) {
        holder = lease.holder();
        if (!lease.version().equals(seenVersion)) {
            seenVersion = lease.version();
            seenDuration = lease.duration();
            seenAt = nanoTime.getAsLong();
        }
    }

    private boolean isOver() {
        return nanoTime.getAsLong() - seenAt >= seenDuration.toNanos();
    }

    /** How long to wait for the next try: not beyond the end of another's Lease. */
    Duration pause(Duration usual) {
        if (isAcquired || holder.isEmpty() || seenVersion.isEmpty()) {
            return usual;
        }
        long left = seenAt + seenDuration.toNanos() - nanoTime.getAsLong();
        return left > 0 && left < usual.toNanos() ? Duration.ofNanos(left) : usual;
    }

    /** Gives it back, so that another need not wait. Nothing is ours after that, whatever happens. */
    void release() {
        boolean wasAcquired = isAcquired;
        isAcquired = false;
        if (!wasAcquired) {
            return;
        }
        Optional<Written> lease =
                store.read().filter(written -> written.holder().equals(identity));
        lease.ifPresent(written -> store.update(
                new Written("", GIVEN_BACK, written.acquired(), now(), written.transitions(), written.version())));
    }
}
