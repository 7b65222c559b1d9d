package io.clearmladmin.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.tasks.Task;
import io.clearmladmin.tasks.TaskQuery;
import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.testkit.calls.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong wherever it goes wrong, the end is that of a drain, or an undo, in which nothing did. */
class DrainPropertiesTest {

    private static final int WAITING = 3;

    /** What there is on the server: each task with its status and tags, and each queue with its entries and tags. */
    private record End(
            Map<String, String> tasks, Map<String, TreeSet<String>> entries, Map<String, List<String>> tags) {}

    /** A queue of which three tasks wait and two run, one of another queue, and a second queue to move to. */
    private static final class Scene implements AutoCloseable {

        final DrainStage stage = new DrainStage(Edition.OPEN_SOURCE);
        final String old = stage.queue("old");
        final String fresh = stage.queue("fresh");

        Scene() {
            for (int i = 1; i <= WAITING; i++) {
                stage.waiting("waiting " + i, old);
            }
            run("running 1", old);
            run("running 2", old);
            run("of another", stage.queue("another"));
        }

        // Without a worker, so that a stop ends it at once.
        private void run(String name, String queue) {
            String id = stage.waiting(name, queue);
            stage.clearml.queues().removeTask(queue, id, false);
            stage.clearml.call("tasks.started", Repeat.UNSAFE, Map.of("task", id));
        }

        DrainReport drained(Drain.Builder builder) {
            Drain drain = builder.letRun(Duration.ZERO)
                    .thenStop()
                    .moveWaitingTo(fresh)
                    .build();
            return drain.apply(drain.plan(DrainScope.queue(old)));
        }

        DrainReport undone(Drain.Builder builder) {
            return builder.build().undo(DrainScope.queue(old));
        }

        End end() {
            Map<String, String> names = new TreeMap<>();
            Map<String, String> tasks = new TreeMap<>();
            for (Task task : stage.clearml.tasks().getAll(TaskQuery.builder().build())) {
                names.put(task.id(), task.name().orElseThrow());
                // Those with a time end in the time.
                List<String> tags = task.tags().stream()
                        .map(tag -> tag.replaceFirst("[0-9a-f]{32}@\\d+", ""))
                        .toList();
                tasks.put(task.name().orElseThrow(), task.status().orElseThrow() + " " + new TreeSet<>(tags));
            }
            Map<String, TreeSet<String>> entries = new TreeMap<>();
            Map<String, List<String>> tags = new TreeMap<>();
            Map.of("old", old, "fresh", fresh).forEach((name, id) -> {
                List<String> there = stage.entries(id).stream().map(names::get).toList();
                assertThat(there).doesNotHaveDuplicates();
                entries.put(name, new TreeSet<>(there));
                tags.put(name, stage.tags(id));
            });
            return new End(tasks, entries, tags);
        }

        /** How often each task was put in the queue that what waits is moved to. */
        List<String> enqueued() {
            List<String> ids = new ArrayList<>();
            stage.fake.recordedCalls("tasks.enqueue_many").forEach(call -> {
                if (call.body().get("ids") instanceof List<?> some) {
                    some.forEach(id -> ids.add(String.valueOf(id)));
                }
            });
            return ids;
        }

        @Override
        public void close() {
            stage.close();
        }
    }

    private static int calls(Function<Scene, DrainReport> before, Function<Scene, DrainReport> job) {
        try (Scene scene = new Scene()) {
            assertThat(before.apply(scene).isComplete()).isTrue();
            int first = scene.stage.fake.recordedCalls().size();
            assertThat(job.apply(scene).isComplete()).isTrue();
            return scene.stage.fake.recordedCalls().size() - first;
        }
    }

    private static End end(Function<Scene, DrainReport> before, Function<Scene, DrainReport> job) {
        try (Scene scene = new Scene()) {
            assertThat(before.apply(scene).isComplete()).isTrue();
            assertThat(job.apply(scene).isComplete()).isTrue();
            return scene.end();
        }
    }

    private static DrainReport nothing(Scene scene) {
        return new DrainReport(
                DrainScope.queue(scene.old),
                scene.stage.clock.instant(),
                scene.stage.clock.instant(),
                true,
                "",
                List.of(),
                List.of());
    }

