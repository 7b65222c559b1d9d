package io.clearmladmin.k8s.events;

import static io.clearmladmin.k8s.events.PodMonitorTest.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.MonitorEvents;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.k8s.Relist;
import io.clearmladmin.k8s.TaskLookup;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.k8s.TaskPod.Status;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.InMemoryJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Running pods at the boundaries of a period. */
class StillRunningTest {

    private static final String UUID = "0e6c3d0a-6f3c-4df1-9e0b-d1d1f7a6d3a1";

    private final PodsInMemory pods = new PodsInMemory();
    private final TestClock clock = new TestClock(at(9, 5));

    private static Instant at(int hour, int minute) {
        return Instant.parse("2026-11-21T00:00:00Z").plus(Duration.ofMinutes(hour * 60L + minute));
    }

    private PodMonitor started(InMemoryJournal journal) {
        return started(journal, builder -> builder);
    }

    private PodMonitor started(InMemoryJournal journal, UnaryOperator<PodMonitor.Builder> change) {
        PodMonitor monitor = change.apply(
                        new PodMonitor.Builder(journal, pods).source(UUID).clock(clock))
                .build();
        monitor.start();
        until("it watches", monitor::isHealthy);
        Instant now = clock.instant();
        until(
                "it has begun",
                () -> journal.published().stream()
                        .anyMatch(event -> MonitorEvents.types().contains(event.type())
                                && event.time().equals(now)));
        return monitor;
    }

    private void syncedAndPublished(InMemoryJournal journal, Instant time) {
        clock.set(time);
        synced(journal, time);
    }

    private void synced(InMemoryJournal journal, Instant time) {
        pods.synced(time);
        until(
                "it is published that all is known at " + time,
                () -> journal.published().stream().anyMatch(event -> isWatched(event, time)));
    }

    private static List<String> said(InMemoryJournal journal, String uid) {
        return journal.published().stream()
                .filter(event -> event.subject().equals("pod/" + uid))
                .map(event -> event.type().substring("pod.".length()) + usage(event))
                .toList();
    }

    private static String usage(Event event) {
        Object start = event.data().get("usage_start");
        return start == null
                ? ""
                : " " + start.toString().substring(11, 16) + "-"
                        + String.valueOf(event.data().get("usage_end")).substring(11, 16);
    }

    /** A watch may show the end before it is said that nothing is missing up to a time before that. */
    @Test
    void a_boundary_before_an_eviction_of_an_unknown_time_is_in_the_usage_of_its_end_which_comes_before_all_is_known() {
        InMemoryJournal journal = new InMemoryJournal();
        pods.put(SomePods.pod("silent", State.RUNNING, 60));
        try (PodMonitor monitor = started(journal)) {
            syncedAndPublished(journal, at(9, 59));
            clock.set(at(10, 3));
            pods.put(SomePods.pod("silent", State.EVICTED, 120));
            synced(journal, at(10, 2));
            assertThat(monitor.problem()).isEmpty();
        }
        List<Event> untilAllWasKnown = journal.published().stream()
                .takeWhile(event -> !isWatched(event, at(10, 2)))
                .toList();
        assertThat(said(journal, "silent")).containsExactly("running", "evicted 09:00-10:03");
        assertThat(untilAllWasKnown).anyMatch(event -> event.type().equals(PodEvents.EVICTED));
    }

    private static boolean isWatched(Event event, Instant time) {
        return event.type().equals(MonitorEvents.WATCHING) && event.time().equals(time);
    }

