package io.clearmladmin.k8s.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.events.Event;
import io.clearmladmin.k8s.KubeApi;
import io.clearmladmin.k8s.PodLives;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.Topics;
import io.clearmladmin.testkit.InMemoryJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods live and die while the monitor is killed at random instants: what is published of each is what happened to it. */
class KilledPodMonitorTest {

    private static final String UUID = "0e6c3d0a-6f3c-4df1-9e0b-d1d1f7a6d3a1";

    @TempDir
    private Path folder;

    private static long seed() {
        long seed = Long.getLong("k8s.seed", System.nanoTime());
        System.out.println("seed " + seed);
        return seed;
    }

    private static CompletableFuture<Void> lead(Lives lives, int pods, int atATime, long pauseMicros) {
        return CompletableFuture.runAsync(
                () -> lives.lead(pods, atATime, TimeUnit.MICROSECONDS.toNanos(pauseMicros)), work -> {
                    Thread thread = new Thread(work, "lives");
                    thread.setDaemon(true);
                    thread.start();
                });
    }

    @Test
    void a_few_kills_neither_lose_nor_repeat_a_state() throws Exception {
        killed(200, 3, 100, 30_000);
    }

    @Test
    @Tag("long")
    void twenty_kills_and_two_thousand_pods_neither_lose_nor_repeat_a_state() throws Exception {
        killed(2_000, 20, 500, 20_000);
    }

    private void killed(int pods, int kills, int atATime, long pauseMicros) throws Exception {
        KubeApi.assumeAssets();
        long seed = seed();
        Random random = new Random(seed);
        KubeApi api = KubeApi.shared();
        Truth truth = new Truth();
        PodLives cluster = api.pods(api.namespace("killed"));
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            KafkaSettings settings = MonitorProcess.settings(kafka.plainAddress());
            Topics.create(settings, 2, 1, Duration.ofSeconds(30));
            CompletableFuture<Void> led = lead(new Lives(real(cluster), truth, seed), pods, atATime, pauseMicros);
            for (int kill = 0; kill < kills; kill++) {
                Process monitor = start(api, cluster.namespace(), kafka, kill);
                // One in five does not live to watch.
                if (random.nextInt(5) == 0) {
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
                } else {
                    awaitWatching(monitor, kill, truth);
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(6_000));
                }
                truth.killed();
                monitor.destroyForcibly().waitFor();
            }
            Process last = start(api, cluster.namespace(), kafka, kills);
            try (PublishedEvents published = new PublishedEvents(settings, PodLives.CANARY)) {
                awaitWatching(last, kills, truth);
                while (!led.isDone()) {
                    published.read(Duration.ofMillis(200));
                }
                led.join();
                PodMonitorTest.until("all is published", () -> {
                    published.read(Duration.ofMillis(200));
                    return truth.isReachedBy(published.byPod());
                });
                // What would be published twice comes after that, with the next relist.
                published.read(Duration.ofSeconds(3));
                int unseen = truth.check(published.byPod());
                System.out.println("seed " + seed + ": of " + truth.states() + " states " + unseen
                        + " came and went while nobody watched, or at most " + truth.longestLag()
                        + " ms before a kill; "
                        + truth.watchedSeconds() + " s were watched between the kills");
            } finally {
                last.destroyForcibly().waitFor();
            }
        }
        for (int log = 0; log <= kills; log++) {
            assertThat(Files.readString(folder.resolve("log-" + log))).doesNotContain(PodLives.CANARY);
        }
    }

    private Process start(KubeApi api, String namespace, EmbeddedKafka kafka, int number) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "-Dtests.log=INFO",
                        MonitorProcess.class.getName(),
                        api.server().toString(),
                        api.caCertificate().toString(),
                        api.adminToken(),
                        namespace,
                        kafka.plainAddress(),
                        UUID,
                        folder.resolve("ready-" + number).toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log-" + number).toFile())
                .start();
    }

    private void awaitWatching(Process monitor, int number, Truth truth) throws IOException, InterruptedException {
        Path ready = folder.resolve("ready-" + number);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(ready) && monitor.isAlive() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(ready).as(Files.readString(folder.resolve("log-" + number))).exists();
        truth.watched();
    }

    private static Lives.Cluster real(PodLives pods) {
        return new Lives.Cluster() {
            private String name(int number) {
                return PodLives.name(PodLives.taskId(number));
            }

            @Override
            public String create(int number) {
                return pods.create(PodLives.taskId(number)).getMetadata().getUid();
            }

            @Override
            public void running(int number, String uid, Instant started) {
                pods.running(name(number), started);
            }

            @Override
            public void ended(int number, String uid, Instant started, Instant finished, int exitCode) {
                pods.ended(name(number), started, finished, exitCode);
            }

            @Override
            public void delete(int number, String uid) {
                pods.delete(name(number));
            }
        };
    }

    @Test
    void a_monitor_that_ends_anywhere_with_a_journal_that_fails_anywhere_publishes_what_happened() {
        long seed = seed();
        Random random = new Random(seed);
        Truth truth = new Truth();
        PodsInMemory pods = new PodsInMemory();
        CompletableFuture<Void> led = lead(new Lives(inMemory(pods), truth, seed), 400, 100, 200);
        InMemoryJournal journal = new InMemoryJournal();
        for (int life = 0; !led.isDone() || life == 0; life++) {
            PodMonitor monitor =
                    new PodMonitor.Builder(journal, pods).source(UUID).build();
            monitor.start();
            PodMonitorTest.until("it watches", monitor::isHealthy);
            truth.watched();
            for (int trouble = random.nextInt(4); trouble > 0; trouble--) {
                journal.failNext(random.nextInt(3));
                journal.loseAnswers(random.nextInt(3));
                PodMonitorTest.pause(random.nextInt(20));
            }
            truth.killed();
            monitor.close(Duration.ZERO);
            journal = journal.restarted();
        }
        led.join();
        InMemoryJournal last = journal;
        try (PodMonitor monitor =
                new PodMonitor.Builder(last, pods).source(UUID).build()) {
            monitor.start();
            PodMonitorTest.until("it watches", monitor::isHealthy);
            truth.watched();
            PodMonitorTest.until("all is published", () -> truth.isReachedBy(byPod(last.published())));
        }
        truth.check(byPod(last.published()));
    }

    private static Map<String, List<Event>> byPod(List<Event> published) {
        return published.stream()
                .collect(Collectors.groupingBy(event -> event.subject().substring("pod/".length())));
    }

    private static Lives.Cluster inMemory(PodsInMemory pods) {
        return new Lives.Cluster() {
            @Override
            public String create(int number) {
                pods.put(SomePods.pod("uid-" + number, State.PENDING, 0));
                return "uid-" + number;
            }

            @Override
            public void running(int number, String uid, Instant started) {
                pods.put(SomePods.pod(uid, State.RUNNING, 0));
            }

            @Override
            public void ended(int number, String uid, Instant started, Instant finished, int exitCode) {
                pods.put(SomePods.pod(uid, exitCode == 0 ? State.SUCCEEDED : State.FAILED, 0));
            }

            @Override
            public void delete(int number, String uid) {
                pods.remove(uid, Optional.empty());
            }
        };
    }
}
