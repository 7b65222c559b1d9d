package io.clearmladmin.testkit;

import static io.clearmladmin.testkit.Plainly.read;
import static io.clearmladmin.testkit.Plainly.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.BatchFailure;
import io.clearmladmin.endpoint.BatchResult;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.errors.TaskStatusException;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.logs.ClearTaskLog;
import io.clearmladmin.logs.TaskLogQuery;
import io.clearmladmin.models.DeleteModels;
import io.clearmladmin.models.ModelQuery;
import io.clearmladmin.projects.DeleteProject;
import io.clearmladmin.projects.MergedProject;
import io.clearmladmin.projects.MoveProject;
import io.clearmladmin.projects.ProjectQuery;
import io.clearmladmin.tasks.ArchiveTasks;
import io.clearmladmin.tasks.DeleteTasks;
import io.clearmladmin.tasks.StopTasks;
import io.clearmladmin.tasks.Task;
import io.clearmladmin.tasks.TaskChange;
import io.clearmladmin.tasks.TaskQuery;
import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.testkit.calls.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks, what agents do with them, and the traps of the real server, on the fake. */
class TasksOfTheFakeTest {

    private final TestClock clock = new TestClock(Instant.parse("2026-11-29T12:00:00Z"));
    private FakeClearMl fake;
    private ClearMl clearml;
    private String queue;

    @BeforeEach
    void start() {
        fake = FakeClearMl.builder().clock(clock).start();
        clearml = fake.connect();
        queue = Plainly.text(write(clearml, "queues.create", Map.of("name", "gpu")), "id");
    }

    @AfterEach
    void stop() {
        clearml.close();
        fake.close();
    }

