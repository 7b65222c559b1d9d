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

    private volatile Instant now;

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
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
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
