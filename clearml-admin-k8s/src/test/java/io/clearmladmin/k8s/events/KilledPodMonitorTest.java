package io.clearmladmin.k8s.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.k8s.KubeApi;
import io.clearmladmin.k8s.PodLives;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.testkit.InMemoryJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pods live and die while the monitor is killed at random instants: what is published of each is what happened to it, and what
 * it used.
 */
@Tag(KubeApi.TAG)
class KilledPodMonitorTest {

    @TempDir
    private Path folder;

    @Test
    void a_few_kills_neither_lose_nor_repeat_a_state_nor_a_second() throws Exception {
        KubeApi.assumeAssets();
        new KillRounds(folder, KillRounds.seed(), KubeApi.shared(), null, null).run(150, 3, 75, 25_000);
    }

    @Test
    @Tag("long")
    void twenty_kills_and_two_thousand_pods_neither_lose_nor_repeat_a_state_nor_a_second() throws Exception {
        KubeApi.assumeAssets();
        try (KubeApi other = KubeApi.start()) {
            new KillRounds(folder, KillRounds.seed(), KubeApi.shared(), other, null).run(2_000, 20, 500, 15_000);
        }
    }

    @Test
    void what_was_acknowledged_and_not_written_down_at_a_kill_comes_again_with_the_same_id() throws Exception {
        KubeApi.assumeAssets();
        KubeApi api = KubeApi.shared();
        PodLives cluster = api.pods(api.namespace("killed"));
        String task = PodLives.taskId(1);
        String uid = cluster.create(task).getMetadata().getUid();
        Instant start = Instant.parse("2026-11-21T10:00:00Z");
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                PublishedEvents published = KillRounds.reader(kafka)) {
            MonitorProcesses monitors =
                    new MonitorProcesses(folder, kafka.plainAddress(), folder.resolve("journal"), "one pod");
            Process killed = monitors.start(
                    api, cluster.namespace(), new MonitorProcess.Pause(PodEvents.RUNNING, Duration.ofMinutes(10)));
            try {
                awaitChanges(published, uid, PodEvents.PENDING);
                cluster.running(PodLives.name(task), start);
                monitors.awaitAcknowledged(killed);
            } finally {
                killed.destroyForcibly().waitFor();
            }
            awaitChanges(published, uid, PodEvents.PENDING, PodEvents.RUNNING);
            Process next = monitors.start(api, cluster.namespace(), MonitorProcess.Pause.NONE);
            try {
                monitors.awaitWatching(next);
                cluster.ended(PodLives.name(task), start, start.plusSeconds(60), 0);
                String again = PodEvents.RUNNING;
                awaitChanges(published, uid, PodEvents.PENDING, PodEvents.RUNNING, again, PodEvents.SUCCEEDED);
                monitors.end(next);
            } finally {
                next.destroyForcibly().waitFor();
            }
            published.read(Duration.ofSeconds(1));
            List<Event> changes = changes(published, uid);
            assertThat(changes).hasSize(4);
            assertThat(changes.get(2)).isEqualTo(changes.get(1));
            assertThat(PublishedEvents.once(changes))
                    .extracting(Event::type)
                    .containsExactly(PodEvents.PENDING, PodEvents.RUNNING, PodEvents.SUCCEEDED);
        }
    }

    private static void awaitChanges(PublishedEvents published, String uid, String... types) {
        PodMonitorTest.until("published is " + List.of(types), () -> {
            published.read(Duration.ofMillis(200));
            return changes(published, uid).stream().map(Event::type).toList().equals(List.of(types));
        });
    }

    private static List<Event> changes(PublishedEvents published, String uid) {
        return Truth.changes(published.byPod().getOrDefault(uid, List.of()));
    }

    @Test
    void a_monitor_that_ends_anywhere_with_a_journal_that_fails_anywhere_publishes_what_happened() {
        long seed = KillRounds.seed();
        Random random = new Random(seed);
        Watches watches = new Watches();
        Truth truth = new Truth(watches);
        PodsInMemory pods = new PodsInMemory();
        CompletableFuture<Void> led = KillRounds.lead(new Lives(new LivesInMemory(pods), truth, seed), 400, 100, 200);
        InMemoryJournal journal = new InMemoryJournal();
        for (int life = 0; !led.isDone() || life == 0; life++) {
            watches.begins();
            PodMonitor monitor = inMemory(journal, pods).build();
            monitor.start();
            PodMonitorTest.until("it watches", monitor::isHealthy);
            watches.watching();
            for (int trouble = random.nextInt(4); trouble > 0; trouble--) {
                journal.failNext(random.nextInt(3));
                journal.loseAnswers(random.nextInt(3));
                PodMonitorTest.pause(random.nextInt(20));
            }
            watches.ends();
            monitor.close(Duration.ZERO);
            watches.ended();
            journal = journal.restarted();
            if (random.nextInt(3) == 0 && journal.remembered().containsKey("monitor/" + KilledMonitors.UUID)) {
                watchOthers(journal, pods, random.nextBoolean());
                journal = journal.restarted();
            }
        }
        led.join();
        InMemoryJournal last = journal;
        int before = ofMonitor(last).size();
        watches.begins();
        try (PodMonitor monitor = inMemory(last, pods).build()) {
            monitor.start();
            PodMonitorTest.until("it watches", monitor::isHealthy);
            watches.watching();
            // If nothing is new, it is healthy before that.
            PodMonitorTest.until(
                    "it publishes since when it watches", () -> ofMonitor(last).size() > before);
            KillRounds.awaitReached(truth, seed, () -> byPod(last.published()));
        }
        UsageTruth usage = new UsageTruth(truth, watches);
        truth.check(byPod(last.published()));
        usage.check(byPod(last.published()), ofMonitor(last), MonitorProcess.PERIOD);
        System.out.println("seed " + seed + ": " + usage);
    }

    private static PodMonitor.Builder inMemory(InMemoryJournal journal, PodsInMemory pods) {
        return new PodMonitor.Builder(journal, pods).source(KilledMonitors.UUID).checkInterval(Duration.ofSeconds(1));
    }

    private static void watchOthers(InMemoryJournal journal, PodsInMemory pods, boolean isOtherCluster) {
        int published = journal.published().size();
        PodMonitor.Builder builder = inMemory(journal, pods);
        if (isOtherCluster) {
            pods.clusterId("cluster-2");
        } else {
            builder.query(PodQuery.inNamespace("other"));
        }
        try (PodMonitor monitor = builder.build()) {
            monitor.start();
            PodMonitorTest.until("it ends", () -> monitor.failure().isPresent());
            assertThat(monitor.failure().orElseThrow()).isInstanceOf(ScopeChangedException.class);
        }
        pods.clusterId("cluster-1");
        assertThat(journal.published()).hasSize(published);
    }

    private static List<Event> ofMonitor(InMemoryJournal journal) {
        return journal.published().stream()
                .filter(event -> event.subject().equals("monitor/" + KilledMonitors.UUID))
                .toList();
    }

    private static Map<String, List<Event>> byPod(List<Event> published) {
        return PodMonitorTest.ofPods(published).stream()
                .collect(Collectors.groupingBy(event -> event.subject().substring("pod/".length())));
    }
}
