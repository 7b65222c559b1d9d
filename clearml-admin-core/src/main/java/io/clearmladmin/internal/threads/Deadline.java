package io.clearmladmin.internal.threads;

import java.time.Duration;

/** A point in time after which waiting ends. Immutable. */
public final class Deadline {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration GIVING_UP = Duration.ofMillis(10);
    private static final long NANOS_OF_A_MILLI = 1_000_000;

    private final long end;

    private Deadline(Duration time) {
        this.end = System.nanoTime() + time.toNanos();
    }

    /**
     * The deadline after this time.
     *
     * @throws IllegalArgumentException if the time is not longer than zero, or longer than a day
     */
    public static Deadline in(Duration time) {
        return new Deadline(checked(time));
    }

    /** The deadline after this time, at most a day; one of zero or less has passed at once. */
    public static Deadline within(Duration time) {
        return new Deadline(time.compareTo(LONGEST) > 0 ? LONGEST : time);
    }

    /** An earlier deadline, by a twentieth of the time or ten milliseconds: who stops then is done in time. */
    public static Deadline justBefore(Duration time) {
        Duration part = checked(time).dividedBy(20);
        return in(time.minus(part.compareTo(GIVING_UP) < 0 ? part : GIVING_UP));
    }

    /** Checks a time: longer than zero, at most a day. */
    public static Duration checked(Duration time) {
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("deadline: must be longer than zero and at most a day, got " + time);
        }
        return time;
    }

    /** This, or a later one that leaves this much time. */
    public Deadline orAtLeast(Duration time) {
        return nanosLeft() < time.toNanos() ? in(time) : this;
    }

    /** The time left, at least zero. */
    public long nanosLeft() {
        return Math.max(0, end - System.nanoTime());
    }

    /** The same in whole milliseconds, rounded up: zero only once the deadline has passed, since zero often means no bound. */
    public Duration left() {
        return Duration.ofMillis((nanosLeft() + NANOS_OF_A_MILLI - 1) / NANOS_OF_A_MILLI);
    }

    public boolean isOver() {
        return nanosLeft() == 0;
    }
}
