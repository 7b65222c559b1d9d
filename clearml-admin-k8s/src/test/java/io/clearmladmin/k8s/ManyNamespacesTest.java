package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.k8s.KubernetesException.Reason;
import io.clearmladmin.k8s.TaskPod.State;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pods of some namespaces of a real API server, by their names or by a label. */
@Tag(KubeApi.TAG)
class ManyNamespacesTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String LABEL = "example.org/watched";
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final Story story = new Story();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<PodLives> all = new ArrayList<>();
    private KubeApi api;
    private Kubernetes kubernetes;

    @BeforeEach
    void begin() {
        api = KubeApi.shared();
        kubernetes = connect(api.adminToken());
        for (int number = 0; number < 3; number++) {
            all.add(api.pods(api.namespace("several")));
            all.get(number).create(PodLives.taskId(number));
        }
    }

    @AfterEach
    void end() throws Exception {
        all.forEach(pods -> label(pods, null));
        for (int last = opened.size() - 1; last >= 0; last--) {
            opened.get(last).close();
        }
    }

    @Test
    void a_role_in_each_namespace_is_enough_to_list_and_watch_them() {
        Subject user = Rights.user(4);
        for (PodLives pods : all.subList(0, 2)) {
            api.rights().grant(user, pods.namespace(), "pods", "get", "list", "watch");
        }
        Kubernetes poor = connect(api.userToken(4));
        PodQuery two = PodQuery.inNamespaces(namespace(0), namespace(1));
        Await.until("the rights are there", SOON, () -> canList(poor, two));
        assertThat(poor.pods().list(two).pods())
                .extracting(TaskPod::namespace)
                .containsExactlyInAnyOrder(namespace(0), namespace(1));
        assertThatThrownBy(() -> poor.pods().list(PodQuery.inNamespaces(namespace(0), namespace(2))))
                .hasMessageContaining("list pods in namespace " + namespace(2));
        PodWatch unused = watch(poor, two);
        assertThat(story.phases()).isEqualTo(truth(0, 1));
        all.get(1).create(PodLives.taskId(7));
        all.get(2).create(PodLives.taskId(8));
        all.get(0).delete(PodLives.name(PodLives.taskId(0)));
        story.becomes(() -> truth(0, 1), SOON);
        assertThat(story.gone()).extracting(pod -> pod.status().state()).containsExactly(State.DELETED);
    }

    @Test
    void fifty_namespaces_are_watched_at_once() {
        List<String> names = new ArrayList<>(List.of(namespace(0), namespace(1)));
        while (names.size() < 50) {
            names.add(api.namespace("fifty"));
        }
        PodWatch watch = watch(kubernetes, PodQuery.inNamespaces(names));
        PodLives last = api.pods(names.get(49));
        String uid = last.create(PodLives.taskId(9)).getMetadata().getUid();
        Instant created = Instant.now();
        Story.await(() -> story.phases().containsKey(uid), SOON, () -> "not seen");
        Story.await(
                () -> story.syncs().stream().anyMatch(sync -> sync.until().isAfter(created)),
                SOON,
                () -> "not synced: " + watch.problem());
        assertThat(watch.isHealthy()).isTrue();
    }

    @Test
    void namespaces_that_get_or_lose_the_label_are_followed() {
        label(all.get(0), "yes");
        PodQuery labelled = PodQuery.inNamespacesWithLabels(LABEL + "=yes");
        assertThat(kubernetes.pods().list(labelled).pods())
                .extracting(TaskPod::namespace)
                .containsExactly(namespace(0));
        PodWatch unused = watch(kubernetes, labelled);
        story.becomes(() -> truth(0), SOON);
        // In those that are not watched, nothing is seen.
        all.get(1).running(PodLives.name(PodLives.taskId(1)), START);
        String added = all.get(0).create(PodLives.taskId(7)).getMetadata().getUid();
        story.becomes(() -> truth(0), SOON);
        label(all.get(1), "yes");
        Instant then = Instant.now();
        story.becomes(() -> truth(0, 1), SOON);
        Story.await(
                () -> story.syncs().stream().anyMatch(sync -> sync.until().isAfter(then)), SOON, () -> "not synced");
        assertThat(story.syncs())
                .filteredOn(sync -> sync.until().isAfter(then))
                .allMatch(sync -> sync.phases().equals(truth(0, 1)));
        label(all.get(0), null);
        all.get(1).delete(PodLives.name(PodLives.taskId(1)));
        story.becomes(() -> truth(1), SOON);
        assertThat(story.of(added)).endsWith("unlabelled");
        assertThat(story.gone())
                .filteredOn(pod -> pod.namespace().equals(namespace(0)))
                .hasSize(2)
                .allMatch(pod -> pod.status().state() == State.UNLABELLED);
        assertThat(story.gone())
                .filteredOn(pod -> pod.namespace().equals(namespace(1)))
                .allMatch(pod -> pod.status().state() == State.DELETED);
        // They come back in the version in which they went.
        story.mayMove();
        label(all.get(0), "yes");
        story.becomes(() -> truth(0, 1), SOON);
        assertThat(story.of(added)).containsExactly("Pending", "unlabelled", "Pending");
        assertThat(story.reasons()).containsExactly(Relist.Reason.START);
    }

    @Test
    void without_the_right_to_list_namespaces_the_watch_is_unhealthy_and_says_which() {
        Subject user = Rights.user(5);
        api.rights().grantEverywhere(user, "pods", "get", "list", "watch");
        Kubernetes poor = connect(api.userToken(5));
        Await.until("the rights are there", SOON, () -> canList(poor, PodQuery.allNamespaces()));
        PodQuery labelled = PodQuery.inNamespacesWithLabels(LABEL + "=yes");
        assertThatThrownBy(() -> poor.pods().list(labelled))
                .isInstanceOfSatisfying(
                        KubernetesException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN))
                .hasMessageContaining("list namespaces");
        PodWatch blind = poor.watch(story).query(labelled).build();
        opened.add(blind);
        blind.start();
        Story.await(() -> blind.problem().orElse("").contains("403"), SOON, () -> "" + blind.problem());
        assertThat(blind.problem().orElseThrow()).contains("namespaces", "list");
        assertThat(blind.lastSync()).isEmpty();
    }

    @Test
    void closing_ends_the_threads_for_namespaces_too() {
        label(all.get(0), "yes");
        PodWatch watch = watch(kubernetes, PodQuery.inNamespacesWithLabels(LABEL + "=yes"));
        watch.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("clearml-pod-")
                        || thread.getName().startsWith("clearml-namespace-"));
    }

    private String namespace(int number) {
        return all.get(number).namespace();
    }

    private Kubernetes connect(String token) {
        Kubernetes connection = api.connection(token).build();
        opened.add(connection);
        return connection;
    }

    private PodWatch watch(Kubernetes connection, PodQuery query) {
        PodWatch watch = connection
                .watch(story)
                .query(query)
                .watchTime(Duration.ofSeconds(5))
                .build();
        opened.add(watch);
        watch.start();
        Story.await(() -> story.reasons().contains(Relist.Reason.START), SOON, () -> "not started: " + watch.problem());
        return watch;
    }

    private static boolean canList(Kubernetes connection, PodQuery query) {
        try {
            return connection.pods().list(query).snapshot().isConsistent();
        } catch (KubernetesException e) {
            assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN);
            return false;
        }
    }

    private Map<String, String> truth(int... numbers) {
        Map<String, String> phases = new LinkedHashMap<>();
        for (int number : numbers) {
            api.admin()
                    .pods()
                    .inNamespace(namespace(number))
                    .list()
                    .getItems()
                    .forEach(pod -> phases.put(
                            pod.getMetadata().getUid(), pod.getStatus().getPhase()));
        }
        return phases;
    }

    private void label(PodLives pods, @Nullable String value) {
        api.admin().namespaces().withName(pods.namespace()).edit(namespace -> {
            NamespaceBuilder builder = new NamespaceBuilder(namespace);
            return value == null
                    ? builder.editMetadata()
                            .removeFromLabels(LABEL)
                            .endMetadata()
                            .build()
                    : builder.editMetadata()
                            .addToLabels(LABEL, value)
                            .endMetadata()
                            .build();
        });
    }
}
