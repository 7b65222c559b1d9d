package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.tasks.TaskQuery;
import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.testkit.FakeAgent;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks, models, projects, and what is old among them. */
class TaskCommandsTest {

    @RegisterExtension
    private static final BothEditions FAKES = new BothEditions();

    @TempDir
    private Path home;

    private Shell shell(FakeClearMl fake) {
        return new Shell(home).on(fake);
    }

    private static String call(FakeClearMl fake, String endpoint, Map<String, ?> body) {
        try (ClearMl clearml = fake.connect()) {
            return String.valueOf(clearml.call(endpoint, Repeat.UNSAFE, body).get("id"));
        }
    }

    private static List<String> tasks(FakeClearMl fake) {
        try (ClearMl clearml = fake.connect()) {
            return clearml.tasks().getAll(TaskQuery.builder().build()).stream()
                    .map(task -> task.status().orElseThrow() + (task.isArchived() ? " archived" : ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void a_task_goes_to_the_archive_and_back_and_is_deleted(Edition edition) {
        FakeClearMl fake = FAKES.of(edition);
        String id = fake.addTasks(1, TaskStatus.FAILED).get(0);
        Shell shell = shell(fake);
        assertThat(shell.run("task", "show", id, "-o", "json")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("failed");
        Shell.Result asked = shell.run("task", "archive", id);
        assertThat(asked.err()).contains("archive 1: " + id, "--yes");
        Shell.Result archived = shell.run("task", "archive", id, "--yes", "-o", "csv");
        assertThat(archived.code()).as(archived.err()).isZero();
        assertThat(archived.out()).isEqualTo("id,outcome,failure\n" + id + ",archived,\n");
        assertThat(shell.run("task", "list", "-o", "csv").out()).doesNotContain(id);
        assertThat(shell.run("task", "list", "--archived", "-o", "csv").out()).contains(id);
        assertThat(shell.run("task", "unarchive", id, "--yes").code()).isZero();
        assertThat(tasks(fake)).containsExactly("failed");
        assertThat(shell.run("task", "delete", id, "--yes").code()).isZero();
        assertThat(tasks(fake)).isEmpty();
    }

    @Test
    void half_done_is_not_done() {
        FakeClearMl fake = FAKES.openSource();
        String ended = fake.addTasks(1, TaskStatus.COMPLETED).get(0);
        String running = fake.addTasks(1, TaskStatus.IN_PROGRESS).get(0);
        for (String verb : List.of("archive", "delete")) {
            Shell.Result result = shell(fake).run("task", verb, ended, running, "nowhere", "--yes", "-o", "csv");
            assertThat(result.code()).isEqualTo(ExitCode.FAILED.number());
            assertThat(result.out())
                    .contains(running + ",kept,its status is in_progress", "nowhere,failed,there is none of this id");
        }
        assertThat(tasks(fake)).containsExactly("in_progress");
        Shell.Result back = shell(fake).run("task", "unarchive", running, "nowhere", "--yes", "-o", "csv");
        assertThat(back.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(back.out()).contains(running + ",unarchived,", "nowhere,failed,\"[400, 101]");
    }

    @Test
    void a_stop_says_what_was_only_asked_and_waits_with_wait() {
        FakeClearMl fake = FAKES.openSource();
        String queue = call(fake, "queues.create", Map.of("name", "gpu"));
        String task = call(fake, "tasks.create", Map.of("name", "train", "type", "training"));
        call(fake, "tasks.enqueue", Map.of("task", task, "queue", queue));
        String ended = fake.addTasks(1, TaskStatus.FAILED).get(0);
        try (FakeAgent agent = fake.agent("host:gpu0", queue)) {
            assertThat(agent.take()).hasValue(task);
            Shell.Result asked = shell(fake).run("task", "stop", task, ended, "--yes", "-o", "csv");
            assertThat(asked.code()).isEqualTo(ExitCode.FAILED.number());
            assertThat(asked.out()).contains(task + ",asked,", ended + ",failed,it neither waits nor runs: failed");
            Shell.Result late = shell(fake).run("task", "stop", task, "--wait", "1s", "--yes", "-o", "csv");
            assertThat(late.code()).isEqualTo(ExitCode.FAILED.number());
            assertThat(late.out()).contains(task + ",failed,", "in_progress");
            agent.poll();
        }
        assertThat(tasks(fake)).containsExactly("failed", "stopped");
        String waiting = call(fake, "tasks.create", Map.of("name", "train", "type", "training"));
        call(fake, "tasks.enqueue", Map.of("task", waiting, "queue", queue));
        Shell.Result stopped = shell(fake).run("task", "stop", waiting, "--wait", "1m", "--yes", "-o", "csv");
        assertThat(stopped.code()).as(stopped.err()).isZero();
        assertThat(stopped.out()).contains(waiting + ",stopped,");
    }

    @Test
    void all_that_have_not_stopped_in_time_are_listed() {
        FakeClearMl fake = FAKES.openSource();
        String queue = call(fake, "queues.create", Map.of("name", "gpu"));
        String[] words = {"task", "stop", "", "", "--wait", "1s", "--yes", "-o", "csv"};
        try (FakeAgent one = fake.agent("host:gpu0", queue);
                FakeAgent other = fake.agent("host:gpu1", queue)) {
            int word = 2;
            for (FakeAgent agent : List.of(one, other)) {
                String task = call(fake, "tasks.create", Map.of("name", "train", "type", "training"));
                call(fake, "tasks.enqueue", Map.of("task", task, "queue", queue));
                assertThat(agent.take()).hasValue(task);
                words[word++] = task;
            }
            Shell.Result late = shell(fake).run(words);
            assertThat(late.code()).as(late.err()).isEqualTo(ExitCode.FAILED.number());
            assertThat(late.out()).contains(words[2] + ",failed,", words[3] + ",failed,");
        }
    }

    @Test
    void what_was_done_before_a_call_failed_is_listed_and_so_is_what_was_not_tried() {
        FakeClearMl fake = FAKES.openSource();
        List<String> ids = fake.addTasks(250, TaskStatus.COMPLETED);
        fake.inject(Fault.storeDown().on("tasks.unarchive_many").after(1));
        List<String> words = new ArrayList<>(List.of("task", "unarchive", "--yes", "-o", "csv"));
        words.addAll(ids);
        Shell.Result result = shell(fake).run(words.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.OUTCOME_UNKNOWN.number());
        assertThat(result.out())
                .contains(
                        ids.get(0) + ",unarchived,",
                        ids.get(98) + ",unarchived,",
                        ids.get(99) + ",unknown,",
                        ids.get(197) + ",unknown,",
                        ids.get(198) + ",failed,\"it was not tried: ",
                        ids.get(249) + ",failed,\"it was not tried: ");
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void a_model_goes_to_the_archive_and_back_and_is_deleted(Edition edition) {
        FakeClearMl fake = FAKES.of(edition);
        String id = call(fake, "models.create", Map.of("name", "net", "uri", "s3://b/net", "ready", false));
        String published = call(fake, "models.create", Map.of("name", "prod", "uri", "s3://b/prod"));
        Shell shell = shell(fake);
        assertThat(shell.run("model", "list", "-o", "csv").out()).contains(id, published);
        assertThat(shell.run("model", "archive", id, "--yes").code()).isZero();
        assertThat(shell.run("model", "show", id, "-o", "json")
                        .json()
                        .path("archived")
                        .asBoolean())
                .isTrue();
        assertThat(shell.run("model", "unarchive", id, "--yes").code()).isZero();
        Shell.Result deleted = shell.run("model", "delete", id, published, "--yes", "-o", "csv");
        assertThat(deleted.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(deleted.out()).contains(id + ",deleted,", published + ",kept,it is published");
        assertThat(shell.run("model", "show", id).err()).contains("there is no model");
    }

    @Test
    void a_project_in_which_something_runs_is_not_deleted() {
        FakeClearMl fake = FAKES.openSource();
        String project = call(fake, "projects.create", Map.of("name", "vision"));
        call(fake, "projects.create", Map.of("name", "vision/old"));
        String task = call(fake, "tasks.create", Map.of("name", "train", "type", "training", "project", project));
        call(fake, "tasks.started", Map.of("task", task));
        Shell shell = shell(fake);
        assertThat(shell.run("project", "list", "-o", "csv").out()).contains(",vision,", ",vision/old,");
        assertThat(shell.run("project", "show", "vision", "-o", "json")
                        .json()
                        .path("active")
                        .asInt())
                .isEqualTo(1);
        Shell.Result refused = shell.run("project", "delete", "vision", "--contents", "--force", "--confirm", "vision");
        assertThat(refused.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(refused.err()).contains("1 tasks in vision wait or run", "nothing was done", "task stop --wait");
        call(fake, "tasks.stopped", Map.of("task", task));
        assertThat(shell.run("project", "delete", "vision", "--contents", "--confirm", "vision")
                        .code())
                .isEqualTo(ExitCode.FAILED.number());
        Shell.Result deleted =
                shell.run("project", "delete", "vision", "--contents", "--force", "--confirm", "vision", "-o", "json");
        assertThat(deleted.code()).as(deleted.err()).isZero();
        assertThat(deleted.json().path("projects").asInt()).isEqualTo(2);
        assertThat(deleted.json().path("tasks").asInt()).isEqualTo(1);
        assertThat(shell.run("project", "show", "vision").err()).contains("there is no project 'vision'");
        assertThat(tasks(fake)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void what_is_old_is_planned_and_archived_and_deleted(Edition edition) {
        TestClock clock = new TestClock(Instant.now().minus(Duration.ofDays(400)));
        try (FakeClearMl fake =
                FakeClearMl.builder().edition(edition).clock(clock).start()) {
            fake.addTasks(3, TaskStatus.COMPLETED);
            clock.forward(Duration.ofDays(400));
            fake.addTasks(1, TaskStatus.COMPLETED);
            Shell shell = shell(fake);
            Shell.Result plan = shell.run("retention", "--archive", "--older-than", "365d", "--dry-run", "-o", "json");
            assertThat(plan.code()).isEqualTo(ExitCode.FINDINGS.number());
            assertThat(plan.json().path("due").asInt()).isEqualTo(3);
            Shell.Result asked = shell.run("retention", "--archive", "--older-than", "365d");
            assertThat(asked.err()).contains("archive 3 of the tasks", "What stays:", "--yes");
            Shell.Result done = shell.run("retention", "--archive", "--older-than", "365d", "--yes", "-o", "json");
            assertThat(done.code()).as(done.err()).isZero();
            assertThat(done.json().path("archived").asInt()).isEqualTo(3);
            String[] delete = {"retention", "--delete", "--older-than", "365d", "--system-tag", "archived", "--yes"};
            fake.inject(Fault.storeDown().on("tasks.delete_many"));
            Shell.Result early = shell.run(delete);
            assertThat(early.code()).isEqualTo(ExitCode.FAILED.number());
            assertThat(early.out()).contains("It ended early");
            fake.clearFaults();
            assertThat(shell.run(delete).code()).isZero();
            assertThat(tasks(fake)).containsExactly("completed");
            assertThat(shell.run("retention", "--archive", "--older-than", "365d", "--dry-run")
                            .code())
                    .isZero();
        }
    }

    @Test
    void a_retention_says_what_it_needs() {
        Shell shell = shell(FAKES.openSource());
        assertThat(shell.run("retention", "--older-than", "1d").err()).contains("--archive or --delete is needed");
        Shell.Result all = shell.run("retention", "--delete", "--yes");
        assertThat(all.code()).isEqualTo(ExitCode.WRONG_USE.number());
        assertThat(all.err()).contains("at least one of them must be given");
        assertThat(shell.run("retention", "--delete", "--status", "in_progress", "--yes")
                        .err())
                .contains("stop it first");
        assertThat(shell.run("retention", "--delete", "--project", "nowhere", "--yes")
                        .err())
                .contains("there is no project 'nowhere'");
    }
}