    private static DrainReport drain(Scene scene) {
        return scene.drained(scene.stage.drain());
    }

    private static DrainReport undo(Scene scene) {
        return scene.undone(scene.stage.drain());
    }

    private static void everyPosition(Fault fault, boolean isUndo) {
        Function<Scene, DrainReport> before = isUndo ? DrainPropertiesTest::drain : DrainPropertiesTest::nothing;
        Function<Scene, DrainReport> job = isUndo ? DrainPropertiesTest::undo : DrainPropertiesTest::drain;
        End undisturbed = end(before, job);
        int calls = calls(before, job);
        assertThat(calls).isGreaterThan(10);
        for (int position = 0; position < calls; position++) {
            try (Scene scene = new Scene()) {
                assertThat(before.apply(scene).isComplete()).isTrue();
                int enqueued = scene.enqueued().size();
                scene.stage.fake.inject(fault.after(position));
                disturbed(scene, isUndo);
                scene.stage.fake.clearFaults();
                DrainReport report = job.apply(scene);
                String where = fault.kind() + " at call " + position + (isUndo ? " of the undo" : " of the drain");
                assertThat(report.isComplete()).as(where + ": " + report).isTrue();
                assertThat(scene.end()).as(where).isEqualTo(undisturbed);
                assertThat(scene.enqueued().subList(enqueued, scene.enqueued().size()))
                        .as(where)
                        .hasSize(WAITING)
                        .doesNotHaveDuplicates();
            }
        }
    }

    // Without retries of its own, so that every fault is seen by the drain itself.
    private static void disturbed(Scene scene, boolean isUndo) {
        try {
            DrainReport report =
                    isUndo ? scene.undone(scene.stage.drainOnce()) : scene.drained(scene.stage.drainOnce());
            assertThat(report.problem().isEmpty()).isEqualTo(report.isComplete());
        } catch (ClearMlException planning) {
            assertThat(planning).hasMessageNotContaining("Secret");
        }
    }

    @Test
    void a_drain_leaves_nothing_and_another_writes_nothing() {
        try (Scene scene = new Scene()) {
            drain(scene);
            End end = scene.end();
            assertThat(end.entries().get("fresh")).hasSize(WAITING);
            assertThat(end.entries().get("old")).isEmpty();
            assertThat(end.tasks()).containsEntry("of another", "in_progress []");
            assertThat(end.tasks().get("running 1")).startsWith(TaskStatus.STOPPED.value());
            int before = scene.stage.fake.recordedCalls().size();
            drain(scene);
            assertThat(scene.stage.fake.recordedCalls().stream().skip(before))
                    .allMatch(call -> call.endpoint().contains(".get_"));
            assertThat(scene.end()).isEqualTo(end);
        }
    }

    @Test
    void a_lost_reply_at_any_call_changes_nothing_in_the_end() {
        everyPosition(Fault.cutResponse().times(1), false);
    }

    @Tag("long")
    @Test
    void a_lost_reply_at_any_call_of_an_undo_changes_nothing_in_the_end() {
        everyPosition(Fault.cutResponse().times(1), true);
    }

    @Test
    void a_run_that_is_cut_off_at_any_call_is_finished_by_the_next() {
        everyPosition(Fault.refusal(403, 0).times(0), false);
    }

    @Tag("long")
    @Test
    void an_undo_that_is_cut_off_at_any_call_is_finished_by_the_next() {
        everyPosition(Fault.refusal(403, 0).times(0), true);
    }

    static List<Fault> more() {
        return List.of(
                Fault.dropRequest().times(1),
                Fault.dropResponse().times(1),
                Fault.truncated().times(1),
                Fault.corrupted().times(1),
                Fault.gatewayTimeout().times(1),
                Fault.gatewayError(502).times(2),
                Fault.unavailable(Duration.ofSeconds(1)).times(1),
                Fault.storeDown().times(1),
                Fault.refusal(403, 0).times(1));
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("more")
    void so_it_is_in_every_other_way(Fault fault) {
        everyPosition(fault, false);
        everyPosition(fault, true);
    }
}
