package io.clearmladmin.k8s.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.JournalFileException;
import io.clearmladmin.events.LocalJournal;
import io.clearmladmin.k8s.Await;
import io.clearmladmin.k8s.KubeApi;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.PodLives;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.Topics;
import io.clearmladmin.testkit.InMemoryEventSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Kills with a real API server and a real broker. */
final class KillRounds {

    // A journal in a file is thus killed between the acknowledgement of its sink and its own writing now and then.
    static final MonitorProcess.Pause PAUSE = new MonitorProcess.Pause("pod.", Duration.ofMillis(50));

    private final Path folder;
    private final long seed;
    private final Random random;
    private final KubeApi api;
    private final @Nullable KubeApi otherApi;
    private final @Nullable Path file;
    private final Monitors monitors;
    private final Duration period;
    private final Watches watches = new Watches();
    private final Truth truth = new Truth(watches);
    private final PodLives cluster;
    private int proper;
    private int refused;
    private int damaged;

    /** Monitors that publish to this address of Kafka. */
    interface Monitors {
        KilledMonitors of(String kafka);
    }

    /** {@code otherApi}: another cluster; {@code file}: the journal's, which else is Kafka's. */
    KillRounds(Path folder, long seed, KubeApi api, @Nullable KubeApi otherApi, @Nullable Path file) {
        this(
                folder,
                seed,
                api,
                otherApi,
                file,
                kafka -> new MonitorProcesses(folder, kafka, file, "seed " + seed),
                MonitorProcess.PERIOD);
    }

    /** The same with other monitors, which publish so often what runs. */
    KillRounds(
            Path folder,
            long seed,
            KubeApi api,
            @Nullable KubeApi otherApi,
            @Nullable Path file,
            Monitors monitors,
            Duration period) {
        this.monitors = monitors;
        this.period = period;
        this.folder = folder;
        this.seed = seed;
        this.random = new Random(seed);
        this.api = api;
        this.otherApi = otherApi;
        this.file = file;
        this.cluster = api.pods(api.namespace("killed"));
    }

