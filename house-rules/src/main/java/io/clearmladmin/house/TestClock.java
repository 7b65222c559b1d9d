package io.clearmladmin.house;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that advances only on request. */
public final class TestClock extends Clock {

    /** The default start. */
    public static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    private Instant now;
    private int reads;

    /** A clock at {@link #START}. */
    public TestClock() {
        this(START);
    }

    /** A clock at this time. */
    public TestClock(Instant start) {
        this.now = start;
    }

    /** Advances by this time. */
    public void forward(Duration time) {
        set(now().plus(time));
    }

    /** Sets the time. */
    public synchronized void set(Instant time) {
        now = time;
        reads = 0;
    }

    /** Whether it was read since it was set. */
    public synchronized boolean isSeen() {
        return reads > 0;
    }

    private synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Instant instant() {
        reads++;
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