    private String task(Map<String, ?> fields) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("name", "task", "type", "training"));
        body.putAll(fields);
        return Plainly.text(write(clearml, "tasks.create", body), "id");
    }

    private String waiting() {
        String task = task(Map.of());
        clearml.tasks().enqueue(task, queue, Optional.empty());
        return task;
    }

    private TaskStatus status(String task) {
        return clearml.tasks().getById(task).status().orElseThrow();
    }

    @Test
    void an_agent_takes_runs_and_ends_tasks() {
        String first = waiting();
        String second = waiting();
        try (FakeAgent agent = fake.agent("host:gpu0", queue)) {
            assertThat(agent.take()).contains(first);
            assertThat(status(first)).isEqualTo(TaskStatus.IN_PROGRESS);
            assertThat(clearml.tasks().getById(first).lastWorker()).contains("host:gpu0");
            agent.complete(first);
            assertThat(agent.take()).contains(second);
            agent.fail(second);
            assertThat(agent.take()).isEmpty();
            assertThat(status(first)).isEqualTo(TaskStatus.COMPLETED);
            assertThat(status(second)).isEqualTo(TaskStatus.FAILED);
            assertThatThrownBy(() -> agent.complete(first)).hasMessageContaining("does not run");
        }
    }

    @Test
    void a_running_task_is_only_asked_to_stop_and_its_agent_does_it() {
        String task = waiting();
        try (FakeAgent agent = fake.agent("host:gpu0", queue)) {
            agent.take();
            TaskChange asked = clearml.tasks().stop(task, Optional.of("drain"));
            assertThat(asked.updated()).contains(1);
            assertThat(asked.status()).contains(TaskStatus.IN_PROGRESS);
            assertThat(status(task)).isEqualTo(TaskStatus.IN_PROGRESS);
            assertThat(agent.poll()).containsExactly(task);
            assertThat(status(task)).isEqualTo(TaskStatus.STOPPED);
            assertThat(agent.running()).isEmpty();
        }
    }

    @Test
    void a_lost_task_stops_at_once_only_ten_minutes_after_its_last_sign_of_life_and_each_call_is_one() {
        String task = waiting();
        try (FakeAgent agent = fake.agent("host:gpu0", queue)) {
            agent.take();
            assertThat(agent.crash()).containsExactly(task);
        }
        for (int i = 0; i < 3; i++) {
            clock.forward(Duration.ofMinutes(9));
            assertThat(clearml.tasks().stop(task, Optional.empty()).status()).contains(TaskStatus.IN_PROGRESS);
        }
        clock.forward(Duration.ofMinutes(11));
        assertThat(clearml.tasks().stop(task, Optional.empty()).status()).contains(TaskStatus.STOPPED);
    }

    @Test
    void a_repeated_stop_hides_a_failure_and_ends_a_run_that_began_meanwhile() {
        String task = waiting();
        write(clearml, "tasks.started", Map.of("task", task));
        clearml.tasks().stop(task, Optional.empty());
        write(clearml, "tasks.started", Map.of("task", task));
        assertThat(clearml.tasks().stop(task, Optional.empty()).status()).contains(TaskStatus.STOPPED);
        clearml.tasks().failed(task, Optional.empty());
        assertThat(clearml.tasks().stop(task, Optional.empty()).status()).contains(TaskStatus.STOPPED);
    }

    @Test
    void a_dequeue_throws_a_running_task_back_and_its_agent_gives_it_up() {
        String task = waiting();
        try (FakeAgent agent = fake.agent("host:gpu0", queue)) {
            agent.take();
            assertThat(clearml.tasks().dequeue(task, Optional.empty()).status()).contains(TaskStatus.CREATED);
            assertThat(agent.poll()).containsExactly(task);
            assertThat(status(task)).isEqualTo(TaskStatus.CREATED);
        }
    }

    @Test
    void half_done_is_not_success_and_each_failure_says_why() {
        String running = waiting();
        String draft = task(Map.of());
        BatchResult<TaskChange> result = clearml.tasks()
                .stopMany(StopTasks.builder().addIds(running, draft, "nobody").build());
        assertThat(result.isComplete()).isFalse();
        assertThat(result.succeeded()).extracting(TaskChange::id).containsExactly(Optional.of(running));
        assertThat(result.failed()).extracting(BatchFailure::id).containsExactly(draft, "nobody");
        assertThat(result.failed().get(0).error().orElseThrow().isOf(400, 110)).isTrue();
        assertThat(result.failed().get(1).error().orElseThrow().isOf(400, 101)).isTrue();
    }

    @Test
    void a_refused_change_names_both_statuses() {
        String draft = task(Map.of());
        assertThatThrownBy(() -> clearml.tasks().close(draft, Optional.empty()))
                .isInstanceOfSatisfying(TaskStatusException.class, refused -> {
                    assertThat(refused.current()).contains(TaskStatus.CREATED);
                    assertThat(refused.requested()).contains(TaskStatus.CLOSED);
                });
    }

    @Test
    void an_archived_task_was_stopped_and_is_deleted_without_force() {
        String task = waiting();
        write(clearml, "tasks.started", Map.of("task", task));
        assertThat(clearml.tasks()
                        .archiveMany(ArchiveTasks.builder().addIds(task).build())
                        .isComplete())
                .isTrue();
        assertThat(clearml.tasks().getById(task).isArchived()).isTrue();
        assertThat(status(task)).isEqualTo(TaskStatus.STOPPED);
        assertThat(clearml.tasks().delete(task, false).deleted()).contains(true);
    }

    @Test
    void with_the_search_engine_down_a_deletion_fails_and_is_done() {
        String task = task(Map.of());
        fake.inject(Fault.storeDown().on("tasks.delete_many").times(1));
        assertThatThrownBy(() -> clearml.tasks()
                        .deleteMany(DeleteTasks.builder().addIds(task).build()))
                .isInstanceOfSatisfying(
                        OutcomeUnknownException.class,
                        unknown -> assertThat(unknown.verifyWith()).isEqualTo("tasks.get_by_id_ex"));
        assertThat(clearml.tasks().getByIdEx(List.of(task))).isEmpty();
    }

    @Test
    void a_deleted_project_leaves_entries_in_queues_and_an_agent_drops_them() {
        String project = Plainly.text(write(clearml, "projects.create", Map.of("name", "Acme/inner")), "id");
        String task = task(Map.of("project", project));
        clearml.tasks().enqueue(task, queue, Optional.empty());
        assertThat(clearml.projects().validateDelete(project).nonArchivedTasks())
                .contains(1);
        clearml.projects()
                .delete(DeleteProject.builder()
                        .project(project)
                        .force(true)
                        .deleteContents(true)
                        .build());
        assertThat(read(clearml, "queues.get_num_entries", Map.of("queue", queue)))
                .containsEntry("num", 1);
        try (FakeAgent agent = fake.agent("host:gpu0", queue)) {
            assertThat(agent.take()).isEmpty();
        }
        assertThat(read(clearml, "queues.get_num_entries", Map.of("queue", queue)))
                .containsEntry("num", 0);
    }

    @Test
    void a_merge_loses_what_is_archived() {
        String from = Plainly.text(write(clearml, "projects.create", Map.of("name", "From")), "id");
        String to = Plainly.text(write(clearml, "projects.create", Map.of("name", "Target")), "id");
        String kept = task(Map.of("project", from));
        String lost = task(Map.of("project", from));
        clearml.tasks().archive(List.of(lost), Optional.empty());
        MergedProject merged = clearml.projects().merge(from, to);
        assertThat(merged.movedEntities()).contains(1);
        assertThat(clearml.tasks()
                        .getAll(TaskQuery.builder().project(List.of(to)).build()))
                .extracting(Task::id)
                .containsExactly(kept);
        assertThat(clearml.tasks().getById(lost).project().orElseThrow().id()).isEqualTo(from);
    }

    @Test
    void projects_move_with_what_is_below_them() {
        String top = Plainly.text(write(clearml, "projects.create", Map.of("name", "Acme")), "id");
        write(clearml, "projects.create", Map.of("name", "Acme/inner"));
        assertThat(clearml.projects()
                        .move(MoveProject.builder()
                                .project(top)
                                .newLocation("Customers")
                                .build()))
                .isEqualTo(2);
        assertThat(clearml.projects().getAll(ProjectQuery.builder().build()))
                .extracting(project -> project.name().orElseThrow())
                .containsExactlyInAnyOrder("Customers", "Customers/Acme", "Customers/Acme/inner");
    }

    @Test
    void a_published_model_is_deleted_without_force_unless_it_is_used() {
        String model = Plainly.text(write(clearml, "models.create", Map.of("name", "model", "uri", "s3://b/m")), "id");
        String used = Plainly.text(write(clearml, "models.create", Map.of("name", "used", "uri", "s3://b/u")), "id");
        task(Map.of("models", Map.of("input", List.of(Map.of("name", "in", "model", used)))));
        var deleted = clearml.models()
                .deleteMany(DeleteModels.builder().addIds(model, used).build());
        assertThat(deleted.succeeded()).hasSize(1);
        assertThat(deleted.failed().get(0).error().orElseThrow().isOf(400, 205)).isTrue();
        assertThat(clearml.models().getAllEx(ModelQuery.builder().build())).hasSize(1);
    }

    @Test
    void the_older_lines_of_a_log_are_cleared() {
        String task = task(Map.of());
        for (int minutes : List.of(30, 20, 1)) {
            long time = clock.instant().minus(Duration.ofMinutes(minutes)).toEpochMilli();
            write(clearml, "events.add", Map.of("type", "log", "task", task, "timestamp", time, "msg", "m" + minutes));
        }
        assertThat(clearml.events()
                        .clearTaskLog(ClearTaskLog.builder()
                                .task(task)
                                .thresholdSec(600)
                                .build()))
                .isEqualTo(2);
        assertThat(clearml.events()
                        .getTaskLog(TaskLogQuery.builder().task(task).build())
                        .events())
                .extracting(line -> line.msg().orElseThrow())
                .containsExactly("m1");
    }

    @Test
    void a_status_is_a_filter_and_a_task_of_another_tenant_is_not_there() {
        String waits = waiting();
        task(Map.of());
        TaskQuery queued =
                TaskQuery.builder().status(List.of(TaskStatus.QUEUED)).build();
        assertThat(clearml.tasks().getAll(queued)).extracting(Task::id).containsExactly(waits);
        TaskQuery inQueue = TaskQuery.builder().executionQueue(List.of(queue)).build();
        assertThat(clearml.tasks().getAllEx(inQueue)).extracting(Task::id).containsExactly(waits);
        assertThat(clearml.tasks()
                        .getAll(TaskQuery.builder()
                                .name("task")
                                .onlyFields(List.of("name"))
                                .build()))
                .hasSize(2);
    }
}