    void run(int pods, int kills, int atATime, long pauseMicros) throws Exception {
        long begin = System.nanoTime();
        // It must not be seen by anybody.
        PodLives other = (otherApi == null ? api : otherApi).pods((otherApi == null ? api : otherApi).namespace("x"));
        other.create(PodLives.taskId(-1));
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                PublishedEvents published = reader(kafka)) {
            KilledMonitors killed = monitors.of(kafka.plainAddress());
            Lives lives = new Lives(new LivesInCluster(cluster), truth, seed);
            CompletableFuture<Void> led = lead(lives, pods, atATime, pauseMicros);
            for (int kill = 0; kill < kills; kill++) {
                live(killed);
                published.read(Duration.ofMillis(200));
                if (!published.ofMonitor().isEmpty()) {
                    watchOthers(killed, other.namespace());
                }
                cut();
            }
            last(killed, published, led);
            report(published, kills, (System.nanoTime() - begin) / 1_000_000_000);
            for (int log = 0; log < killed.started(); log++) {
                assertThat(killed.log(log)).doesNotContain(PodLives.CANARY);
            }
        }
    }

    /** A monitor from its start to its end. */
    private void live(KilledMonitors killed) throws Exception {
        watches.begins();
        Process monitor = killed.start(api, cluster.namespace());
        // One in five does not live to watch.
        if (random.nextInt(5) == 0) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
        } else {
            killed.awaitWatching(monitor);
            watches.watching();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(6_000));
        }
        if (random.nextInt(4) == 0) {
            killed.end(monitor);
            proper++;
        }
        watches.ends();
        monitor.destroyForcibly().waitFor();
        watches.ended();
    }

    private void last(KilledMonitors killed, PublishedEvents published, CompletableFuture<Void> led) throws Exception {
        watches.begins();
        Process last = killed.start(api, cluster.namespace());
        try {
            killed.awaitWatching(last);
            watches.watching();
            while (!led.isDone()) {
                published.read(Duration.ofMillis(200));
            }
            led.join();
            awaitReached(truth, seed, () -> {
                published.read(Duration.ofMillis(200));
                return published.byPodOnce();
            });
            // What would be published twice comes after that, with the next relist.
            published.read(Duration.ofSeconds(3));
            killed.end(last);
            published.read(Duration.ofSeconds(1));
        } finally {
            last.destroyForcibly().waitFor();
        }
    }

    /** Under the same UUID, another namespace or another cluster: nobody watches, and nothing is published. */
    private void watchOthers(KilledMonitors killed, String namespace) throws Exception {
        if (refused > 0 && random.nextInt(4) > 0) {
            return;
        }
        KubeApi another = random.nextBoolean() ? otherApi : null;
        Process monitor = another == null
                ? killed.start(api, otherApi == null ? namespace : "default")
                : killed.start(another, cluster.namespace());
        try {
            killed.assertRefuses(monitor);
            refused++;
        } finally {
            monitor.destroyForcibly().waitFor();
        }
    }

    /** A monitor with a part of the journal's file: it publishes nothing, and says why. */
    private void cut() throws IOException {
        if (file == null || !Files.exists(file)) {
            return;
        }
        byte[] all = Files.readAllBytes(file);
        Path part = folder.resolve("part-" + damaged);
        Files.write(part, Arrays.copyOf(all, (int) (all.length * (random.nextInt(95) / 100.0))));
        Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
        InMemoryEventSink sink = new InMemoryEventSink();
        try (Kubernetes kubernetes = api.connect();
                LocalJournal journal = LocalJournal.open(part, sink);
                PodMonitor monitor = PodMonitor.builder(kubernetes, journal)
                        .source(KilledMonitors.UUID)
                        .query(PodQuery.inNamespace(cluster.namespace()))
                        .onFailure(failures::add)
                        .build()) {
            monitor.start();
            Await.until("it says why, after seed " + seed, Duration.ofMinutes(2), () -> !failures.isEmpty());
            assertThat(failures)
                    .first()
                    .isInstanceOfSatisfying(
                            JournalFileException.class,
                            failure -> assertThat(failure.reason()).isEqualTo(JournalFileException.Reason.DAMAGED));
            assertThat(monitor.isHealthy()).isFalse();
        }
        assertThat(sink.events()).isEmpty();
        damaged++;
    }

    private void report(PublishedEvents published, int kills, long seconds) {
        Map<String, List<Event>> byPod = published.byPodOnce();
        long events = byPod.values().stream().mapToInt(List::size).sum();
        long repeats = published.byPod().values().stream().mapToInt(List::size).sum() - events;
        UsageTruth usage = new UsageTruth(truth, watches);
        try {
            int unseen = truth.check(byPod);
            usage.check(byPod, PublishedEvents.once(published.ofMonitor()), period);
            System.out.println("seed " + seed + ": " + truth.lives().size() + " pods, " + kills + " ends of which "
                    + proper + " were proper, " + events + " events and " + repeats + " repeats; of "
                    + truth.states() + " states " + unseen + " came and went while nobody watched, or at most "
                    + truth.longestLag().toMillis() + " ms before a kill; "
                    + watches.sum().toSeconds()
                    + " s were watched between the kills; " + refused + " monitors of others and " + damaged
                    + " parts of a journal published nothing; " + usage + "; " + seconds + " s");
        } catch (AssertionError failure) {
            throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
        }
        assertThat(file != null || repeats == 0)
                .as("no repeats in Kafka's journal")
                .isTrue();
        assertThat(refused).isPositive();
    }

    static long seed() {
        long seed = Long.getLong("k8s.seed", System.nanoTime());
        System.out.println("seed " + seed);
        return seed;
    }

    static CompletableFuture<Void> lead(Lives lives, int pods, int atATime, long pauseMicros) {
        return CompletableFuture.runAsync(
                () -> lives.lead(pods, atATime, TimeUnit.MICROSECONDS.toNanos(pauseMicros)), work -> {
                    Thread thread = new Thread(work, "lives");
                    thread.setDaemon(true);
                    thread.start();
                });
    }

    static PublishedEvents reader(EmbeddedKafka kafka) {
        KafkaSettings settings = MonitorProcess.settings(kafka.plainAddress());
        Topics.create(settings, 2, 1, Duration.ofSeconds(30));
        return new PublishedEvents(settings, PodLives.CANARY);
    }

    static void awaitReached(Truth truth, long seed, Supplier<Map<String, List<Event>>> published) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!truth.isReachedBy(published.get())) {
            if (System.nanoTime() > end) {
                throw new AssertionError("seed " + seed + ": not published: "
                        + truth.notReachedBy(published.get()).orElse("after two minutes"));
            }
            LockSupport.parkNanos(2_000_000);
        }
    }
}
