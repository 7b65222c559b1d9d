package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.events.Event;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The monitor is killed at a random instant. */
class KilledMonitorTest {

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

    @Tag("long")
    @Test
    void a_monitor_that_is_killed_has_published_everything_once_after_it_was_restored() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        KafkaSettings settings = kafka.withTopics("killed");
        List<Event> all = Samples.lifecycle(0, 3_000);
        runAndKill("killed", all.size(), 5, random.nextInt(400));
        publishTheRest(settings, all, 100);
        assertPublishedOnce(settings, all, seed);
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

    private static void publishTheRest(KafkaSettings settings, List<Event> all, int batch) {
        try (KafkaJournal journal = KafkaJournal.open(settings, "monitor")) {
            int restored = Monitor.publish(journal, all, batch);
            System.out.println("restored " + restored + " times in one life");
        }
    }

    private static void assertPublishedOnce(KafkaSettings settings, List<Event> all, long seed) {
        List<String> read = Reader.ids(settings, settings.lifecycleTopic());
        assertThat(read).as("seed " + seed).hasSize(all.size());
        assertThat(new HashSet<>(read).equals(new HashSet<>(Samples.ids(all))))
                .as("seed " + seed)
                .isTrue();
    }
}
