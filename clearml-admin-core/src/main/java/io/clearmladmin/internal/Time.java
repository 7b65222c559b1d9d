package io.clearmladmin.internal;

import java.time.Duration;
import java.time.Instant;

/** The pipeline's only source of time, so that tests can control it. */
interface Time {

    Time SYSTEM = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void sleep(Duration pause) throws InterruptedException {
            Thread.sleep(pause.toMillis(), pause.toNanosPart() % 1_000_000);
        }
    };

    /** Steady time, for deadlines. */
    long nanos();

    /** The wall clock, for dates that a server sent. */
    Instant now();

    void sleep(Duration pause) throws InterruptedException;
}
