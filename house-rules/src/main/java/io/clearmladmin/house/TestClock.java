package io.clearmladmin.house;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes when it is told to. */
public final class TestClock extends Clock {

    /** When it starts if nothing is said. */
    public static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    private Instant now;
    private int looks;

    /** Stands at {@link #START}. */
    public TestClock() {
        this(START);
    }

    /** Stands at this time. */
    public TestClock(Instant start) {
        this.now = start;
    }

    /** Goes on by so much. */
    public void forward(Duration time) {
        set(now().plus(time));
    }

    /** Is set to this time. */
    public synchronized void set(Instant time) {
        now = time;
        looks = 0;
    }

    /** Whether anybody has looked at it since it was set. */
    public synchronized boolean isSeen() {
        return looks > 0;
    }

    private synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Instant instant() {
        looks++;
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
