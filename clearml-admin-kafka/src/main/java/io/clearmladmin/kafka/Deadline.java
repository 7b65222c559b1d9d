package io.clearmladmin.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A point in time after which nobody waits. */
final class Deadline {

    private static final Duration GIVING_UP = Duration.ofMillis(10);

    private final LongSupplier nanoTime;
    private final long end;

    private Deadline(LongSupplier nanoTime, Duration time) {
        this.nanoTime = nanoTime;
        this.end = nanoTime.getAsLong() + time.toNanos();
    }

    static Deadline in(Duration time) {
        return new Deadline(System::nanoTime, positive(time));
    }

    /** So long before, a twentieth of the time or ten milliseconds, that who gives up then is done by it. */
    static Deadline justBefore(Duration time) {
        Duration part = positive(time).dividedBy(20);
        return in(time.minus(part.compareTo(GIVING_UP) < 0 ? part : GIVING_UP));
    }

    static Duration positive(Duration time) {
        if (time.isNegative() || time.isZero() || time.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("deadline: must be longer than zero and a day at most, is " + time);
        }
        return time;
    }

    /** What is left, zero at least. */
    long nanosLeft() {
        return Math.max(0, end - nanoTime.getAsLong());
    }

    Duration left() {
        return Duration.ofNanos(nanosLeft());
    }

    boolean isOver() {
        return nanosLeft() == 0;
    }
}
