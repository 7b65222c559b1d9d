package io.clearmladmin.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.kafka.EventSerde;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Adds up how long task pods ran, and with how many GPUs, for each tenant and day (UTC, by the day on which a pod ended). It
 * reads a {@code PodMonitor}'s events, of which exactly one is the end of a pod, and writes a total for each key {@code
 * tenant/day} to a topic. With {@code processing.guarantee=exactly_once_v2} each pod counts once, also after a crash.
 *
 * <p>Slices of GPUs (MIG, time-sliced) are not added up, since their price is another question. A pod whose end the cluster
 * does not know counts until the monitor noticed it.
 */
final class UsagePerDay {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private UsagePerDay() {}

    /**
     * The usage of a tenant on a day.
     *
     * @param podSeconds the seconds that its pods ran
     * @param gpuSeconds the same, multiplied by their GPUs
     */
    record Usage(double podSeconds, double gpuSeconds) {

        static final Usage NONE = new Usage(0, 0);

        static Usage of(Event pod) {
            Instant ended = ended(pod);
            double seconds = Math.max(0, started(pod, ended).until(ended, ChronoUnit.MILLIS) / 1000.0);
            return new Usage(seconds, seconds * gpus(pod));
        }

        // A pod that never started used nothing.
        private static Instant started(Event pod, Instant ended) {
            return pod.data().get("started") instanceof String text ? Instant.parse(text) : ended;
        }

        private static double gpus(Event pod) {
            Map<?, ?> gpus = pod.data().get("gpus") instanceof Map<?, ?> map ? map : Map.of();
            return number(gpus.get("whole")) + number(gpus.get("fraction"));
        }

        private static double number(@Nullable Object value) {
            return value instanceof Number number ? number.doubleValue() : 0;
        }

        Usage plus(Usage more) {
            return new Usage(podSeconds + more.podSeconds, gpuSeconds + more.gpuSeconds);
        }
    }

    static Topology topology(String lifecycleTopic, String usageTopic) {
        StreamsBuilder streams = new StreamsBuilder();
        Serde<String> text = Serdes.String();
        streams.stream(lifecycleTopic, Consumed.with(text, new EventSerde()))
                .filter((subject, event) -> event != null && PodEvents.isEnd(event))
                .map((subject, event) -> KeyValue.pair(event.tenant() + "/" + day(event), Usage.of(event)))
                .groupByKey(Grouped.with(text, usages()))
                .aggregate(
                        () -> Usage.NONE,
                        (key, usage, total) -> total.plus(usage),
                        Materialized.<String, Usage>as(Stores.inMemoryKeyValueStore("usage"))
                                .withKeySerde(text)
                                .withValueSerde(usages()))
                .toStream()
                .to(usageTopic, Produced.with(text, usages()));
        return streams.build();
    }

    private static Instant ended(Event pod) {
        return pod.data().get("ended") instanceof String text ? Instant.parse(text) : pod.time();
    }

    private static LocalDate day(Event pod) {
        return ended(pod).atZone(ZoneOffset.UTC).toLocalDate();
    }

    static Serde<Usage> usages() {
        Serializer<Usage> writer = (topic, usage) -> {
            try {
                return JSON.writeValueAsBytes(usage);
            } catch (JsonProcessingException numbersOnly) {
                throw new UncheckedIOException(numbersOnly);
            }
        };
        Deserializer<Usage> reader = (topic, bytes) -> {
            try {
                return JSON.readValue(bytes, Usage.class);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        };
        return Serdes.serdeFrom(writer, reader);
    }
}
