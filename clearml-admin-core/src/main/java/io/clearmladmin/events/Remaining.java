package io.clearmladmin.events;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How much is left of a deadline. */
final class Remaining {

    private static final Duration LONGEST = Duration.ofDays(1);

    private final LongSupplier nanoTime;
    private final long end;

    Remaining(Duration deadline, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        Duration most = deadline.compareTo(LONGEST) > 0 ? LONGEST : deadline;
        this.end = nanoTime.getAsLong() + most.toNanos();
    }

    /** The rest, a millisecond at least while there is one; zero from the end on. */
    Duration left() {
        long nanos = end - nanoTime.getAsLong();
        return nanos <= 0 ? Duration.ZERO : Duration.ofMillis(Math.max(1, nanos / 1_000_000));
    }

    boolean isOver() {
        return left().isZero();
    }
}
