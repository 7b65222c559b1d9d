package io.clearmladmin.k8s.events;

import static io.clearmladmin.k8s.events.PodMonitorTest.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.MonitorEvents;
import io.clearmladmin.k8s.KubeApi;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.PodLives;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.kafka.KafkaJournal;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A monitor whose namespace was changed, with a real API server and a real broker. */
@Tag(KubeApi.TAG)
class ChangedScopeTest {

    private static final String UUID = "7b1f0d52-2a4e-4a52-8c0d-51a0c1f3a6d4";

    private static PodMonitor.Builder monitor(Kubernetes kubernetes, KafkaJournal journal, PodLives pods) {
        return PodMonitor.builder(kubernetes, journal).source(UUID).query(PodQuery.inNamespace(pods.namespace()));
    }

    private static List<String> types(PublishedEvents published, String uid) {
        return published.byPod().getOrDefault(uid, List.of()).stream()
                .map(Event::type)
                .toList();
    }

    @Test
    void another_namespace_under_the_same_uuid_is_refused_and_if_accepted_makes_pods_unlabelled_not_deleted() {
        KubeApi.assumeAssets();
        KubeApi api = KubeApi.shared();
        PodLives before = api.pods(api.namespace("scope-before"));
        PodLives after = api.pods(api.namespace("scope-after"));
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                Kubernetes kubernetes = api.connect()) {
            KafkaSettings settings = MonitorProcess.settings(kafka.plainAddress());
            Topics.create(settings, 2, 1, Duration.ofSeconds(30));
            String stays = before.create(PodLives.taskId(1)).getMetadata().getUid();
            String goes = before.create(PodLives.taskId(2)).getMetadata().getUid();
            String comes = after.create(PodLives.taskId(3)).getMetadata().getUid();
            try (KafkaJournal journal = KafkaJournal.open(settings, UUID);
                    PodMonitor monitor = monitor(kubernetes, journal, before).build();
                    PublishedEvents published = new PublishedEvents(settings, PodLives.CANARY)) {
                monitor.start();
                until("it is remembered what is watched", () -> {
                    published.read(Duration.ofMillis(200));
                    return !published.ofMonitor().isEmpty();
                });
            }
            before.delete(PodLives.name(PodLives.taskId(2)));
            try (KafkaJournal journal = KafkaJournal.open(settings, UUID);
                    PodMonitor monitor = monitor(kubernetes, journal, after).build()) {
                monitor.start();
                until("it ends", () -> monitor.failure().isPresent());
                assertThat(monitor.failure().orElseThrow())
                        .isInstanceOf(ScopeChangedException.class)
                        .hasMessageContaining(before.namespace())
                        .hasMessageContaining(after.namespace());
                assertThat(monitor.counts().published()).isZero();
            }
            try (KafkaJournal journal = KafkaJournal.open(settings, UUID);
                    PodMonitor monitor = monitor(kubernetes, journal, after)
                            .acceptChangedScope()
                            .build();
                    PublishedEvents published = new PublishedEvents(settings, PodLives.CANARY)) {
                monitor.start();
                until("it is published that nobody watched", () -> {
                    published.read(Duration.ofMillis(200));
                    return published.ofMonitor().stream()
                            .anyMatch(event -> event.type().equals(MonitorEvents.GAP));
                });
                assertThat(types(published, stays)).containsExactly("pod.pending", "pod.unlabelled");
                assertThat(types(published, goes)).containsExactly("pod.pending", "pod.deleted");
                assertThat(types(published, comes)).containsExactly("pod.pending");
                assertThat(monitor.problem()).isEmpty();
            }
        }
    }
}
