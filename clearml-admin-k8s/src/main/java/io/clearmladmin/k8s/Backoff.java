package io.clearmladmin.k8s;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after a failure: up to 100 ms, doubled by each in a row, never more than 5 seconds. For one thread. */
final class Backoff {

    static final Duration CAP = Duration.ofSeconds(5);
    private static final long BASE_MILLIS = 100;

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    void succeeded() {
        failures = 0;
    }

    int failures() {
        return failures;
    }

    /** One more failure, and how long to wait after it. */
    Duration failed() {
        failures = Math.min(failures + 1, 1_000);
        long most = Math.min(CAP.toMillis(), BASE_MILLIS << Math.min(failures - 1, 10));
        return Duration.ofMillis(random.nextLong(most + 1));
    }
}
