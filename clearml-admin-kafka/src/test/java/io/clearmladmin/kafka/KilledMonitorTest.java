package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The monitor is killed, and the broker stopped, at random instants. */
class KilledMonitorTest {

    private static final Executor BACKGROUND = work -> {
        Thread thread = new Thread(work, "background");
        thread.setDaemon(true);
        thread.start();
    };
    private static final int MANY = 100_000;

    @TempDir
    private Path folder;

    private EmbeddedKafka kafka;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start();
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void a_monitor_that_is_killed_has_told_everything_once_after_it_was_restored() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        KafkaSettings settings = kafka.withTopics("killed");
        List<Event> all = Samples.lifecycle(0, 3_000);
        runAndKill("killed", all.size(), 5, random.nextInt(400));
        tellTheRest(settings, all, 100);
        assertToldOnce(settings, all, seed);
    }

    @Test
    @Tag("long")
    void kills_and_stops_at_random_instants_lose_and_repeat_nothing() throws Exception {
        int seeds = Integer.getInteger("kafka.seeds", 20);
        for (int run = 0; run < seeds; run++) {
            long seed = Long.getLong("kafka.seed", System.nanoTime());
            System.out.println("seed " + seed);
            Random random = new Random(seed);
            String name = "random-" + run;
            KafkaSettings settings = kafka.withTopics(name);
            List<Event> all = Samples.lifecycle(0, MANY);
            for (int kill = 0; kill < 3; kill++) {
                runAndKill(name, MANY, 20, random.nextInt(1_500));
            }
            CompletableFuture<Void> rest = CompletableFuture.runAsync(() -> tellTheRest(settings, all, 50), BACKGROUND);
            for (int stop = 0; stop < 3; stop++) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
                kafka.stop();
                kafka.restart();
            }
            rest.join();
            assertToldOnce(settings, all, seed);
        }
    }

    @Test
    @Tag("long")
    void a_sink_repeats_only_with_the_same_id_when_the_broker_stops_and_starts() throws Exception {
        long seed = Long.getLong("kafka.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        KafkaSettings settings = kafka.withTopics("sink");
        List<Event> all = Samples.lifecycle(0, MANY);
        CompletableFuture<Void> told = CompletableFuture.runAsync(() -> emitAll(settings, all), BACKGROUND);
        for (int stop = 0; stop < 3; stop++) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(500));
            kafka.stop();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
            kafka.restart();
        }
        told.join();
        Set<String> read = new HashSet<>(Reader.ids(settings, settings.lifecycleTopic()));
        assertThat(read.equals(new HashSet<>(Samples.ids(all))))
                .as("seed " + seed)
                .isTrue();
    }

    private static void emitAll(KafkaSettings settings, List<Event> all) {
        try (KafkaSink sink = KafkaSink.open(settings)) {
            for (int from = 0; from < all.size(); from += 500) {
                List<Event> open = all.subList(from, from + 500);
                while (!open.isEmpty()) {
                    open = emit(sink, open);
                }
            }
        }
    }

    private static List<Event> emit(KafkaSink sink, List<Event> events) {
        try {
            sink.emit(events, Duration.ofMillis(500));
            return List.of();
        } catch (EventsNotEmittedException e) {
            return e.failures().stream().map(Failure::event).toList();
        }
    }

    private void runAndKill(String topics, int count, int batch, int millis) throws IOException, InterruptedException {
        Path ready = folder.resolve("ready");
        Files.deleteIfExists(ready);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Monitor.class.getName(),
                kafka.plainAddress(),
                topics,
                "monitor"));
        command.addAll(List.of(Integer.toString(count), Integer.toString(batch), ready.toString()));
        File log = folder.resolve("log").toFile();
        Process monitor = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        while (!Files.exists(ready) && monitor.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(ready).as(Files.readString(log.toPath())).exists();
        TimeUnit.MILLISECONDS.sleep(millis);
        monitor.destroyForcibly().waitFor();
    }

    private static void tellTheRest(KafkaSettings settings, List<Event> all, int batch) {
        try (KafkaJournal journal = KafkaJournal.open(settings, "monitor")) {
            int restored = Monitor.tell(journal, all, batch);
            System.out.println("restored " + restored + " times in one life");
        }
    }

    private static void assertToldOnce(KafkaSettings settings, List<Event> all, long seed) {
        List<String> read = Reader.ids(settings, settings.lifecycleTopic());
        assertThat(read).as("seed " + seed).hasSize(all.size());
        assertThat(new HashSet<>(read).equals(new HashSet<>(Samples.ids(all))))
                .as("seed " + seed)
                .isTrue();
    }
}
