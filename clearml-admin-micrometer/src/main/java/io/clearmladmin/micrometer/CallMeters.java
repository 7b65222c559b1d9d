package io.clearmladmin.micrometer;

import io.clearmladmin.calls.CallEvent;
import io.clearmladmin.calls.CallListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Objects;

/**
 * Meters the calls of a client: how long they took and how they ended, for each endpoint.
 *
 * <pre>{@code
 * ClearMl.builder().listener(CallMeters.in(registry)).build();
 * }</pre>
 *
 * <p>Safe for many threads, and for several clients.
 */
public final class CallMeters implements CallListener {

    private final MeterRegistry registry;
    private final Tags tags;

    private CallMeters(MeterRegistry registry, Tags tags) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.tags = tags;
    }

    /** Meters in this registry, all with these tags. */
    public static CallMeters in(MeterRegistry registry, Tag... tags) {
        return new CallMeters(registry, Tags.of(tags));
    }

    @Override
    public void onCall(CallEvent call) {
        Tags endpoint = tags.and("endpoint", call.endpoint());
        Timer.builder("clearml.call.duration")
                .description("How long calls of ClearML's API server took, all attempts included")
                .tags(endpoint.and("outcome", call.outcome().name().toLowerCase(Locale.ROOT)))
                .register(registry)
                .record(call.duration());
        Counter.builder("clearml.call.retries")
                .description("Attempts of calls after the first")
                .tags(endpoint)
                .register(registry)
                .increment(Math.max(0, call.attempt() - 1));
    }
}
