package io.clearmladmin.k8s.events;

import static io.clearmladmin.k8s.events.PodMonitorTest.ofPods;
import static io.clearmladmin.k8s.events.PodMonitorTest.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.events.Event;
import io.clearmladmin.k8s.KubeApi;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.PodLives;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.k8s.Rights;
import io.clearmladmin.kafka.KafkaJournal;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.Topics;
import io.clearmladmin.testkit.InMemoryJournal;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real API server and a real broker, of which one or the other is away for a while. */
@Tag(KubeApi.TAG)
class PodMonitorFaultsTest {

    private static final String UUID = "7d1e8f0a-2b3c-4d5e-8f90-a1b2c3d4e5f6";
    private static final Instant STARTED = Instant.parse("2026-11-21T09:00:00Z");

    private static String name(int pod) {
        return PodLives.name(PodLives.taskId(pod));
    }

    private static List<String> types(PublishedEvents published, String uid) {
        return published.byPod().getOrDefault(uid, List.of()).stream()
                .map(Event::type)
                .toList();
    }

    @Test
    void a_broker_and_an_api_server_that_were_away_lose_and_repeat_nothing() {
        try (KubeApi api = KubeApi.start();
                EmbeddedKafka kafka = EmbeddedKafka.start();
                Kubernetes kubernetes = api.connect()) {
            KafkaSettings settings = MonitorProcess.settings(kafka.plainAddress());
            Topics.create(settings, 2, 1, Duration.ofSeconds(30));
            PodLives pods = api.pods(api.namespace("faults"));
            try (KafkaJournal journal = KafkaJournal.open(settings, UUID);
                    PodMonitor monitor = PodMonitor.builder(kubernetes, journal)
                            .source(UUID)
                            .query(PodQuery.inNamespace(pods.namespace()))
                            .recordTimeout(Duration.ofSeconds(2))
                            .build()) {
                monitor.start();
                until("it watches", monitor::isHealthy);
                List<String> uids = IntStream.range(0, 20)
                        .mapToObj(pod ->
                                pods.create(PodLives.taskId(pod)).getMetadata().getUid())
                        .toList();
                until("all are published", () -> monitor.counts().published() == 20);
                kafka.stop();
                IntStream.range(0, 10).forEach(pod -> pods.running(name(pod), STARTED));
                until("the journal fails", () -> monitor.counts().retried() > 0);
                api.restart();
                IntStream.range(5, 20).forEach(pod -> pods.ended(name(pod), STARTED, STARTED.plusSeconds(60), 0));
                kafka.restart();
                try (PublishedEvents published = new PublishedEvents(settings, PodLives.CANARY)) {
                    until("all is published", () -> {
                        published.read(Duration.ofMillis(200));
                        return IntStream.range(0, 20)
                                .allMatch(pod -> types(published, uids.get(pod))
                                        .contains(pod < 5 ? "pod.running" : "pod.succeeded"));
                    });
                    published.read(Duration.ofSeconds(1));
                    for (int pod = 0; pod < 20; pod++) {
                        List<String> types = types(published, uids.get(pod));
                        assertThat(types).doesNotHaveDuplicates().startsWith("pod.pending");
                        assertThat(Stream.of("pod.pending", "pod.running", "pod.succeeded")
                                        .filter(types::contains)
                                        .toList())
                                .isEqualTo(types);
                    }
                }
                assertThat(monitor.failure()).isEmpty();
            }
        }
    }

    @Test
    void rights_that_are_taken_away_and_given_back_leave_no_gap_in_what_is_true_at_the_end() {
        KubeApi.assumeAssets();
        KubeApi api = KubeApi.shared();
        PodLives pods = api.pods(api.namespace("rights"));
        Subject user = Rights.user(5);
        api.rights().grant(user, pods.namespace(), "pods", "list", "watch");
        InMemoryJournal journal = new InMemoryJournal();
        try (Kubernetes kubernetes = api.connection(api.userToken(5)).build();
                PodMonitor monitor = PodMonitor.builder(kubernetes, journal)
                        .source(UUID)
                        .query(PodQuery.inNamespace(pods.namespace()))
                        .checkInterval(Duration.ofSeconds(1))
                        .build()) {
            monitor.start();
            until("it watches", monitor::isHealthy);
            pods.create(PodLives.taskId(1));
            until("it is published", () -> ofPods(journal.published()).size() == 1);
            api.rights().revoke(user, pods.namespace(), "pods");
            until(
                    "the monitor says what it lacks",
                    () -> monitor.problem()
                            .filter(problem -> problem.contains("pods"))
                            .isPresent());
            pods.running(name(1), STARTED);
            api.rights().grant(user, pods.namespace(), "pods", "list", "watch");
            until("it is published", () -> ofPods(journal.published()).size() == 2);
            until("it is healthy", monitor::isHealthy);
        }
        assertThat(ofPods(journal.published())).extracting(Event::type).containsExactly("pod.pending", "pod.running");
    }

