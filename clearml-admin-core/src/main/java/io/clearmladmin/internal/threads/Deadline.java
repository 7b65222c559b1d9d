package io.clearmladmin.internal.threads;

import java.time.Duration;

/** A point in time after which nobody waits. Immutable. */
public final class Deadline {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration GIVING_UP = Duration.ofMillis(10);
    private static final long NANOS_OF_A_MILLI = 1_000_000;

    private final long end;

    private Deadline(Duration time) {
        this.end = System.nanoTime() + time.toNanos();
    }

    /**
     * So long from now.
     *
     * @throws IllegalArgumentException if the time is not longer than zero, or longer than a day
     */
    public static Deadline in(Duration time) {
        return new Deadline(checked(time));
    }

    /** So long from now, a day at most; of zero or less it is over at once. */
    public static Deadline within(Duration time) {
        return new Deadline(time.compareTo(LONGEST) > 0 ? LONGEST : time);
    }

    /** So long before, a twentieth of the time or ten milliseconds, that who gives up then is done by it. */
    public static Deadline justBefore(Duration time) {
        Duration part = checked(time).dividedBy(20);
        return in(time.minus(part.compareTo(GIVING_UP) < 0 ? part : GIVING_UP));
    }

    /** A time that can be one: longer than zero, a day at most. */
    public static Duration checked(Duration time) {
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("deadline: must be longer than zero and a day at most, is " + time);
        }
        return time;
    }

    /** This, or a later one that leaves so much. */
    public Deadline orAtLeast(Duration time) {
        return nanosLeft() < time.toNanos() ? in(time) : this;
    }

    /** What is left, zero at least. */
    public long nanosLeft() {
        return Math.max(0, end - System.nanoTime());
    }

    /** The same in whole milliseconds, rounded up: zero from the end on, and not before, since to many it means no bound. */
    public Duration left() {
        return Duration.ofMillis((nanosLeft() + NANOS_OF_A_MILLI - 1) / NANOS_OF_A_MILLI);
    }

    public boolean isOver() {
        return nanosLeft() == 0;
    }
}
