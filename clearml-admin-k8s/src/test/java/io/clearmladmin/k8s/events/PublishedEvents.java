package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.kafka.EventSerde;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.ReaderProperties;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** What a reader of what is committed has, pod by pod, in the order in which it came. For one thread. */
final class PublishedEvents implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<Event> events = new EventSerde().deserializer();
    private final String canary;
    private final Map<String, List<Event>> published = new LinkedHashMap<>();
    private final List<Event> ofMonitor = new ArrayList<>();

    PublishedEvents(KafkaSettings settings, String canary) {
        this.canary = canary;
        consumer = new KafkaConsumer<>(
                ReaderProperties.consumer(settings, UUID.randomUUID().toString()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(settings.lifecycleTopic()));
    }

    /** Reads what there is; waits so long at most if there is nothing. Returns what came of pods. */
    List<Event> read(Duration wait) {
        List<Event> came = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
            requireClean(record.value());
            record.headers().forEach(header -> requireClean(header.value()));
            Event event = events.deserialize(record.topic(), record.headers(), record.value());
            requireId(record, event);
            if (event.subject().startsWith("monitor/")) {
                ofMonitor.add(event);
                continue;
            }
            published
                    .computeIfAbsent(event.subject().substring("pod/".length()), pod -> new ArrayList<>())
                    .add(event);
            came.add(event);
        }
        return came;
    }

    // By it, any reader drops what comes again.
    private static void requireId(ConsumerRecord<byte[], byte[]> record, Event event) {
        String id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
        if (!id.equals(event.id().toString())) {
            throw new AssertionError("ce_id " + id + " of " + event);
        }
    }

    private void requireClean(byte[] bytes) {
        if (new String(bytes, StandardCharsets.UTF_8).contains(canary)) {
            throw new AssertionError("a secret was published");
        }
    }

    Map<String, List<Event>> byPod() {
        return published;
    }

    /** The same, each id once. */
    Map<String, List<Event>> byPodOnce() {
        Map<String, List<Event>> once = new LinkedHashMap<>();
        published.forEach((pod, all) -> once.put(pod, once(all)));
        return once;
    }

    /** The first of each id; that the others are the same is required. */
    static List<Event> once(List<Event> all) {
        Map<UUID, Event> once = new LinkedHashMap<>();
        for (Event event : all) {
            Event first = once.putIfAbsent(event.id(), event);
            if (first != null && !first.equals(event)) {
                throw new AssertionError("published " + first + ", then " + event);
            }
        }
        return List.copyOf(once.values());
    }

    /** What came of the monitor itself. */
    List<Event> ofMonitor() {
        return ofMonitor;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