    @Test
    void of_two_monitors_with_one_lease_one_works_and_the_other_goes_on_where_it_ended() {
        KubeApi.assumeAssets();
        KubeApi api = KubeApi.shared();
        PodLives pods = api.pods(api.namespace("lease"));
        InMemoryJournal journal = new InMemoryJournal();
        try (Kubernetes kubernetes = api.connect();
                PodMonitor first = leased(kubernetes, pods, journal);
                PodMonitor second = leased(kubernetes, pods, journal)) {
            first.start();
            pods.create(PodLives.taskId(1));
            until("the first publishes it", () -> first.counts().published() == 1);
            second.start();
            pods.running(name(1), STARTED);
            until("the first publishes it", () -> first.counts().published() == 2);
            assertThat(second.counts().seen()).isZero();
            assertThat(second.isHealthy()).isTrue();
            first.close(Duration.ofSeconds(10));
            pods.ended(name(1), STARTED, STARTED.plusSeconds(9), 1);
            until("the second publishes it", () -> second.counts().published() == 1);
        }
        assertThat(ofPods(journal.published()))
                .extracting(Event::type)
                .containsExactly("pod.pending", "pod.running", "pod.failed");
    }

    private static PodMonitor leased(Kubernetes kubernetes, PodLives pods, InMemoryJournal journal) {
        return PodMonitor.builder(kubernetes, journal)
                .source(UUID)
                .query(PodQuery.inNamespace(pods.namespace()))
                .lease(LeaderLease.builder(kubernetes, pods.namespace(), "monitor")
                        .duration(Duration.ofSeconds(3))
                        .retryEvery(Duration.ofMillis(200))
                        .build())
                .build();
    }

    @Test
    @Tag("long")
    void a_burst_of_5000_changes_while_the_broker_is_away_ends_with_what_is_true() {
        KubeApi.assumeAssets();
        KubeApi api = KubeApi.shared();
        PodLives pods = api.pods(api.namespace("burst"));
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                Kubernetes kubernetes = api.connect()) {
            KafkaSettings settings = MonitorProcess.settings(kafka.plainAddress());
            Topics.create(settings, 2, 1, Duration.ofSeconds(30));
            List<String> uids = IntStream.range(0, 2_500)
                    .parallel()
                    .mapToObj(pod ->
                            pods.create(PodLives.taskId(pod)).getMetadata().getUid())
                    .toList();
            try (KafkaJournal journal = KafkaJournal.open(settings, UUID);
                    PodMonitor monitor = PodMonitor.builder(kubernetes, journal)
                            .source(UUID)
                            .query(PodQuery.inNamespace(pods.namespace()))
                            .recordTimeout(Duration.ofSeconds(5))
                            .build();
                    PublishedEvents published = new PublishedEvents(settings, PodLives.CANARY)) {
                monitor.start();
                until("all are published", () -> monitor.counts().published() == 2_500);
                kafka.stop();
                IntStream.range(0, 2_500).parallel().forEach(pod -> {
                    pods.running(name(pod), STARTED);
                    pods.ended(name(pod), STARTED, STARTED.plusSeconds(60), 0);
                });
                kafka.restart();
                until("all is published", () -> {
                    published.read(Duration.ofMillis(200));
                    return uids.stream().allMatch(uid -> types(published, uid).contains("pod.succeeded"));
                });
                published.read(Duration.ofSeconds(1));
                for (Map.Entry<String, List<Event>> pod : published.byPod().entrySet()) {
                    List<String> types = types(published, pod.getKey());
                    assertThat(types).doesNotHaveDuplicates();
                    assertThat(Stream.of("pod.pending", "pod.running", "pod.succeeded")
                                    .filter(types::contains)
                                    .toList())
                            .isEqualTo(types);
                }
            }
        }
    }
}