    @Test
    void each_boundary_that_was_watched_is_published_once_for_each_running_pod_and_the_end_adds_the_rest() {
        InMemoryJournal journal = new InMemoryJournal();
        pods.put(SomePods.pod("runs", State.RUNNING, 60));
        pods.put(SomePods.pod("waits", State.PENDING, 60));
        try (PodMonitor monitor = started(journal)) {
            syncedAndPublished(journal, at(9, 59));
            syncedAndPublished(journal, at(10, 1));
            pods.put(SomePods.pod("waits", State.RUNNING, 3_660));
            syncedAndPublished(journal, at(10, 59));
            syncedAndPublished(journal, at(12, 0));
            pods.put(SomePods.pod("runs", State.SUCCEEDED, 3 * 3_600 + 900));
            syncedAndPublished(journal, at(13, 0));
            assertThat(monitor.problem()).isEmpty();
        }
        assertThat(said(journal, "runs"))
                .containsExactly(
                        "running",
                        "still_running 09:00-10:00",
                        "still_running 10:00-11:00",
                        "still_running 11:00-12:00",
                        "succeeded 12:00-12:15");
        assertThat(said(journal, "waits").subList(0, 2)).containsExactly("pending", "running");
        List<Event> published = journal.published();
        assertThat(published).allSatisfy(PodLifeTest::assertFits);
        Event still = published.stream()
                .filter(event -> event.type().equals(PodEvents.STILL_RUNNING))
                .findFirst()
                .orElseThrow();
        assertThat(still.time()).isEqualTo(at(10, 0));
        assertThat(still.tenant()).isEqualTo("tenant-1");
        assertThat(still.data()).containsEntry("state", "running").containsEntry("previous", "running");
        assertThat(published.stream().map(Event::id)).doesNotHaveDuplicates();
    }

    @Test
    void a_restart_goes_on_where_it_was_and_fills_in_nothing() {
        InMemoryJournal journal = new InMemoryJournal();
        pods.put(SomePods.pod("a", State.RUNNING, 60));
        try (PodMonitor monitor = started(journal)) {
            syncedAndPublished(journal, at(10, 1));
            assertThat(monitor.problem()).isEmpty();
        }
        clock.set(at(12, 30));
        InMemoryJournal again = journal.restarted();
        try (PodMonitor monitor = started(again)) {
            syncedAndPublished(again, at(13, 0));
            pods.put(SomePods.pod("a", State.UNKNOWN, 4 * 3_600 + 600));
            pods.put(SomePods.pod("a", State.RUNNING, 4 * 3_600 + 1_200));
            until("it runs again", () -> said(again, "a").size() == 5);
            assertThat(monitor.problem()).isEmpty();
        }
        InMemoryJournal third = again.restarted();
        pods.remove("a", Optional.empty());
        clock.set(at(14, 30));
        try (PodMonitor monitor = started(third)) {
            until("it is gone", () -> said(third, "a").size() == 6);
            assertThat(monitor.problem()).isEmpty();
        }
        assertThat(said(third, "a"))
                .containsExactly(
                        "running",
                        "still_running 09:00-10:00",
                        "still_running 10:00-13:00",
                        "unknown",
                        "running",
                        "deleted 13:00-14:30");
        assertThat(third.published()).allSatisfy(PodLifeTest::assertFits);
    }

    @Test
    void a_pod_that_has_not_changed_since_a_restart_has_its_task_at_a_boundary() {
        InMemoryJournal journal = new InMemoryJournal();
        pods.put(SomePods.pod("a", State.RUNNING, 60));
        try (PodMonitor monitor = started(journal)) {
            until("it is published", () -> said(journal, "a").size() == 1);
            assertThat(monitor.problem()).isEmpty();
        }
        clock.set(at(9, 30));
        InMemoryJournal again = journal.restarted();
        try (FakeClearMl fake = FakeClearMl.start();
                ClearMl clearml = fake.connect()) {
            fake.stub(
                    "tasks.get_all_ex",
                    call -> Map.of("tasks", List.of(Map.of("id", "task-a", "name", "train", "user", "ada"))));
            TaskLookup lookup = TaskLookup.of(List.of(clearml));
            try (PodMonitor monitor = started(again, builder -> builder.taskDetails(lookup))) {
                syncedAndPublished(again, at(10, 1));
                until("it still runs", () -> said(again, "a").size() == 2);
                assertThat(monitor.problem()).isEmpty();
            }
        }
        Event still = again.published().stream()
                .filter(event -> event.type().equals(PodEvents.STILL_RUNNING))
                .findFirst()
                .orElseThrow();
        assertThat(still.data()).containsEntry("task_name", "train").containsEntry("user", "ada");
        PodLifeTest.assertFits(still);
    }

