package io.clearmladmin.micrometer;

import io.clearmladmin.events.EventSink;
import io.clearmladmin.events.HealthProbe;
import io.clearmladmin.events.LifecycleJournal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Meters what becomes of events on their way through a sink or a journal, and the health of what they depend on.
 *
 * <pre>{@code
 * EventMeters meters = EventMeters.in(registry, Tag.of("emitter", "pods-monitor"));
 * PodMonitor monitor = PodMonitor.builder(kubernetes, meters.journal(journal)).source(uuid).build();
 * meters.health("pods-monitor", monitor::problem);
 * }</pre>
 *
 * <p>Safe for many threads. One for what has these tags: the events of all its sinks and journals are counted together.
 */
public final class EventMeters {

    private final MeterRegistry registry;
    private final Tags tags;
    private @Nullable EventCounts counts;

    private EventMeters(MeterRegistry registry, Tags tags) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.tags = tags;
    }

    /** Meters in this registry, all with these tags. */
    public static EventMeters in(MeterRegistry registry, Tag... tags) {
        return new EventMeters(registry, Tags.of(tags));
    }

    // Not before they are needed: whoever meters health alone has no events.
    private synchronized EventCounts counts() {
        EventCounts known = counts;
        if (known == null) {
            known = new EventCounts(registry, tags);
            counts = known;
        }
        return known;
    }

    /** The same sink, metered; closing it closes that one. */
    public EventSink sink(EventSink sink) {
        return new MeteredSink(sink, counts(), registry, tags);
    }

    /** The same journal, metered; closing it closes that one. */
    public LifecycleJournal journal(LifecycleJournal journal) {
        return new MeteredJournal(journal, counts(), registry, tags);
    }

    /**
     * Meters whether this part works.
     *
     * @param problem why it does not work now; empty if it does. Returns at once
     */
    public void health(String part, Supplier<Optional<String>> problem) {
        Gauge.builder("clearml.healthy", problem, why -> why.get().isPresent() ? 0 : 1)
                .description("Whether a part of the program, or what it depends on, works: 1, else 0")
                .tags(tags.and("part", part))
                .strongReference(true)
                .register(registry);
    }

    /** Meters what this probe asks: whether it works, and when it last answered. */
    public void probe(HealthProbe probe) {
        health(probe.name(), probe::problem);
        TimeGauge.builder(
                        "clearml.last.answer.timestamp",
                        probe,
                        TimeUnit.MILLISECONDS,
                        asked -> asked.lastAnswer().map(Instant::toEpochMilli).orElse(0L))
                .description("When what the program depends on last answered; 0 before the first time")
                .tags(tags.and("part", probe.name()))
                .register(registry);
    }
}
