package io.clearmladmin.k8s.events;

import static io.clearmladmin.k8s.events.PodMonitorTest.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.MonitorEvents;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.k8s.Relist;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.testkit.InMemoryJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a monitor publishes of itself: from when to when it watched, and what it watched. */
class MonitorEventsTest {

    private static final String UUID = "0e6c3d0a-6f3c-4df1-9e0b-d1d1f7a6d3a1";
    private static final Instant NINE = TestClock.START;

    private final PodsInMemory pods = new PodsInMemory();
    private final TestClock clock = new TestClock(NINE);
    private final InMemoryJournal journal = new InMemoryJournal();

    private PodMonitor.Builder monitor(InMemoryJournal to) {
        return new PodMonitor.Builder(to, pods).source(UUID).clock(clock);
    }

    private static PodMonitor started(PodMonitor.Builder builder) {
        PodMonitor monitor = builder.build();
        monitor.start();
        return monitor;
    }

    private static void end(PodMonitor monitor) {
        monitor.close();
    }

    private static List<Event> ofMonitor(InMemoryJournal journal) {
        return journal.published().stream()
                .filter(event -> MonitorEvents.types().contains(event.type()))
                .toList();
    }

    private static List<String> said(InMemoryJournal journal) {
        return ofMonitor(journal).stream()
                .map(event -> event.type().substring("monitor.".length()) + " "
                        + second(event, "since") + "-" + second(event, "until")
                        + (event.data().containsKey("reason")
                                ? " " + event.data().get("reason")
                                : ""))
                .toList();
    }

    private static long second(Event event, String name) {
        return Duration.between(NINE, Instant.parse(String.valueOf(event.data().get(name))))
                .toSeconds();
    }

    private static void untilSaid(InMemoryJournal journal, String... events) {
        until(List.of(events) + " is published", () -> said(journal).size() >= events.length);
        assertThat(said(journal)).containsExactly(events);
    }

    @Test
    void that_it_watches_is_published_at_the_start_once_a_minute_and_at_the_end() {
        pods.put(SomePods.pod("a", State.RUNNING, 0));
        try (PodMonitor monitor = started(monitor(journal).cluster("eu-1").query(PodQuery.inNamespace("clearml")))) {
            untilSaid(journal, "watching 0-0");
            List.of(15, 30, 45, 60).forEach(second -> pods.synced(NINE.plusSeconds(second)));
            untilSaid(journal, "watching 0-0", "watching 0-60");
            List.of(75, 90, 105, 120).forEach(second -> pods.synced(NINE.plusSeconds(second)));
            untilSaid(journal, "watching 0-0", "watching 0-60", "watching 0-120");
            pods.synced(NINE.plusSeconds(135));
            pods.put(SomePods.pod("a", State.SUCCEEDED, 1));
            until("what came then is published", () -> monitor.counts().published() == 2);
        }
        untilSaid(journal, "watching 0-0", "watching 0-60", "watching 0-120", "watching 0-135");
        assertThat(ofMonitor(journal)).allSatisfy(event -> {
            PodLifeTest.assertFits(event);
            assertThat(event.source()).isEqualTo(UUID);
            assertThat(event.subject()).isEqualTo("monitor/" + UUID);
            assertThat(event.tenant()).isEmpty();
            assertThat(event.time())
                    .isEqualTo(Instant.parse(String.valueOf(event.data().get("until"))));
            assertThat(event.data())
                    .containsEntry("cluster", "eu-1")
                    .containsEntry("cluster_id", "cluster-1")
                    .containsEntry("selection", "pods of namespace clearml with [CLEARML, TRAINS,!CLEARML]")
                    .containsEntry("pods", 1);
        });
        assertThat(journal.published().get(0).type()).as("what is known first").isEqualTo("pod.running");
    }

    @Test
    void that_nobody_watched_is_published_after_a_restart_from_when_that_was_known_last() {
        try (PodMonitor monitor = started(monitor(journal))) {
            untilSaid(journal, "watching 0-0");
            pods.synced(NINE.plusSeconds(70));
            untilSaid(journal, "watching 0-0", "watching 0-70");
            assertThat(monitor.failure()).isEmpty();
        }
        clock.set(NINE.plusSeconds(500));
        InMemoryJournal again = journal.restarted();
        try (PodMonitor monitor = started(monitor(again))) {
            untilSaid(again, "watching 0-0", "watching 0-70", "gap 70-500 restart");
            pods.synced(NINE.plusSeconds(510));
            untilSaid(again, "watching 0-0", "watching 0-70", "gap 70-500 restart", "watching 500-510");
            assertThat(monitor.failure()).isEmpty();
        }
        assertThat(ofMonitor(again)).allSatisfy(PodLifeTest::assertFits);
    }

    @Test
    void what_the_watch_missed_is_a_gap_for_its_reason() {
        try (PodMonitor monitor = started(monitor(journal))) {
            untilSaid(journal, "watching 0-0");
            int second = 100;
            for (Relist.Reason reason : Relist.Reason.values()) {
                if (reason != Relist.Reason.START) {
                    pods.relisted(reason, NINE.plusSeconds(second), NINE.plusSeconds(second + 10));
                    second += 100;
                }
            }
            pods.synced(NINE.plusSeconds(560));
            untilSaid(
                    journal,
                    "watching 0-0",
                    "gap 100-110 expired",
                    "gap 200-210 disorder",
                    "gap 300-310 check",
                    "gap 400-410 restored",
                    "gap 500-510 slow_handler",
                    "watching 510-560");
            assertThat(monitor.failure()).isEmpty();
        }
        assertThat(ofMonitor(journal)).allSatisfy(PodLifeTest::assertFits);
    }

