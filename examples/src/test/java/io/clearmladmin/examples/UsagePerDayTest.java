package io.clearmladmin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.kafka.KafkaJournal;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.KafkaSink;
import io.clearmladmin.kafka.ReaderProperties;
import io.clearmladmin.kafka.Topics;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adds up the seconds of task pods and of their GPUs, each event once, in a process that may be ended at any time. */
class UsagePerDayTest {

    private static final Duration TIME = Duration.ofSeconds(30);
    private static final int TERMINATED = 128 + 15;
    private static final String MONITOR = "monitor-1";

    @TempDir
    Path folder;

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
        return new Event(MONITOR, Event.Kind.LIFECYCLE, type, "tenant-" + pod % 2, "pod/" + pod, time, data);
    }

    private static Event usage(int pod, String type, String time, String from, String until) {
        Map<String, Object> data =
                Map.of("usage_start", from, "usage_end", until, "gpus", Map.of("whole", 2), "end_known", false);
        return event(pod, type, Instant.parse(time), data);
    }

    /** The program, as a user starts it; what it prints goes to a file. */
    private Process program(KafkaSettings settings, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                UsagePerDay.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log()));
        String names = "CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__";
        builder.environment()
                .putAll(Map.of(
                        "CLEARML__hosts__kafka__custom_events__host",
                        "[" + settings.bootstrapServers().get(0) + "]",
                        names + "security_protocol",
                        "SASL_PLAINTEXT",
                        names + "sasl_mechanism",
                        "SCRAM-SHA-512",
                        names + "sasl_plain_username",
                        EmbeddedKafka.USER,
                        names + "sasl_plain_password",
                        EmbeddedKafka.PASSWORD));
        return builder.start();
    }

    private File log() {
        return folder.resolve("log").toFile();
    }

    private void terminate(Process program) throws IOException, InterruptedException {
        program.destroy();
        assertThat(program.waitFor(TIME.toSeconds(), TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
        assertThat(program.exitValue()).as(Files.readString(log().toPath())).isEqualTo(TERMINATED);
    }

    @Tag("long")
    @Test
    void each_event_counts_once_whatever_ends_the_program_and_publishes_twice() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            KafkaSettings settings = EventsStep.settings(kafka);
            Topics.create(settings, 1, 1, TIME);
            List<Event> first = new ArrayList<>(IntStream.range(0, 100)
                    .boxed()
                    .flatMap(UsagePerDayTest::lifecycle)
                    .toList());
            String hour = "2026-11-21T23:00:00Z";
            String midnight = "2026-11-22T00:00:00Z";
            first.add(usage(100, PodEvents.STILL_RUNNING, midnight, "2026-11-21T23:30:00Z", midnight));
            try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
                journal.restore();
                journal.record(first, TIME);
            }
            Map<String, String> expected = new TreeMap<>();
            expected.put("tenant-0/2026-11-21", "4800 pod, 9600 GPU, 0 unknown");
            expected.put("tenant-1/2026-11-21", "3000 pod, 6000 GPU, 0 unknown");
            Process program = program(settings, "usage", "usage-totals");
            try {
                await(settings, "usage-totals", expected);
                terminate(program);
                // A sink that is at least once publishes some again; and the pod had ended before midnight.
                String noticed = "2026-11-22T01:10:00Z";
                List<Event> more = List.of(
                        first.get(2),
                        first.get(first.size() - 1),
                        usage(101, PodEvents.STILL_RUNNING, midnight, hour, midnight),
                        usage(100, "pod.failed", noticed, midnight, "2026-11-21T23:45:00Z"),
                        usage(101, "pod.deleted", noticed, midnight, "2026-11-22T00:00:01.500Z"),
                        first.get(first.size() - 1),
                        usage(101, PodEvents.STILL_RUNNING, midnight, hour, midnight),
                        usage(101, "pod.deleted", noticed, midnight, "2026-11-22T00:00:01.500Z"));
                try (KafkaSink sink = KafkaSink.open(settings)) {
                    sink.emit(more, TIME);
                }
                program = program(settings, "usage", "usage-totals");
                expected.put("tenant-0/2026-11-21", "3900 pod, 7800 GPU, -1800 unknown");
                expected.put("tenant-1/2026-11-21", "6600 pod, 13200 GPU, 0 unknown");
                expected.put("tenant-1/2026-11-22", "1.5 pod, 3 GPU, 3 unknown");
                await(settings, "usage-totals", expected);
                terminate(program);
                program = program(settings, "by-hour", "by-hour", "hour", "Europe/Berlin");
                await(
                        settings,
                        "by-hour",
                        Map.of(
                                "tenant-0/2026-11-21T10:00+01:00", "930 pod, 1860 GPU, 0 unknown",
                                "tenant-0/2026-11-21T11:00+01:00", "2070 pod, 4140 GPU, 0 unknown",
                                "tenant-1/2026-11-21T10:00+01:00", "900 pod, 1800 GPU, 0 unknown",
                                "tenant-1/2026-11-21T11:00+01:00", "2100 pod, 4200 GPU, 0 unknown",
                                "tenant-0/2026-11-22T00:00+01:00", "900 pod, 1800 GPU, -1800 unknown",
                                "tenant-1/2026-11-22T00:00+01:00", "3600 pod, 7200 GPU, 0 unknown",
                                "tenant-1/2026-11-22T01:00+01:00", "1.5 pod, 3 GPU, 3 unknown"));
                terminate(program);
            } finally {
                program.destroyForcibly();
            }
        }
    }

    private void await(KafkaSettings settings, String topic, Map<String, String> expected) throws IOException {
        Map<String, Object> properties = ReaderProperties.consumer(settings, "totals");
        Map<String, String> totals = new TreeMap<>();
        try (KafkaConsumer<String, UsageTotal> reader = new KafkaConsumer<>(
                properties, new StringDeserializer(), UsageTotal.serde().deserializer())) {
            reader.subscribe(List.of(topic));
            long end = System.nanoTime() + 2 * TIME.toNanos();
            while (System.nanoTime() < end && !totals.equals(expected)) {
                reader.poll(Duration.ofMillis(200)).forEach(record -> totals.put(record.key(), text(record.value())));
            }
        }
        assertThat(totals).as(Files.readString(log().toPath())).isEqualTo(new TreeMap<>(expected));
    }

    private static String text(UsageTotal total) {
        return total.podSeconds().toPlainString() + " pod, "
                + total.gpuSeconds().toPlainString() + " GPU, "
                + total.gpuSecondsEndUnknown().toPlainString() + " unknown";
    }
}
