package io.clearmladmin.k8s.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.JournalFencedException;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.events.MonitorEvents;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.testkit.InMemoryJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What a monitor publishes of the pods that it is shown. */
class PodMonitorTest {

    private static final String UUID = "0e6c3d0a-6f3c-4df1-9e0b-d1d1f7a6d3a1";

    private final PodsInMemory pods = new PodsInMemory();
    private final InMemoryJournal journal = new InMemoryJournal();

    private PodMonitor.Builder monitor(LifecycleJournal published) {
        return new PodMonitor.Builder(published, pods).source(UUID);
    }

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(2_000_000);
        }
    }

    static void pause(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }

    static PodMonitor started(PodMonitor.Builder builder) {
        PodMonitor monitor = builder.build();
        monitor.start();
        until("it watches", monitor::isHealthy);
        return monitor;
    }

    static List<String> types(InMemoryJournal journal, String uid) {
        return journal.published().stream()
                .filter(event -> event.subject().equals("pod/" + uid))
                .map(Event::type)
                .toList();
    }

    /** Without what is about the monitor itself. */
    static List<Event> ofPods(List<Event> published) {
        return published.stream()
                .filter(event -> !MonitorEvents.types().contains(event.type()))
                .toList();
    }

    private static List<Event> published(InMemoryJournal journal) {
        return ofPods(journal.published());
    }

    private static void untilPublished(InMemoryJournal journal, int events) {
        until(events + " events are published", () -> published(journal).size() >= events);
    }

    @Test
    void each_change_of_state_is_published_once() {
        try (PodMonitor monitor = started(monitor(journal))) {
            pods.put(SomePods.pod("a", State.PENDING, 0));
            pods.put(SomePods.pod("a", State.PENDING, 0));
            pods.put(SomePods.pod("a", State.RUNNING, 3));
            pods.put(SomePods.pod("a", State.SUCCEEDED, 3));
            pods.remove("a", Optional.of(SomePods.CREATED.plusSeconds(4)));
            untilPublished(journal, 4);
            assertThat(types(journal, "a"))
                    .containsExactly(PodEvents.PENDING, PodEvents.RUNNING, PodEvents.SUCCEEDED, PodEvents.DELETED);
            assertThat(monitor.isHealthy()).isTrue();
            assertThat(monitor.counts().seen()).isEqualTo(5);
            until("what was published is counted", () -> monitor.counts().published() == 4);
        }
        assertThat(published(journal)).hasSize(4).allSatisfy(event -> {
            PodLifeTest.assertFits(event);
            assertThat(event.source()).isEqualTo(UUID);
            assertThat(event.tenant()).isEqualTo("tenant-1");
        });
    }

    @Test
    void it_says_what_runs_by_tenant_and_queue_until_it_ends() {
        pods.put(SomePods.pod("a", State.RUNNING, 1));
        pods.put(SomePods.pod("b", State.RUNNING, 1));
        pods.put(SomePods.pod("c", State.PENDING, 0));
        PodMonitor monitor = started(monitor(journal));
        try (monitor) {
            until("both run", () -> monitor.usage().equals(List.of(new QueueLoad("tenant-1", "queue", 2, 5, 6))));
            pods.put(SomePods.pod("a", State.SUCCEEDED, 3));
            until(
                    "one has ended",
                    () -> monitor.usage().equals(List.of(new QueueLoad("tenant-1", "queue", 1, 2.5, 3))));
            pods.remove("b", Optional.of(SomePods.CREATED.plusSeconds(4)));
            until("nothing runs", () -> monitor.usage().isEmpty());
        }
        assertThat(monitor.usage()).isEmpty();
    }

    @Test
    void it_says_how_many_pods_are_in_each_state_as_published_also_after_a_restart() {
        pods.put(SomePods.pod("a", State.RUNNING, 1));
        pods.put(SomePods.pod("b", State.RUNNING, 1));
        pods.put(SomePods.pod("c", State.PENDING, 0));
        try (PodMonitor monitor = started(monitor(journal))) {
            until("all are known", () -> monitor.pods().getOrDefault(State.RUNNING, 0) == 2);
            pods.put(SomePods.pod("c", State.RUNNING, 3));
            pods.remove("b", Optional.of(SomePods.CREATED.plusSeconds(4)));
            until("the changes are known", () -> monitor.pods().equals(states(2, 0)));
            untilPublished(journal, 5);
        }
        assertThat(monitor(journal).build().pods()).isEmpty();
        try (PodMonitor again = started(monitor(journal))) {
            assertThat(again.pods()).isEqualTo(states(2, 0));
            pods.put(SomePods.pod("a", State.SUCCEEDED, 5));
            until("the end is known", () -> again.pods().equals(states(1, 1)));
        }
    }

    private static Map<State, Integer> states(int running, int succeeded) {
        Map<State, Integer> states = new EnumMap<>(State.class);
        EnumSet.complementOf(EnumSet.of(State.DELETED)).forEach(state -> states.put(state, 0));
        states.put(State.RUNNING, running);
        states.put(State.SUCCEEDED, succeeded);
        return states;
    }

    @Test
    void a_restart_publishes_exactly_what_changed_meanwhile() {
        for (String uid : List.of("same", "changes", "runs", "ends")) {
            pods.put(SomePods.pod(uid, State.RUNNING, 1));
        }
        pods.put(SomePods.pod("ends", State.FAILED, 2));
        try (PodMonitor monitor = monitor(journal).build()) {
            monitor.start();
            untilPublished(journal, 4);
        }
        pods.put(SomePods.pod("changes", State.SUCCEEDED, 9));
        pods.put(SomePods.pod("new", State.PENDING, 9));
        pods.remove("runs", Optional.empty());
        pods.remove("ends", Optional.empty());
        InMemoryJournal again = journal.restarted();
        try (PodMonitor monitor = monitor(again).build()) {
            monitor.start();
            untilPublished(again, 8);
        }
        List<Event> news = published(again).subList(4, published(again).size());
        assertThat(news)
                .extracting(event -> event.type() + " " + event.subject() + " "
                        + event.data().get("end_known"))
                .containsExactlyInAnyOrder(
                        "pod.succeeded pod/changes true",
                        "pod.pending pod/new null",
                        "pod.deleted pod/runs false",
                        "pod.deleted pod/ends true");
    }

    @Test
    void what_is_gone_is_published_and_then_forgotten() {
        try (PodMonitor monitor = started(monitor(journal).checkInterval(Duration.ofSeconds(1)))) {
            pods.put(SomePods.pod("stays", State.RUNNING, 0));
            pods.put(SomePods.pod("goes", State.RUNNING, 0));
            pods.remove("goes", Optional.empty());
            untilPublished(journal, 3);
            until("the pod is forgotten", () -> !journal.remembered().containsKey("pod/goes"));
            assertThat(journal.remembered()).containsOnlyKeys("pod/stays", "monitor/" + UUID);
            assertThat(monitor.isHealthy()).isTrue();
        }
        // Of one that was published as gone, and not forgotten before the end, nothing more is published.
        pods.put(SomePods.pod("last", State.RUNNING, 0));
        InMemoryJournal again = journal.restarted();
        try (PodMonitor monitor = monitor(again).build()) {
            monitor.start();
            untilPublished(again, 4);
            pods.remove("last", Optional.empty());
            untilPublished(again, 5);
        }
        InMemoryJournal third = again.restarted();
        try (PodMonitor monitor =
                monitor(third).checkInterval(Duration.ofSeconds(1)).build()) {
            monitor.start();
            until("the pod is forgotten", () -> !third.remembered().containsKey("pod/last"));
            assertThat(published(third)).hasSize(5);
        }
    }

    @Test
    void a_journal_that_fails_is_retried_and_nothing_is_lost_repeated_or_out_of_order() {
        List<RuntimeException> failures = new CopyOnWriteArrayList<>();
        journal.failRestores(2);
        try (PodMonitor monitor = monitor(journal).onFailure(failures::add).build()) {
            monitor.start();
            until("the journal is restored", monitor::isHealthy);
            journal.failNext(3);
            pods.put(SomePods.pod("a", State.PENDING, 0));
            pods.put(SomePods.pod("a", State.RUNNING, 1));
            untilPublished(journal, 2);
            journal.loseAnswers(2);
            pods.put(SomePods.pod("a", State.SUCCEEDED, 2));
            untilPublished(journal, 3);
            pods.put(SomePods.pod("b", State.RUNNING, 2));
            untilPublished(journal, 4);
            until("both answers were lost", () -> failures.size() == 7);
            pods.remove("a", Optional.empty());
            untilPublished(journal, 5);
            until("what was published is counted", () -> monitor.counts().published() == 5);
            assertThat(monitor.counts().retried()).isEqualTo(7);
        }
        assertThat(types(journal, "a"))
                .containsExactly(PodEvents.PENDING, PodEvents.RUNNING, PodEvents.SUCCEEDED, PodEvents.DELETED);
        assertThat(types(journal, "b")).containsExactly(PodEvents.RUNNING);
    }

    @Test
    void an_event_that_is_refused_is_reported_and_holds_up_no_other() {
        List<RuntimeException> failures = new CopyOnWriteArrayList<>();
        journal.refuse(
                event -> event.subject().equals("pod/bad") && event.type().equals(PodEvents.RUNNING));
        pods.put(SomePods.pod("good", State.RUNNING, 0));
        pods.put(SomePods.pod("bad", State.RUNNING, 0));
        try (PodMonitor monitor = monitor(journal).onFailure(failures::add).build()) {
            monitor.start();
            untilPublished(journal, 1);
            pods.put(SomePods.pod("bad", State.SUCCEEDED, 5));
            untilPublished(journal, 2);
            until("what was published is counted", () -> monitor.counts().published() == 2);
            assertThat(monitor.counts().failed()).isEqualTo(1);
        }
        assertThat(types(journal, "bad")).containsExactly(PodEvents.SUCCEEDED);
        assertThat(types(journal, "good")).containsExactly(PodEvents.RUNNING);
        assertThat(failures).hasSize(1).first().isInstanceOf(EventsNotEmittedException.class);
    }

    @Test
    void a_fenced_journal_ends_the_monitor_and_says_so() throws Exception {
        try (PodMonitor monitor = started(monitor(journal))) {
            pods.put(SomePods.pod("a", State.PENDING, 0));
            untilPublished(journal, 1);
            journal.fence();
            pods.put(SomePods.pod("a", State.RUNNING, 0));
            assertThat(monitor.awaitEnd(Duration.ofSeconds(20))).isTrue();
            assertThat(monitor.failure()).containsInstanceOf(JournalFencedException.class);
            assertThat(monitor.isHealthy()).isFalse();
            assertThat(monitor.problem().orElseThrow()).contains("has ended").contains("take over");
        }
        assertThat(published(journal)).hasSize(1);
    }

    /** Lets nothing be recorded until it is opened; knows how large each call was. */
    private static final class Gate implements LifecycleJournal {

        private final InMemoryJournal behind = new InMemoryJournal();
        private final CountDownLatch open = new CountDownLatch(1);
        private final List<Integer> sizes = new CopyOnWriteArrayList<>();

        @Override
        public void restore(RestoreHandler handler) {
            behind.restore(handler);
        }

        @Override
        public void record(List<Event> events, Duration deadline) {
            try {
                open.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted");
            }
            if (!ofPods(events).isEmpty()) {
                sizes.add(ofPods(events).size());
            }
            behind.record(events, deadline);
        }

        @Override
        public void forget(Collection<String> subjects, Duration deadline) {
            behind.forget(subjects, deadline);
        }

        @Override
        public void close() {
            behind.close();
        }
    }

    @Test
    void many_changes_go_in_few_calls_of_500_events_at_most() {
        Gate gate = new Gate();
        try (PodMonitor monitor = monitor(gate).build()) {
            monitor.start();
            for (int pod = 0; pod < 5_000; pod++) {
                pods.put(SomePods.pod("pod-" + pod, State.RUNNING, 0));
            }
            gate.open.countDown();
            untilPublished(gate.behind, 5_000);
        }
        assertThat(published(gate.behind)).hasSize(5_000);
        assertThat(gate.sizes).allMatch(size -> size <= 500).hasSizeLessThan(100);
    }

    @Test
    void vanished_pods_go_in_parts_too() {
        for (int pod = 0; pod < 1_300; pod++) {
            pods.put(SomePods.pod("pod-" + pod, State.RUNNING, 0));
        }
        try (PodMonitor monitor = monitor(journal).build()) {
            monitor.start();
            untilPublished(journal, 1_300);
        }
        for (int pod = 0; pod < 1_300; pod++) {
            pods.remove("pod-" + pod, Optional.empty());
        }
        Gate gate = new Gate();
        gate.open.countDown();
        gate.behind.record(published(journal), Duration.ofSeconds(1));
        try (PodMonitor monitor = monitor(gate).build()) {
            monitor.start();
            untilPublished(gate.behind, 2_600);
        }
        // How many are found lost in one turn depends on the machine.
        assertThat(gate.sizes).hasSizeGreaterThanOrEqualTo(3).allMatch(size -> size <= 500);
        assertThat(gate.sizes.stream().mapToInt(size -> size).sum()).isEqualTo(1_300);
    }

    @Test
    void close_ends_in_time_though_the_journal_hangs_and_the_next_monitor_finds_what_was_not_published() {
        Gate gate = new Gate();
        PodMonitor monitor = monitor(gate).build();
        monitor.start();
        for (int pod = 0; pod < 3_000; pod++) {
            pods.put(SomePods.pod("pod-" + pod, State.RUNNING, 0));
        }
        until("the monitor is at work", () -> monitor.counts().seen() > 500);
        long begin = System.nanoTime();
        monitor.close(Duration.ofMillis(300));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        monitor.close();
        assertThat(monitor.problem()).contains("the monitor is closed");
        assertThat(published(gate.behind)).isEmpty();
        try (PodMonitor next = monitor(journal).build()) {
            next.start();
            untilPublished(journal, 3_000);
        }
    }

    @Test
    void close_publishes_what_was_taken_in() {
        List<Event> published = new ArrayList<>();
        PodMonitor monitor = started(monitor(journal));
        pods.put(SomePods.pod("a", State.RUNNING, 0));
        until("it was seen", () -> monitor.counts().seen() == 1);
        monitor.close();
        published.addAll(published(journal));
        assertThat(published).hasSize(1);
    }

    @Test
    void bad_settings_are_refused_by_name() {
        PodMonitor.Builder builder = new PodMonitor.Builder(journal, pods);
        assertThatThrownBy(builder::build).hasMessageContaining("source");
        assertThatThrownBy(() -> builder.source(" ")).hasMessageContaining("source");
        assertThatThrownBy(() -> builder.cluster("")).hasMessageContaining("cluster");
        assertThatThrownBy(() -> builder.checkInterval(Duration.ZERO)).hasMessageContaining("checkInterval");
        assertThatThrownBy(() -> builder.recordTimeout(Duration.ofDays(9))).hasMessageContaining("recordTimeout");
        for (Duration period : List.of(Duration.ofSeconds(59), Duration.ofMinutes(7), Duration.ofDays(2))) {
            assertThatThrownBy(() -> builder.stillRunningEvery(period)).hasMessageContaining("stillRunningEvery");
        }
        PodMonitor monitor = builder.source(UUID).build();
        monitor.start();
        assertThatThrownBy(monitor::start).isInstanceOf(IllegalStateException.class);
        monitor.close();
        assertThatThrownBy(monitor::start).hasMessageContaining("closed");
    }
}
