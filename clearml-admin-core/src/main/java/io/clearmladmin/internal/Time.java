package io.clearmladmin.internal;

import java.time.Duration;
import java.time.Instant;

/** All that the pipeline knows of time, so that tests can run on a time of their own. */
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

    /** The clock on the wall, for dates that a server sent. */
    Instant now();

    void sleep(Duration pause) throws InterruptedException;
}
