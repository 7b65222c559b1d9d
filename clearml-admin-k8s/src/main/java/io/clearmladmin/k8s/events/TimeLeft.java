package io.clearmladmin.k8s.events;

import java.time.Duration;

/** How long a caller still waits. */
final class TimeLeft {

    private final long end;

    private TimeLeft(long end) {
        this.end = end;
    }

    static TimeLeft of(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("deadline: must be longer than zero and a day at most, is " + deadline);
        }
        return new TimeLeft(System.nanoTime() + deadline.toNanos());
    }

    /** Zero at least. */
    long nanos() {
        return Math.max(0, end - System.nanoTime());
    }

    Duration duration() {
        return Duration.ofNanos(nanos());
    }

    /** This, or longer. */
    TimeLeft orAtLeast(Duration time) {
        return nanos() < time.toNanos() ? of(time) : this;
    }

    boolean isOver() {
        return nanos() == 0;
    }
}