    @Test
    void what_was_missed_is_not_filled_in_and_watching_goes_on_after_it() {
        InMemoryJournal journal = new InMemoryJournal();
        pods.put(SomePods.pod("a", State.RUNNING, 60));
        try (PodMonitor monitor = started(journal)) {
            syncedAndPublished(journal, at(9, 50));
            clock.set(at(10, 20));
            pods.relisted(Relist.Reason.EXPIRED, at(9, 50), at(10, 20));
            syncedAndPublished(journal, at(11, 0));
            assertThat(monitor.problem()).isEmpty();
        }
        assertThat(said(journal, "a")).containsExactly("running", "still_running 09:00-11:00");
    }

    @Test
    void an_end_after_a_boundary_that_nobody_has_confirmed_yet_comes_after_that_boundary() {
        InMemoryJournal journal = new InMemoryJournal();
        for (String uid : List.of("ends", "late", "gone")) {
            pods.put(SomePods.pod(uid, State.RUNNING, 60));
        }
        try (PodMonitor monitor = started(journal)) {
            pods.synced(at(9, 59).plusSeconds(50));
            clock.set(at(10, 0).plusSeconds(20));
            pods.put(SomePods.pod("ends", State.FAILED, 3_610));
            pods.put(SomePods.pod("late", State.FAILED, 3_590));
            pods.remove("gone", Optional.empty());
            until("it ended", () -> said(journal, "ends").size() == 3);
            until("it is gone", () -> said(journal, "gone").size() == 2);
            syncedAndPublished(journal, at(10, 59));
            assertThat(monitor.problem()).isEmpty();
        }
        assertThat(said(journal, "ends")).containsExactly("running", "still_running 09:00-10:00", "failed 10:00-10:00");
        assertThat(said(journal, "late")).containsExactly("running", "failed 09:00-09:59");
        assertThat(said(journal, "gone"))
                .as("nobody knows whether it ran at ten")
                .containsExactly("running", "deleted 09:00-10:00");
    }

    @Test
    void an_end_before_a_boundary_that_is_published_takes_off_what_was_too_much() {
        InMemoryJournal journal = new InMemoryJournal();
        pods.put(SomePods.pod("a", State.RUNNING, 60));
        try (PodMonitor monitor = started(journal)) {
            syncedAndPublished(journal, at(10, 0));
            pods.put(SomePods.pod("a", State.SUCCEEDED, 3_000));
            until("it ended", () -> said(journal, "a").size() == 3);
            assertThat(monitor.problem()).isEmpty();
        }
        assertThat(said(journal, "a")).containsExactly("running", "still_running 09:00-10:00", "succeeded 10:00-09:50");
        assertThat(journal.published().stream()
                        .filter(event -> event.subject().equals("pod/a"))
                        .map(Event::time))
                .isSorted();
        assertThat(journal.published()).allSatisfy(PodLifeTest::assertFits);
    }

    @Test
    void an_unlabelled_pod_is_not_published_at_boundaries_and_goes_on_from_the_last_when_it_is_back() {
        InMemoryJournal journal = new InMemoryJournal();
        pods.put(SomePods.pod("a", State.RUNNING, 60));
        try (PodMonitor monitor = started(journal)) {
            syncedAndPublished(journal, at(10, 0));
            pods.unlabel("a");
            until("it is unlabelled", () -> said(journal, "a").size() == 3);
            syncedAndPublished(journal, at(11, 0));
            clock.set(at(11, 1));
            pods.label("a");
            until("it is back", () -> said(journal, "a").size() == 4);
            syncedAndPublished(journal, at(12, 0));
            assertThat(monitor.problem()).isEmpty();
        }
        assertThat(said(journal, "a"))
                .containsExactly(
                        "running", "still_running 09:00-10:00", "unlabelled", "running", "still_running 10:00-12:00");
        assertThat(journal.published()).allSatisfy(PodLifeTest::assertFits);
    }

