package io.clearmladmin.micrometer;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.MonitorEvents;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Counts events; those that a monitor publishes about itself are not among them. For many threads. */
final class EventCounts {

    private static final Duration[] LAGS = {
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        // The cluster gives whole seconds.
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30),
        Duration.ofHours(3),
        Duration.ofDays(1)
    };

    private final Clock clock;
    private final Counter published;
    private final Counter refused;
    private final Timer lag;
    private final AtomicLong inFlight = new AtomicLong();

    EventCounts(MeterRegistry registry, Tags tags) {
        this.clock = registry.config().clock();
        this.published = Counter.builder("clearml.events.published")
                .description("Events that Kafka or the API server has; those about a monitor itself are not counted")
                .tags(tags)
                .register(registry);
        this.refused = Counter.builder("clearml.events.refused")
                .description("Events that were refused for good, such as those that are too large")
                .tags(tags)
                .register(registry);
        this.lag = Timer.builder("clearml.event.lag")
                .description(
                        "From when something changed, by the cluster's or the server's time, until that was published")
                .serviceLevelObjectives(LAGS)
                .tags(tags)
                .register(registry);
        // Whoever emits once may not keep the sink.
        Gauge.builder("clearml.events.in.flight", inFlight, AtomicLong::get)
                .description("Events that were handed over and have no answer yet")
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    void begun(int events) {
        inFlight.addAndGet(events);
    }

    void ended(int events) {
        inFlight.addAndGet(-events);
    }

    void published(List<Event> events) {
        long now = clock.wallTime();
        for (Event event : events) {
            if (!MonitorEvents.types().contains(event.type())) {
                published.increment();
                if (event.kind() == Event.Kind.LIFECYCLE) {
                    lag.record(Math.max(0, now - event.time().toEpochMilli()), TimeUnit.MILLISECONDS);
                }
            }
        }
    }

    /** So many events of a snapshot. */
    void published(int events) {
        published.increment(events);
    }

    void refused(List<Failure> events) {
        refused.increment(events.size());
    }
}
