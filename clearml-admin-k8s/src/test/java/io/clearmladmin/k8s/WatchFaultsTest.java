package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.k8s.Relist.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What happens to a real API server and the way to it: soon after it is over, the handler knows what is true, and nothing
 * it was notified of went backward.
 */
@Tag(KubeApi.TAG)
class WatchFaultsTest {

    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private static KubeApi api;

    private final Story story = new Story();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private String namespace;
    private PodLives pods;
    private Wire wire;
    private PodWatch watch;
    // Short, so that rights and tokens are checked soon.
    private Duration watchTime = Duration.ofSeconds(3);

    @BeforeAll
    static void begin() {
        api = KubeApi.start();
    }

    @AfterAll
    static void end() {
        if (api != null) {
            api.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        namespace = api.namespace("watched");
        pods = api.pods(namespace);
        wire = Wire.to(api.port());
        opened.add(wire);
        watch = builder(connect(api.adminToken()), story).build();
        create(0, 1, 2);
    }

    @AfterEach
    void close() throws Exception {
        for (int last = opened.size() - 1; last >= 0; last--) {
            opened.get(last).close();
        }
    }

    @Test
    void a_pod_is_followed_from_its_making_to_its_end() {
        watching();
        String uid = create(7);
        running(7);
        pods.ended(name(7), START, START.plusSeconds(60), 1);
        pods.delete(name(7));
        converges();
        Story.await(() -> story.gone().size() == 1, RECOVERY, () -> "not gone");
        // That its deletion was requested may be a change of its own.
        assertThat(story.of(uid)).startsWith("Pending", "Running", "Failed").endsWith("gone");
        TaskPod last = story.gone().get(0);
        assertThat(last.status().finished()).contains(START.plusSeconds(60));
        assertThat(last.status().exitCode()).contains(1);
        assertThat(last.toString()).doesNotContain(PodLives.CANARY);
    }

    @Test
    void connections_that_are_reset_are_made_again() {
        watching();
        for (int time = 0; time < 3; time++) {
            wire.cut();
            running(time);
        }
        converges();
        assertThat(story.reasons()).containsExactly(Reason.START);
    }

    @Test
    void connections_that_end_in_good_order_are_made_again() {
        watching();
        wire.end();
        running(0);
        converges();
    }

    @Test
    void a_list_that_is_cut_is_read_again() {
        wire.cutAfter(6_000);
        start();
        converges();
    }

    @Test
    void an_event_that_is_cut_is_read_again() {
        watching();
        wire.cutAfter(700);
        running(0);
        running(1);
        create(3);
        converges();
    }

    @Test
    void a_network_that_is_away_for_a_while_loses_nothing() {
        watching();
        String uid = create(5);
        converges();
        wire.drop();
        running(0);
        pods.delete(name(1));
        running(5);
        pods.ended(name(5), START, START.plusSeconds(9), 0);
        Story.await(() -> watch.lastSync().orElseThrow().isBefore(Instant.now().minusSeconds(2)), RECOVERY, () -> "");
        wire.clearFaults();
        converges();
        assertThat(story.of(uid)).containsExactly("Pending", "Running", "Succeeded");
    }

    @Test
    void a_slow_network_is_only_slow() {
        wire.delay(Duration.ofMillis(100));
        watching();
        running(0);
        create(3);
        pods.delete(name(1));
        converges();
    }

    @Test
    void a_server_that_stands_still_for_five_seconds_is_waited_for() {
        watching();
        api.pause();
        try {
            Story.await(
                    () -> watch.lastSync().orElseThrow().isBefore(Instant.now().minusSeconds(5)), RECOVERY, () -> "");
        } finally {
            api.resume();
        }
        running(0);
        converges();
    }

    @Test
    void a_server_that_is_killed_and_started_again_is_found_again() {
        watching();
        running(0);
        api.kill();
        api.restart();
        running(1);
        pods.delete(name(2));
        converges();
    }

    @Test
    @Tag("long")
    void versions_that_are_compacted_away_while_the_server_was_gone_lead_to_a_list() {
        watching();
        converges();
        wire.drop();
        running(0);
        pods.delete(name(1));
        String again = create(1);
        for (int time = 0; time < 20; time++) {
            pods.status(name(2), "{\"message\":\"" + time + "\"}");
        }
        api.compact();
        api.restart();
        running(2);
        wire.clearFaults();
        converges();
        assertThat(story.of(again)).isNotEmpty();
        Story.await(() -> story.reasons().contains(Reason.EXPIRED), RECOVERY, () -> "no relist: " + story.relists());
    }

    @Test
    void a_compaction_while_all_is_well_changes_nothing() {
        watching();
        running(0);
        api.compact();
        running(1);
        converges();
        assertThat(story.reasons()).containsExactly(Reason.START);
    }

    @Test
    void a_right_that_is_taken_away_is_named_and_taken_up_when_it_is_back() {
        Subject user = Rights.user(1);
        api.rights().grant(user, namespace, "pods", "list", "watch");
        watch(api.userToken(1));
        watch.start();
        converges();
        api.rights().revoke(user, namespace, "pods");
        Story.await(() -> !watch.isHealthy(), RECOVERY, () -> "healthy");
        assertThat(watch.problem().orElseThrow()).contains("403", "pods", namespace, "verbs");
        running(0);
        pods.delete(name(1));
        api.rights().grant(user, namespace, "pods", "list", "watch");
        converges();
        Story.await(watch::isHealthy, RECOVERY, () -> watch.problem().toString());
    }

    @Test
    @Tag("long")
    void a_token_that_expires_is_replaced_by_the_fresh_one() {
        ServiceAccount account = api.rights().createAccount(namespace, "watcher");
        api.rights().grant(Rights.account(namespace, "watcher"), namespace, "pods", "list", "watch");
        AtomicReference<String> token = new AtomicReference<>(api.rights().token(account, Duration.ofSeconds(4)));
        Kubernetes kubernetes = connection().token(token::get).build();
        opened.add(kubernetes);
        watch = builder(kubernetes, story).build();
        opened.add(watch);
        watch.start();
        converges();
        Story.await(() -> !watch.isHealthy(), RECOVERY, () -> "healthy");
        assertThat(watch.problem().orElseThrow()).contains("401").doesNotContain(token.get());
        running(0);
        token.set(api.rights().token(account, Duration.ofMinutes(5)));
        converges();
        Story.await(watch::isHealthy, RECOVERY, () -> watch.problem().toString());
    }

    @Test
    void a_pod_made_again_under_its_name_is_another_whether_seen_or_not() {
        watching();
        String first = uid(0);
        pods.delete(name(0));
        String second = create(0);
        converges();
        assertThat(story.of(first)).endsWith("gone");
        wire.drop();
        pods.delete(name(0));
        String third = create(0);
        wire.clearFaults();
        converges();
        assertThat(story.of(second)).endsWith("gone");
        assertThat(story.of(third)).containsExactly("Pending");
    }

    @Test
    void a_burst_notifies_of_every_change_and_a_slow_handler_of_the_last_states() {
        Story slow = new Story(pod -> Thread.onSpinWait());
        watch = builder(connect(api.adminToken()), slow).queue(5).build();
        opened.add(watch);
        watch.start();
        watching();
        for (int time = 0; time < 100; time++) {
            for (int pod = 0; pod < 3; pod++) {
                pods.running(name(pod), START.plusSeconds(time));
            }
        }
        converges();
        slow.becomes(this::truth, RECOVERY);
        // A check beside the watch may be ahead of it, and says so.
        if (!story.reasons().contains(Reason.CHECK)) {
            assertThat(story.of(uid(0))).as("relists: " + story.relists()).hasSizeGreaterThanOrEqualTo(100);
        }
    }

    @Test
    void pods_of_old_agents_are_watched_too_and_others_are_not() {
        pods.create(
                PodLives.taskId(8),
                pod -> pod.editMetadata()
                        .removeFromLabels("CLEARML")
                        .addToLabels("TRAINS", "agent")
                        .endMetadata());
        String other = pods.create(
                        PodLives.taskId(9),
                        pod -> pod.editMetadata().removeFromLabels("CLEARML").endMetadata())
                .getMetadata()
                .getUid();
        watching();
        create(3);
        Story.await(
                () -> story.phases().size() == 5, RECOVERY, () -> story.phases().toString());
        assertThat(story.phases()).doesNotContainKey(other);
        assertThat(watch.snapshot()).extracting(TaskPod::agent).contains("agent");
        // From one selection to the other, and out of both.
        story.mayMove();
        String moved = uid(8);
        label(pods, 8, "CLEARML", "agent-0");
        running(8);
        Story.await(
                () -> story.phases().getOrDefault(uid(8), "").equals("Running"),
                RECOVERY,
                () -> story.phases().toString());
        label(pods, 8, "CLEARML", null);
        label(pods, 8, "TRAINS", null);
        Story.await(
                () -> !story.phases().containsKey(moved),
                RECOVERY,
                () -> story.phases().toString());
        assertThat(story.of(moved))
                .endsWith("unlabelled")
                .doesNotContain("gone")
                .containsOnlyOnce("unlabelled");
        story.holds();
    }

    @Test
    void a_label_that_is_taken_off_is_no_deletion_and_the_pod_comes_back_with_it() {
        watching();
        running(0);
        converges();
        String first = uid(0);
        label(pods, 0, "CLEARML", null);
        Story.await(() -> !story.gone().isEmpty(), RECOVERY, () -> "not gone");
        assertThat(story.gone().get(0).status().state()).isEqualTo(TaskPod.State.UNLABELLED);
        assertThat(story.gone().get(0).status().started()).contains(START);
        label(pods, 0, "CLEARML", "agent-0");
        converges();
        assertThat(story.of(first)).containsExactly("Pending", "Running", "unlabelled", "Running");
        pods.delete(name(0));
        converges();
        assertThat(story.of(first)).endsWith("gone");
    }

    @Test
    void pods_that_are_deleted_at_once_pending_or_finished_are_deleted() {
        watching();
        String pending = uid(0);
        String finished = uid(1);
        pods.ended(name(1), START, START.plusSeconds(60), 0);
        converges();
        pods.delete(name(0));
        pods.delete(name(1));
        converges();
        assertThat(story.of(pending)).endsWith("gone");
        assertThat(story.of(finished)).endsWith("gone");
    }

    @Test
    void without_the_right_to_get_pods_a_pod_without_its_label_counts_as_deleted() {
        Subject user = Rights.user(3);
        api.rights().grant(user, namespace, "pods", "list", "watch");
        watch(api.userToken(3));
        watch.start();
        converges();
        label(pods, 0, "CLEARML", null);
        Story.await(() -> !story.gone().isEmpty(), RECOVERY, () -> "not gone");
        assertThat(story.gone().get(0).status().state()).isEqualTo(TaskPod.State.DELETED);
        assertThat(watch.isHealthy()).isTrue();
    }

    @Test
    @Tag("long")
    void a_half_open_connection_is_noticed() {
        watchTime = Duration.ofSeconds(15);
        watching();
        wire.swallow();
        running(0);
        pods.delete(name(1));
        wire.clearFaults();
        Duration took = converges();
        System.out.println("half-open noticed and mended after " + took.toMillis() + " ms");
    }

    @Test
    @Tag("long")
    void a_server_that_stands_still_for_45_seconds_is_waited_for() {
        watchTime = Duration.ofSeconds(15);
        watching();
        api.pause();
        try {
            Story.await(
                    () -> watch.lastSync().orElseThrow().isBefore(Instant.now().minusSeconds(45)),
                    RECOVERY.multipliedBy(2),
                    () -> "");
        } finally {
            api.resume();
        }
        running(0);
        pods.delete(name(1));
        converges();
    }

    @Test
    @Tag("long")
    void a_network_that_is_away_for_a_minute_is_said_and_mended() {
        watching();
        wire.drop();
        running(0);
        Story.await(() -> !watch.isHealthy(), RECOVERY.multipliedBy(3), () -> "healthy");
        assertThat(watch.problem().orElseThrow()).contains("nothing heard for");
        wire.clearFaults();
        converges();
        Story.await(watch::isHealthy, RECOVERY, () -> watch.problem().toString());
    }

    @Test
    @Tag("long")
    void a_burst_of_5000_changes_while_connections_break_notifies_in_order() {
        create(10, 11, 12, 13, 14, 15, 16);
        watching();
        for (int change = 0; change < 5_000; change++) {
            pods.running(name(10 + change % 7), START.plusSeconds(change));
            if (change % 500 == 250) {
                wire.cut();
            }
        }
        converges();
        assertThat(story.of(uid(10))).hasSizeGreaterThan(700);
    }

    @Test
    @Tag("long")
    void a_list_of_many_pages_stays_whole_while_versions_are_compacted_away() {
        for (int pod = 100; pod < 1_700; pod++) {
            create(pod);
        }
        wire.delay(Duration.ofMillis(20));
        start();
        for (int time = 0; time < 20; time++) {
            running(100 + time);
            pods.delete(name(200 + time));
            api.compact();
        }
        wire.clearFaults();
        converges();
    }

    private void watching() {
        start();
        Story.await(() -> story.reasons().contains(Reason.START), RECOVERY, () -> "not started: " + watch.problem());
    }

    private void start() {
        watch(api.adminToken());
        watch.start();
    }

    private void watch(String token) {
        watch = builder(connect(token), story).build();
        opened.add(watch);
    }

    private Kubernetes.Builder connection() {
        return Kubernetes.builder()
                .server(URI.create("https://127.0.0.1:" + wire.port()))
                .caCertificate(api.caCertificate());
    }

    private Kubernetes connect(String token) {
        Kubernetes kubernetes = connection().token(token).build();
        opened.add(kubernetes);
        return kubernetes;
    }

    private PodWatch.Builder builder(Kubernetes kubernetes, PodHandler handler) {
        return kubernetes.watch(handler).query(PodQuery.inNamespace(namespace)).watchTime(watchTime);
    }

    private Duration converges() {
        return story.becomes(this::truth, RECOVERY);
    }

    private Map<String, String> truth() {
        Map<String, String> all = new LinkedHashMap<>();
        for (Pod pod : api.admin().pods().inNamespace(namespace).list().getItems()) {
            all.put(pod.getMetadata().getUid(), pod.getStatus().getPhase());
        }
        return all;
    }

    private String create(int... numbers) {
        String uid = "";
        for (int number : numbers) {
            uid = pods.create(PodLives.taskId(number)).getMetadata().getUid();
        }
        return uid;
    }

    private static void label(PodLives pods, int number, String label, @Nullable String value) {
        api.admin().pods().inNamespace(pods.namespace()).withName(name(number)).edit(pod -> {
            if (value == null) {
                pod.getMetadata().getLabels().remove(label);
            } else {
                pod.getMetadata().getLabels().put(label, value);
            }
            return pod;
        });
    }

    private String uid(int number) {
        @Nullable
        Pod pod =
                api.admin().pods().inNamespace(namespace).withName(name(number)).get();
        assertThat(pod).isNotNull();
        return pod.getMetadata().getUid();
    }

    private void running(int number) {
        pods.running(name(number), START);
    }

    private static String name(int number) {
        return PodLives.name(PodLives.taskId(number));
    }
}