    private PublishedPods publishedPods() {
        return new PublishedPods(
                new PodLife(UUID, "", clock, PodDetails.none()),
                new WatchedTimes(UUID, "", new MonitorScope("cluster", "pods"), null),
                new RunningPods(Duration.ofHours(1)),
                SomePods.restored(UUID, List.of()));
    }

    @Test
    void a_pod_that_ran_at_a_boundary_is_published_there_though_the_cluster_does_not_say_when_it_ended() {
        PublishedPods published = publishedPods();
        TaskPod running = SomePods.pod("a", State.RUNNING, 60);
        published.eventsOf(new PublishedPods.Seen(running, clock.instant()));
        published.eventsOf(new PublishedPods.Listed(
                new Relist(Relist.Reason.START, Optional.empty(), clock.instant(), 1, 0, 0, 0)));
        published.eventsDue(500);
        published.eventsOf(new PublishedPods.Synced(at(10, 1)));
        clock.set(at(10, 2));
        TaskPod evicted = PodLife.as(State.EVICTED, running);
        List<Event> events = published.eventsOf(new PublishedPods.Seen(evicted, clock.instant()));
        assertThat(events)
                .extracting(event -> event.type() + usage(event))
                .containsExactly("pod.still_running 09:00-10:00", "pod.evicted 10:00-10:02");
        assertThat(events.get(1).data()).containsEntry("end_known", false);
        assertThat(published.eventsDue(500)).extracting(Event::type).containsExactly(MonitorEvents.WATCHING);
    }

    @Test
    void a_change_does_not_wait_for_10_000_pods_that_run_at_a_boundary() {
        PublishedPods published = publishedPods();
        for (int pod = 0; pod < 10_000; pod++) {
            TaskPod running = SomePods.pod("pod-" + pod, State.RUNNING, 60);
            assertThat(published.eventsOf(new PublishedPods.Seen(running, clock.instant())))
                    .hasSize(1);
        }
        Relist start = new Relist(Relist.Reason.START, Optional.empty(), at(9, 5), 10_000, 0, 0, 0);
        assertThat(published.eventsOf(new PublishedPods.Listed(start))).isEmpty();
        assertThat(published.eventsDue(500)).extracting(Event::type).containsExactly(MonitorEvents.WATCHING);
        assertThat(published.eventsOf(new PublishedPods.Synced(at(10, 1)))).isEmpty();
        assertThat(published.eventsDue(500)).hasSize(500);
        clock.set(at(10, 2));
        TaskPod ended = SomePods.pod("pod-9999", State.SUCCEEDED, 3_700);
        assertThat(published.eventsOf(new PublishedPods.Seen(ended, clock.instant())))
                .extracting(Event::type)
                .containsExactly(PodEvents.STILL_RUNNING, PodEvents.SUCCEEDED);
        int due = 0;
        while (published.hasDue()) {
            due += published.eventsDue(500).size();
        }
        assertThat(due).as("9,499 pods, and that all is known").isEqualTo(9_500);
    }

    @Test
    void a_start_that_is_not_known_is_not_used() {
        Status status = SomePods.pod("a", State.PENDING, 0).status();
        TaskPod pod = PodLife.as(State.RUNNING, SomePods.pod("a", status));
        PodLife life = new PodLife(UUID, "", clock, PodDetails.none());
        Event running = life.event(null, pod).orElseThrow();
        assertThat(life.stillRunning(PodLife.Published.of(running).orElseThrow(), pod, at(10, 0)))
                .isEmpty();
        clock.set(at(11, 0));
        Event gone = life.event(PodLife.Published.of(running).orElseThrow(), SomePods.gone(pod, Optional.empty()))
                .orElseThrow();
        assertThat(gone.data()).doesNotContainKeys("usage_start", "usage_end").containsKey("ended");
    }
}
