package io.clearmladmin.micrometer;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.kafka.KafkaSink;
import io.clearmladmin.kafka.KafkaSinkListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Meters what a {@link KafkaSink} emits, event by event, and its queue. It has no snapshots, of which {@link EventMeters#sink}
 * counts the events.
 *
 * <pre>{@code
 * KafkaMeters meters = KafkaMeters.in(registry);
 * KafkaSink sink = KafkaSink.builder(settings).listener(meters).build();
 * meters.queue(sink);
 * }</pre>
 *
 * <p>Safe for many threads. One for each sink; of several in one registry, each needs tags of its own.
 */
public final class KafkaMeters implements KafkaSinkListener {

    private final MeterRegistry registry;
    private final Tags tags;
    private final Timer published;
    private final Counter bytes;
    private final Map<Fate, Counter> failed = new EnumMap<>(Fate.class);

    private KafkaMeters(MeterRegistry registry, Tags tags) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.tags = tags;
        this.published = Timer.builder("clearml.kafka.publish.duration")
                .description("From when an event was emitted until all in-sync replicas of Kafka had it")
                .tags(tags)
                .register(registry);
        this.bytes = Counter.builder("clearml.kafka.published")
                .description("What was published to Kafka, before compression")
                .baseUnit(BaseUnits.BYTES)
                .tags(tags)
                .register(registry);
        for (Fate fate : Fate.values()) {
            failed.put(
                    fate,
                    Counter.builder("clearml.kafka.failed")
                            .description("Events that the sink gave up, by what is known of them")
                            .baseUnit(BaseUnits.EVENTS)
                            .tags(tags.and("fate", fate.name().toLowerCase(Locale.ROOT)))
                            .register(registry));
        }
    }

    /** Meters in this registry, all with these tags. */
    public static KafkaMeters in(MeterRegistry registry, Tag... tags) {
        return new KafkaMeters(registry, Tags.of(tags));
    }

    /** Meters how much is queued in this sink, which listens to these meters. */
    public void queue(KafkaSink sink) {
        Gauge.builder("clearml.kafka.queued", sink, KafkaSink::queuedBytes)
                .description("What waits in the sink's queue")
                .baseUnit(BaseUnits.BYTES)
                .tags(tags)
                .register(registry);
    }

    @Override
    public void onPublished(Event event, int size, Duration time) {
        published.record(time);
        bytes.increment(size);
    }

    @Override
    public void onFailed(Failure failure) {
        Objects.requireNonNull(failed.get(failure.fate())).increment();
    }
}
