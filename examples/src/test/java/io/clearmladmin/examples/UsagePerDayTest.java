package io.clearmladmin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.kafka.KafkaJournal;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.ReaderProperties;
import io.clearmladmin.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;

/** Adds up the seconds of task pods and of their GPUs for each tenant and day, each pod once. */
class UsagePerDayTest {

    private static final Duration TIME = Duration.ofSeconds(30);

    /** All events of a pod: it ran for a minute with two GPUs, ended in one way or another, and was deleted later, or at once. */
    private static Stream<Event> lifecycle(int pod) {
        Instant end = Instant.parse("2026-11-21T10:00:00Z").plusSeconds(pod);
        Instant start = end.minusSeconds(60);
        String last = List.of("succeeded", "failed", "evicted", "running").get(pod % 4);
        Stream.Builder<Event> events = Stream.builder();
        events.add(event(pod, PodEvents.PENDING, start.minusSeconds(5), Map.of()));
        events.add(event(pod, PodEvents.RUNNING, start, Map.of("started", start.toString())));
        if (!last.equals("running")) {
            events.add(event(pod, "pod." + last, end, ended(start, end)));
        }
        Map<String, Object> deleted = new HashMap<>(ended(start, end));
        deleted.put("previous", last);
        // Deleted a day after its end, or while it ran.
        events.add(event(pod, PodEvents.DELETED, last.equals("running") ? end : end.plusSeconds(86_400), deleted));
        return events.build();
    }

    private static Map<String, Object> ended(Instant start, Instant end) {
        return Map.of(
                "started", start.toString(), "ended", end.toString(), "end_known", true, "gpus", Map.of("whole", 2));
    }

    private static Event event(int pod, String type, Instant time, Map<String, Object> data) {
        return new Event("monitor-1", Event.Kind.LIFECYCLE, type, "tenant-" + pod % 2, "pod/" + pod, time, data);
    }

    @Test
    void each_pod_counts_once_for_its_tenant_and_day() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            KafkaSettings settings = EventsStep.settings(kafka);
            Topics.create(settings, 1, 1, TIME);
            Properties properties = new Properties();
            properties.putAll(ReaderProperties.streams(settings, "usage"));
            try (Admin admin = Admin.create(properties)) {
                admin.createTopics(List.of(new NewTopic("usage", 1, (short) 1)))
                        .all()
                        .get();
            }
            try (KafkaJournal journal = KafkaJournal.open(settings, "monitor-1")) {
                journal.restore();
                journal.record(
                        IntStream.range(0, 100)
                                .boxed()
                                .flatMap(UsagePerDayTest::lifecycle)
                                .toList(),
                        TIME);
            }
            try (KafkaStreams streams =
                    new KafkaStreams(UsagePerDay.topology(settings.lifecycleTopic(), "usage"), properties)) {
                streams.start();
                assertThat(totals(settings))
                        .containsOnly(
                                Map.entry("tenant-0/2026-11-21", new UsagePerDay.Usage(3000, 6000)),
                                Map.entry("tenant-1/2026-11-21", new UsagePerDay.Usage(3000, 6000)));
            }
        }
    }

    private static Map<String, UsagePerDay.Usage> totals(KafkaSettings settings) {
        Map<String, Object> properties = ReaderProperties.consumer(settings, "totals");
        Map<String, UsagePerDay.Usage> totals = new HashMap<>();
        try (KafkaConsumer<String, UsagePerDay.Usage> reader = new KafkaConsumer<>(
                properties, new StringDeserializer(), UsagePerDay.usages().deserializer())) {
            reader.subscribe(List.of("usage"));
            long end = System.nanoTime() + 2 * TIME.toNanos();
            while (System.nanoTime() < end && !isComplete(totals)) {
                reader.poll(Duration.ofMillis(200)).forEach(record -> totals.put(record.key(), record.value()));
            }
        }
        return totals;
    }

    private static boolean isComplete(Map<String, UsagePerDay.Usage> totals) {
        return totals.size() == 2 && totals.values().stream().allMatch(usage -> usage.podSeconds() >= 3000);
    }
}
