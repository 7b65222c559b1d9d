package io.clearmladmin.micrometer;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Meters what runs again and again: an inventory, or the checks of a {@code CompanyMonitor}.
 *
 * <pre>{@code
 * RunMeters meters = RunMeters.in(registry, Tag.of("emitter", "company-inventory"));
 * InventoryReport report = meters.run(inventory::run, InventoryReport::isComplete);
 * }</pre>
 *
 * <p>Safe for many threads. One for what has these tags.
 */
public final class RunMeters {

    private final Clock clock;
    private final Map<Outcome, Timer> durations = new EnumMap<>(Outcome.class);
    private final AtomicLong lastSuccess = new AtomicLong();

    private enum Outcome {
        COMPLETE,
        INCOMPLETE,
        FAILED
    }

    private RunMeters(MeterRegistry registry, Tags tags) {
        this.clock = registry.config().clock();
        for (Outcome outcome : Outcome.values()) {
            durations.put(
                    outcome,
                    Timer.builder("clearml.run.duration")
                            .description("How long runs of an inventory, or checks of tenants, took, by how they ended")
                            .tags(tags.and("outcome", outcome.name().toLowerCase(Locale.ROOT)))
                            .register(registry));
        }
        // Whoever runs once may not keep the meters.
        LastSuccess.of(lastSuccess, AtomicLong::get)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /** Meters in this registry, all with these tags. */
    public static RunMeters in(MeterRegistry registry, Tag... tags) {
        return new RunMeters(Objects.requireNonNull(registry, "registry"), Tags.of(tags));
    }

    /**
     * Runs it in the calling thread, and returns what it returns, or throws what it throws. The last success is when a run
     * that was complete has ended.
     *
     * @param isComplete whether nothing was left out
     */
    public <R> R run(Supplier<R> run, Predicate<? super R> isComplete) {
        long begun = clock.monotonicTime();
        Outcome outcome = Outcome.FAILED;
        try {
            R result = run.get();
            outcome = isComplete.test(result) ? Outcome.COMPLETE : Outcome.INCOMPLETE;
            return result;
        } finally {
            if (outcome == Outcome.COMPLETE) {
                lastSuccess.set(clock.wallTime());
            }
            Objects.requireNonNull(durations.get(outcome)).record(clock.monotonicTime() - begun, TimeUnit.NANOSECONDS);
        }
    }
}
