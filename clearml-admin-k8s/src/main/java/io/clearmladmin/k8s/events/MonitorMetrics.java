package io.clearmladmin.k8s.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts, and knows since when the journal has been failing. For many threads. */
final class MonitorMetrics {

    final AtomicLong seen = new AtomicLong();
    final AtomicLong folded = new AtomicLong();
    final AtomicLong retried = new AtomicLong();
    final AtomicLong failed = new AtomicLong();
    final AtomicLong awaitingTenant = new AtomicLong();
    private final AtomicLong published = new AtomicLong();
    private final Clock clock;
    private @Nullable Instant lastPublished;
    private @Nullable Instant failingSince;
    private String lastFailure = "";

    MonitorMetrics(Clock clock) {
        this.clock = clock;
    }

    synchronized void published(long events) {
        published.addAndGet(events);
        lastPublished = clock.instant();
    }

    /** Whether it failed before. */
    synchronized boolean works() {
        boolean isAgain = failingSince != null;
        failingSince = null;
        return isAgain;
    }

    /** Whether it is the first in a row. */
    synchronized boolean fails(RuntimeException failure) {
        boolean isFirst = failingSince == null;
        if (isFirst) {
            failingSince = clock.instant();
        }
        lastFailure = String.valueOf(failure.getMessage());
        return isFirst;
    }

    /** That the journal has been failing for longer than this. */
    synchronized Optional<String> problem(Duration longest) {
        if (failingSince == null) {
            return Optional.empty();
        }
        Duration time = Duration.between(failingSince, clock.instant());
        return time.compareTo(longest) <= 0
                ? Optional.empty()
                : Optional.of("the journal has been failing for " + time.toSeconds() + " s: " + lastFailure);
    }

    synchronized PodMonitorCounts counts() {
        return new PodMonitorCounts(
                seen.get(),
                folded.get(),
                published.get(),
                retried.get(),
                failed.get(),
                awaitingTenant.get(),
                Optional.ofNullable(lastPublished));
    }
}