    @Test
    void while_it_is_not_known_what_became_of_a_pod_nothing_says_that_all_is_known() {
        pods.put(SomePods.pod("a", State.RUNNING, 0));
        try (PodMonitor monitor = started(monitor(journal))) {
            untilSaid(journal, "watching 0-0");
            assertThat(monitor.failure()).isEmpty();
        }
        pods.remove("a", Optional.empty());
        pods.failFinds(Integer.MAX_VALUE);
        clock.set(NINE.plusSeconds(500));
        InMemoryJournal again = journal.restarted();
        try (PodMonitor monitor = started(monitor(again))) {
            until("it is asked for", () -> pods.finds() > 1);
            pods.synced(NINE.plusSeconds(600));
            pods.put(SomePods.pod("b", State.RUNNING, 0));
            until("the next is published", () -> again.remembered().containsKey("pod/b"));
            assertThat(said(again)).hasSize(1);
            pods.failFinds(0);
            untilSaid(again, "watching 0-0", "gap 0-500 restart", "watching 500-600");
            assertThat(monitor.failure()).isEmpty();
        }
        assertThat(again.published().subList(2, 4))
                .as("before all is known")
                .extracting(Event::type)
                .containsExactly("pod.running", "pod.deleted");
    }

    @Test
    void a_monitor_that_stood_by_says_that_nobody_watched_before_it() {
        LeaseInMemory store = new LeaseInMemory(() -> {});
        try (PodMonitor first = started(monitor(journal).lease(ForeignToMonitors.lease(store)))) {
            // Of two that begin at once, either may get the Lease.
            untilSaid(journal, "watching 0-0");
            try (PodMonitor second = started(monitor(journal).lease(ForeignToMonitors.lease(store)))) {
                pods.synced(NINE.plusSeconds(90));
                untilSaid(journal, "watching 0-0", "watching 0-90");
                clock.set(NINE.plusSeconds(100));
                end(first);
                untilSaid(journal, "watching 0-0", "watching 0-90", "gap 90-100 restart");
                assertThat(second.failure()).isEmpty();
            }
        }
    }

    @Test
    void other_pods_or_another_cluster_under_the_same_uuid_end_it_before_it_publishes_anything() {
        pods.put(SomePods.pod("a", State.RUNNING, 0));
        try (PodMonitor monitor = started(monitor(journal))) {
            untilSaid(journal, "watching 0-0");
            assertThat(monitor.failure()).isEmpty();
        }
        pods.unlabel("a");
        List<Event> before = journal.published();
        for (String cluster : List.of("cluster-1", "cluster-2")) {
            InMemoryJournal again = journal.restarted();
            pods.clusterId(cluster);
            PodQuery query = cluster.equals("cluster-1") ? PodQuery.inNamespace("other") : PodQuery.allNamespaces();
            try (PodMonitor monitor = started(monitor(again).query(query))) {
                until("it ends", () -> monitor.failure().isPresent());
                assertThat(monitor.failure().orElseThrow())
                        .isInstanceOf(ScopeChangedException.class)
                        .hasMessageContaining("all namespaces")
                        .hasMessageContaining("cluster-1")
                        .hasMessageContaining(cluster.equals("cluster-1") ? "namespace other" : "cluster-2")
                        .hasMessageContaining("another UUID")
                        .hasMessageContaining(UUID);
                assertThat(monitor.problem().orElseThrow()).contains("has ended");
            }
            assertThat(again.published()).isEqualTo(before);
        }
    }

    @Test
    void a_changed_scope_that_is_accepted_makes_pods_unlabelled_and_is_remembered() {
        pods.put(SomePods.pod("a", State.RUNNING, 0));
        try (PodMonitor monitor = started(monitor(journal))) {
            untilSaid(journal, "watching 0-0");
            assertThat(monitor.failure()).isEmpty();
        }
        pods.unlabel("a");
        clock.set(NINE.plusSeconds(10));
        InMemoryJournal again = journal.restarted();
        PodQuery other = PodQuery.inNamespace("other");
        try (PodMonitor monitor = started(monitor(again).query(other).acceptChangedScope())) {
            untilSaid(again, "watching 0-0", "gap 0-10 restart");
            assertThat(monitor.failure()).isEmpty();
        }
        assertThat(PodMonitorTest.ofPods(again.published()))
                .extracting(Event::type)
                .containsExactly("pod.running", "pod.unlabelled");
        clock.set(NINE.plusSeconds(20));
        InMemoryJournal third = again.restarted();
        try (PodMonitor monitor = started(monitor(third).query(other))) {
            untilSaid(third, "watching 0-0", "gap 0-10 restart", "gap 10-20 restart");
            assertThat(monitor.failure()).isEmpty();
        }
    }

    @Test
    void a_journal_that_remembers_no_scope_is_accepted_and_a_cluster_that_is_not_known_is_waited_for() {
        InMemoryJournal older = new InMemoryJournal();
        PodLife life = new PodLife(UUID, "", clock, PodDetails.none());
        older.record(
                life.event(null, SomePods.pod("a", State.RUNNING, 0)).stream().toList(), Duration.ofSeconds(1));
        pods.put(SomePods.pod("a", State.RUNNING, 0));
        pods.clusterId("");
        try (PodMonitor monitor = started(monitor(older))) {
            until("it says what it lacks", () -> monitor.problem().orElse("").contains("the id was set to fail"));
            pods.clusterId("cluster-9");
            untilSaid(older, "watching 0-0");
            assertThat(monitor.failure()).isEmpty();
        }
        assertThat(PodMonitorTest.ofPods(older.published())).hasSize(1);
    }
}
