package io.clearmladmin.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.retention.RetentionItem.Outcome;
import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.testkit.calls.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is due goes, and nothing else; each object ends in one known state. */
class RetentionTest {

    private static final RetentionRule ARCHIVE =
            RetentionRule.archiveTasks().olderThan(AgedServer.YEAR).build();
    private static final RetentionRule DELETE =
            RetentionRule.deleteTasks().olderThan(AgedServer.YEAR).build();

    private final AgedServer server = new AgedServer();

    @AfterEach
    void close() {
        server.close();
    }

    private List<Execution> writes() {
        return server.fake.recordedCalls().stream().filter(AgedServer::writes).toList();
    }

    @SuppressWarnings("unchecked") // ids are texts
    private static List<String> idsOf(Execution call) {
        return (List<String>) Objects.requireNonNull(call.body().get("ids"));
    }

    @Test
    void a_rule_without_a_criterion_is_refused() {
        assertThatThrownBy(() -> RetentionRule.deleteTasks().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ids, olderThan, status, projects, tags, systemTags: at least one of them must be given");
        assertThatThrownBy(() ->
                        RetentionRule.deleteModels().includePublished(true).build())
                .hasMessageContaining("at least one");
    }

    @Test
    void a_criterion_that_the_server_would_take_for_none_is_refused() {
        assertThatThrownBy(() -> RetentionRule.deleteTasks().projects(List.of()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("projects: ");
        assertThatThrownBy(() -> RetentionRule.deleteTasks().tags(List.of("")).build())
                .hasMessageStartingWith("tags: ");
        assertThatThrownBy(() -> RetentionRule.deleteTasks()
                        .systemTags(List.of("__$all"))
                        .build())
                .hasMessageStartingWith("systemTags: ");
        assertThatThrownBy(() -> RetentionRule.deleteTasks().status(List.of()).build())
                .hasMessageStartingWith("status: ");
        assertThatThrownBy(() ->
                        RetentionRule.deleteTasks().olderThan(Duration.ZERO).build())
                .hasMessageStartingWith("olderThan: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "in_progress", "publishing"})
    void a_rule_about_what_runs_is_refused(String status) {
        assertThatThrownBy(() -> RetentionRule.archiveTasks()
                        .status(List.of(new TaskStatus(status)))
                        .build())
                .hasMessage("status: a task that is " + status + " is never archived or deleted; stop it first");
    }

    @Test
    void published_ones_must_be_included_expressly_and_models_have_no_status() {
        assertThatThrownBy(() -> RetentionRule.deleteTasks()
                        .status(List.of(TaskStatus.PUBLISHED))
                        .build())
                .hasMessage("status: published tasks need includePublished(true)");
        assertThatThrownBy(() -> RetentionRule.deleteModels()
                        .status(List.of(TaskStatus.FAILED))
                        .build())
                .hasMessageStartingWith("status: models have none");
        assertThatThrownBy(() -> RetentionRule.archiveTasks()
                        .tags(List.of("tmp"))
                        .keepModels(true)
                        .build())
                .hasMessageStartingWith("keepModels: ");
    }

    @Test
    void a_plan_counts_what_is_due_and_writes_nothing() {
        String project = server.project("vision");
        server.task("one", TaskStatus.COMPLETED, Map.of("project", project));
        server.task("two", TaskStatus.FAILED, Map.of("project", project));
        server.task(
                "three",
                TaskStatus.STOPPED,
                Map.of(
                        "execution",
                        Map.of("artifacts", List.of(Map.of("key", "a", "uri", "s3://a"), Map.of("uri", "b")))));
        server.task("set", TaskStatus.COMPLETED, Map.of("system_tags", List.of("dataset")));
        server.age().completed("young");
        int before = writes().size();
        RetentionPlan plan = server.retention.plan(ARCHIVE);
        assertThat(writes()).hasSize(before);
        assertThat(plan.due()).isEqualTo(3);
        assertThat(plan.isEmpty()).isFalse();
        assertThat(plan.byStatus()).isEqualTo(Map.of("completed", 1, "failed", 1, "stopped", 1));
        assertThat(plan.byProject()).isEqualTo(Map.of("vision", 2, "", 1));
        assertThat(plan.kept()).isEqualTo(Map.of("it is a dataset", 1));
        assertThat(plan.samples())
                .extracting(RetentionPlan.Sample::name)
                .containsExactlyInAnyOrder("one", "two", "three");
        assertThat(plan.samples())
                .filteredOn(sample -> sample.name().equals("three"))
                .extracting(RetentionPlan.Sample::files)
                .containsExactly(2);
        assertThat(plan.toText())
                .startsWith(
                        "Plan at 2026-01-02T00:00:00Z: archive 3 of the tasks that are unchanged for 365 days, status"
                                + " stopped or failed or completed or closed\n")
                .contains("2  in vision", "1  left alone: it is a dataset", "What stays:\n  everything");
        JsonNode json = Json.MAPPER.valueToTree(plan);
        assertThat(json.path("due").asInt()).isEqualTo(3);
        assertThat(json.path("subject").asText()).isEqualTo("TASKS");
        assertThat(json.path("action").asText()).isEqualTo("ARCHIVE");
        assertThat(json.has("rule") || json.has("empty")).isFalse();
        assertThat(plan.toJson()).contains("\"before\" : \"2025-01-02T00:00:00Z\"");
    }

    @Test
    void nothing_but_what_has_ended_is_archived() {
        for (String status :
                List.of("created", "queued", "in_progress", "stopped", "failed", "completed", "published")) {
            server.task(status, new TaskStatus(status), Map.of());
        }
        server.task("report", TaskStatus.COMPLETED, Map.of("type", "report"));
        server.task("step", TaskStatus.COMPLETED, Map.of("system_tags", List.of("hidden")));
        server.age().completed("young");
        RetentionReport report = server.apply(ARCHIVE);
        assertThat(server.tasks())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "created", "created",
                        "queued", "queued",
                        "in_progress", "in_progress",
                        "published", "published",
                        "report", "completed",
                        "young", "completed",
                        "stopped", "stopped archived",
                        "failed", "failed archived",
                        "completed", "completed archived",
                        "step", "completed archived"));
        assertThat(report.isComplete()).isTrue();
        assertThat(report.archived()).isEqualTo(4);
        assertThat(report.kept()).isEqualTo(Map.of("it is a report", 1));
        assertThat(report.toText())
                .startsWith("Retention of tasks: 4 archived, 1 left alone\n")
                .contains("it is a report");
    }

    @Test
    void a_draft_goes_if_it_is_named_and_a_task_that_reported_meanwhile_does_not() {
        server.task("draft", TaskStatus.CREATED, Map.of());
        String alive = server.completed("alive");
        server.age();
        server.call("tasks.ping", Map.of("task", alive));
        server.apply(RetentionRule.deleteTasks()
                .olderThan(AgedServer.YEAR)
                .status(List.of(TaskStatus.CREATED, TaskStatus.COMPLETED))
                .build());
        assertThat(server.tasks()).isEqualTo(Map.of("alive", "completed"));
    }

    @Test
    void a_deletion_archives_first_and_never_forces() {
        for (int i = 0; i < 3; i++) {
            server.completed("task " + i);
        }
        String archived = server.completed("archived");
        server.archive(archived);
        server.age();
        int before = writes().size();
        List<RetentionItem> each = new ArrayList<>();
        RetentionReport report = server.retention.apply(server.retention.plan(DELETE), each::add);
        assertThat(server.tasks()).isEmpty();
        assertThat(report.deleted()).isEqualTo(4);
        assertThat(report.isComplete()).isTrue();
        assertThat(each)
                .hasSize(4)
                .allMatch(item -> item.outcome() == Outcome.DELETED)
                .extracting(RetentionItem::name)
                .containsExactlyInAnyOrder("task 0", "task 1", "task 2", "archived");
        List<Execution> made = writes().subList(before, writes().size());
        assertThat(made).extracting(Execution::endpoint).containsExactly("tasks.archive_many", "tasks.delete_many");
        assertThat(idsOf(made.get(0))).hasSize(3).doesNotContain(archived);
        assertThat(made.get(1).body()).doesNotContainKey("force").containsEntry("return_file_urls", true);
        assertThat(report.leftBehind()).anyMatch(what -> what.startsWith("events: "));
    }

    @Test
    void batches_are_of_99_and_each_is_read_right_before_it_is_written() {
        List<String> ids = server.fake.addTasks(250, TaskStatus.COMPLETED);
        server.archive(ids.toArray(String[]::new));
        server.age();
        RetentionPlan plan = server.retention.plan(DELETE);
        int before = server.fake.recordedCalls().size();
        assertThat(server.retention.apply(plan).deleted()).isEqualTo(250);
        List<Execution> calls = server.fake.recordedCalls();
        List<Execution> made = calls.subList(before, calls.size());
        for (int i = 0; i < made.size(); i++) {
            if (AgedServer.writes(made.get(i))) {
                assertThat(idsOf(made.get(i))).hasSizeLessThan(100);
                assertThat(made.get(i - 1).body().get("id")).isEqualTo(idsOf(made.get(i)));
            }
        }
        assertThat(made.stream().filter(AgedServer::writes)).hasSize(3);
    }

    @Test
    void more_ids_than_are_held_at_once_go_too() {
        Retention small = new Retention(server.clearml, server.clock, 2);
        server.fake.addTasks(450, TaskStatus.FAILED);
        server.age();
        RetentionReport report = small.apply(small.plan(ARCHIVE));
        assertThat(report.archived()).isEqualTo(450);
        assertThat(report.isComplete()).isTrue();
    }

    @Test
    void a_task_that_runs_by_the_time_of_its_batch_is_left_alone() {
        List<String> ids = server.fake.addTasks(150, TaskStatus.COMPLETED);
        server.archive(ids.toArray(String[]::new));
        server.age();
        String last = ids.stream().max(String::compareTo).orElseThrow();
        AtomicBoolean isFirst = new AtomicBoolean(true);
        RetentionReport report = server.retention.apply(server.retention.plan(DELETE), item -> {
            if (isFirst.getAndSet(false)) {
                server.run(last);
            }
        });
        assertThat(server.tasks()).hasSize(1).containsValue("in_progress archived");
        assertThat(report.deleted()).isEqualTo(149);
        assertThat(report.isComplete()).isTrue();
    }

    @Test
    void an_archived_task_that_runs_is_not_deleted_though_the_server_would() {
        String id = server.task("running", TaskStatus.IN_PROGRESS, Map.of());
        server.call("tasks.update", Map.of("task", id, "system_tags", List.of("archived")));
        server.age();
        RetentionReport report = server.apply(
                RetentionRule.deleteTasks().systemTags(List.of("archived")).build());
        assertThat(server.tasks()).isEqualTo(Map.of("running", "in_progress archived"));
        assertThat(report.toText()).startsWith("Retention of tasks: nothing was due\n");
    }

    @Test
    void what_something_published_depends_on_is_archived_and_not_deleted() {
        String parent = server.completed("parent");
        server.task("child", TaskStatus.PUBLISHED, Map.of("parent", parent));
        String maker = server.completed("maker");
        server.call(
                "models.set_ready",
                Map.of("model", server.model("ready", Map.of("task", maker)), "publish_task", false));
        server.age();
        RetentionReport report = server.apply(DELETE);
        assertThat(server.tasks())
                .isEqualTo(Map.of("parent", "completed archived", "maker", "completed archived", "child", "published"));
        assertThat(report.kept())
                .isEqualTo(Map.of("it is archived, and not deleted: something published depends on it", 2));
        assertThat(report.isComplete()).isTrue();
        assertThat(server.apply(DELETE).kept()).isEqualTo(report.kept());
    }

    @Test
    void published_tasks_go_if_they_are_included_and_their_models_stay() {
        String maker = server.task("maker", TaskStatus.PUBLISHED, Map.of());
        server.call("models.set_ready", Map.of("model", server.model("ready", Map.of("task", maker))));
        server.age();
        server.apply(RetentionRule.deleteTasks()
                .olderThan(AgedServer.YEAR)
                .includePublished(true)
                .build());
        assertThat(server.tasks()).isEmpty();
        assertThat(server.models()).isEqualTo(Map.of("ready", "published"));
    }

    @Test
    void models_of_deleted_tasks_go_with_them_or_stay_as_the_rule_says() {
        server.model("one", Map.of("task", server.completed("maker")));
        server.age();
        assertThat(server.apply(DELETE).deletedModels()).isEqualTo(1);
        assertThat(server.models()).isEmpty();
        server.model("two", Map.of("task", server.completed("maker")));
        server.age();
        RetentionReport report = server.apply(RetentionRule.deleteTasks()
                .olderThan(AgedServer.YEAR)
                .keepModels(true)
                .build());
        assertThat(server.models()).isEqualTo(Map.of("two", "draft"));
        assertThat(report.files()).containsExactly("s3://bucket/two");
        assertThat(report.fileCount()).isEqualTo(1);
        assertThat(report.toText()).contains("1 files that the server does not delete\n    s3://bucket/two");
    }

    @Test
    void only_what_is_in_the_project_or_below_it_and_has_the_tag_goes() {
        String project = server.project("vision");
        String below = server.project("vision/old");
        String other = server.project("vision2");
        server.task("inside", TaskStatus.FAILED, Map.of("project", project, "tags", List.of("tmp")));
        server.task("below", TaskStatus.FAILED, Map.of("project", below, "tags", List.of("tmp", "x")));
        server.task("untagged", TaskStatus.FAILED, Map.of("project", project));
        server.task("kept", TaskStatus.FAILED, Map.of("project", project, "tags", List.of("tmp", "keep")));
        server.task("beside", TaskStatus.FAILED, Map.of("project", other, "tags", List.of("tmp")));
        server.apply(RetentionRule.deleteTasks()
                .projects(List.of(project))
                .tags(List.of("tmp", "-keep"))
                .build());
        assertThat(server.tasks().keySet()).isEqualTo(Set.of("untagged", "kept", "beside"));
    }

    @Test
    void a_server_that_ignores_every_filter_loses_nothing_that_is_not_due() {
        server.task("running", TaskStatus.IN_PROGRESS, Map.of());
        server.task("published", TaskStatus.PUBLISHED, Map.of());
        server.task("tagged", TaskStatus.FAILED, Map.of("tags", List.of("tmp")));
        server.task("untagged", TaskStatus.FAILED, Map.of());
        server.age().task("young", TaskStatus.FAILED, Map.of("tags", List.of("tmp")));
        List<Map<String, Object>> all = new ArrayList<>();
        Map<?, ?> found = server.clearml.call("tasks.get_all_ex", Repeat.SAFE, Map.of());
        ((List<?>) Objects.requireNonNull(found.get("tasks"))).forEach(task -> {
            Map<String, Object> copy = new HashMap<>();
            ((Map<?, ?>) task).forEach((name, value) -> copy.put(String.valueOf(name), value));
            all.add(copy);
        });
        server.fake.stub("tasks.get_all_ex", call -> {
            boolean isGone = !server.fake.recordedCalls("tasks.delete_many").isEmpty();
            boolean isFirst = Integer.valueOf(0).equals(call.body().getOrDefault("page", 0));
            return Map.of(
                    "tasks",
                    all.stream()
                            .filter(task -> isFirst && !(isGone && "tagged".equals(task.get("name"))))
                            .toList());
        });
        RetentionReport report = server.apply(RetentionRule.deleteTasks()
                .olderThan(AgedServer.YEAR)
                .tags(List.of("tmp"))
                .build());
        assertThat(report.deleted()).isEqualTo(1);
        assertThat(server.tasks().keySet()).isEqualTo(Set.of("running", "published", "untagged", "young"));
    }

    @Test
    void of_named_ids_each_has_an_outcome_and_drafts_and_datasets_are_meant() {
        String draft = server.task("draft");
        String set = server.task("set", TaskStatus.COMPLETED, Map.of("system_tags", List.of("dataset")));
        String running = server.task("running", TaskStatus.IN_PROGRESS, Map.of());
        String published = server.task("published", TaskStatus.PUBLISHED, Map.of());
        String archived = server.completed("archived");
        server.archive(archived);
        server.completed("other");
        Map<String, RetentionItem> items = new HashMap<>();
        RetentionRule rule = RetentionRule.archiveTasks()
                .ids(List.of(draft, set, running, published, archived, "unknown"))
                .build();
        RetentionReport report =
                server.retention.apply(server.retention.plan(rule), item -> items.put(item.name(), item));
        assertThat(report.isComplete()).isTrue();
        assertThat(report.archived()).isEqualTo(3);
        assertThat(items.keySet()).isEqualTo(Set.of("draft", "set", "running", "published", "archived"));
        assertThat(items.get("running")).extracting(RetentionItem::reason).isEqualTo("its status is in_progress");
        assertThat(items.get("archived")).extracting(RetentionItem::reason).isEqualTo("it was archived already");
        assertThat(server.tasks())
                .isEqualTo(Map.of(
                        "draft", "created archived",
                        "set", "completed archived",
                        "running", "in_progress",
                        "published", "published",
                        "archived", "completed archived",
                        "other", "completed"));
    }

    @Test
    void public_tasks_and_those_of_other_tenants_are_left_alone() {
        String shared = server.completed("shared");
        server.call("tasks.make_public", Map.of("ids", List.of(shared)));
        String other = server.fake.addCompany("acme");
        try (var there = server.fake.connect(server.fake.addUser("Ann", Role.ADMIN, other))) {
            there.call("tasks.create", Repeat.UNSAFE, Map.of("name", "foreign", "type", "training"));
        }
        server.age();
        RetentionReport report = server.apply(ARCHIVE);
        assertThat(report.archived()).isZero();
        assertThat(report.kept()).isEqualTo(Map.of("it is public, or the server does not say whose it is", 1));
    }

    @Test
    void an_unknown_project_is_an_error_and_not_an_empty_plan() {
        RetentionRule rule =
                RetentionRule.deleteTasks().projects(List.of("nowhere")).build();
        assertThatThrownBy(() -> server.retention.plan(rule)).isInstanceOf(InvalidIdException.class);
    }

    @Test
    void a_server_without_its_elasticsearch_ends_the_run_after_one_batch() {
        List<String> ids = server.fake.addTasks(250, TaskStatus.COMPLETED);
        server.archive(ids.toArray(String[]::new));
        server.age();
        server.fake.inject(Fault.storeDown().on("tasks.delete_many"));
        List<RetentionItem> each = new ArrayList<>();
        RetentionPlan plan = server.retention.plan(DELETE);
        RetentionReport report = server.retention.apply(plan, each::add);
        assertThat(server.fake.recordedCalls("tasks.delete_many")).hasSize(1);
        assertThat(report.deleted()).isEqualTo(99);
        assertThat(report.isComplete()).isFalse();
        assertThat(report.ended()).hasValueSatisfying(why -> assertThat(why).contains("500/100"));
        assertThat(each).allMatch(item -> item.reason().equals("the server failed then, and may have left its events"));
        assertThat(report.toText()).contains("It ended early, and applied again does the rest: tasks.delete_many");
        server.fake.clearFaults();
        RetentionReport rest = server.retention.apply(plan);
        assertThat(rest.deleted()).isEqualTo(151);
        assertThat(rest.isComplete()).isTrue();
        assertThat(server.tasks()).isEmpty();
    }

    @Test
    void a_lost_reply_is_read_back_and_the_run_goes_on() {
        server.archive(server.fake.addTasks(150, TaskStatus.COMPLETED).toArray(String[]::new));
        server.age();
        RetentionPlan plan = server.retention.plan(DELETE);
        server.fake.inject(Fault.cutResponse().on("tasks.delete_many").times(1));
        RetentionReport report = server.retention.apply(plan);
        assertThat(report.deleted()).isEqualTo(150);
        assertThat(report.isComplete()).isTrue();
        assertThat(server.fake.recordedCalls("tasks.delete_many")).hasSize(2);
    }

    @Test
    void what_cannot_be_read_back_is_unknown() {
        server.completed("one");
        server.age();
        RetentionPlan plan = server.retention.plan(ARCHIVE);
        server.fake.inject(Fault.refusal(500, 0).after(3));
        RetentionReport report = server.retention.apply(plan);
        assertThat(report.unknown()).isEqualTo(1);
        assertThat(report.unfinished()).extracting(RetentionItem::outcome).containsExactly(Outcome.UNKNOWN);
        assertThat(report.isComplete()).isFalse();
    }

    @Test
    void a_run_that_can_do_nothing_at_all_throws() {
        server.completed("one");
        server.age();
        RetentionPlan plan = server.retention.plan(ARCHIVE);
        server.fake.inject(Fault.refusal(400, 12));
        assertThatThrownBy(() -> server.retention.apply(plan)).isInstanceOf(ClearMlException.class);
    }

    @Test
    void a_refusal_for_one_is_in_the_report_with_its_reason_and_the_others_go() {
        List<String> ids = server.fake.addTasks(3, TaskStatus.COMPLETED);
        server.archive(ids.toArray(String[]::new));
        server.age();
        Map<String, ?> refusal = Map.of("codes", List.of(403, 21), "msg", "no access\u001b[31m", "data", Map.of());
        AtomicBoolean isFirst = new AtomicBoolean(true);
        server.fake.stub(
                "tasks.delete_many",
                call -> isFirst.getAndSet(false)
                        ? Map.of(
                                "succeeded", List.of(Map.of("id", ids.get(0), "deleted", true)),
                                "failed", List.of(Map.of("id", ids.get(1), "error", refusal)))
                        : Map.of(
                                "succeeded",
                                List.of(),
                                "failed",
                                ids.stream()
                                        .map(id -> Map.of("id", id, "error", refusal))
                                        .toList()));
        List<RetentionItem> each = new ArrayList<>();
        RetentionReport report = server.retention.apply(server.retention.plan(DELETE), each::add);
        assertThat(report.failed()).isEqualTo(3);
        assertThat(report.unknown()).isZero();
        assertThat(report.unfinished()).hasSize(3);
        assertThat(report.isComplete()).isFalse();
        assertThat(each).extracting(RetentionItem::outcome).contains(Outcome.DELETED, Outcome.FAILED, Outcome.UNKNOWN);
        assertThat(report.toText()).contains("[403, 21] no access").doesNotContain("\u001b");
        assertThat(report.toJson()).contains("\"failed\" : 3", "\"complete\" : false");
    }

    @Test
    void a_server_that_only_says_that_it_deletes_does_not_hold_the_run_for_ever() {
        String id = server.completed("immortal");
        server.age();
        Map<String, ?> lie = Map.of("succeeded", List.of(Map.of("id", id, "deleted", true)), "failed", List.of());
        server.fake.stub("tasks.delete_many", call -> lie);
        RetentionReport report = server.apply(DELETE);
        assertThat(report.ended()).hasValue("each of 10 looks found more that is due");
        assertThat(report.isComplete()).isFalse();
    }

    @Test
    void an_interrupt_ends_the_run_between_two_batches_and_stays_set() {
        server.fake.addTasks(300, TaskStatus.COMPLETED);
        server.age();
        RetentionPlan plan = server.retention.plan(ARCHIVE);
        RetentionReport report;
        try {
            report = server.retention.apply(plan, item -> Thread.currentThread().interrupt());
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(report.archived()).isEqualTo(99);
        assertThat(report.ended()).hasValue("it was interrupted");
        assertThat(server.retention.apply(plan).archived()).isEqualTo(201);
    }

    @Test
    void progress_that_throws_disturbs_nothing() {
        server.completed("one");
        server.age();
        RetentionReport report = server.retention.apply(server.retention.plan(ARCHIVE), item -> {
            throw new AssertionError("progress");
        });
        assertThat(report.isComplete()).isTrue();
        assertThat(report.archived()).isEqualTo(1);
    }

    @Test
    void old_draft_models_go_and_those_in_use_or_published_stay() {
        String project = server.project("zoo");
        String used = server.model("used", Map.of());
        server.task("user", Map.of("models", Map.of("input", List.of(Map.of("name", "in", "model", used)))));
        String maker = server.task("maker", TaskStatus.PUBLISHED, Map.of());
        server.model("of a published task", Map.of("task", maker));
        server.call("models.set_ready", Map.of("model", server.model("published", Map.of())));
        server.model("old", Map.of("project", project));
        server.age().model("young", Map.of());
        RetentionRule rule =
                RetentionRule.deleteModels().olderThan(AgedServer.YEAR).build();
        RetentionPlan plan = server.retention.plan(rule);
        assertThat(plan.due()).isEqualTo(3);
        assertThat(plan.byProject()).containsEntry("zoo", 1);
        assertThat(plan.samples()).extracting(RetentionPlan.Sample::files).containsOnly(1);
        RetentionReport report = server.retention.apply(plan);
        assertThat(server.models().keySet()).isEqualTo(Set.of("used", "of a published task", "published", "young"));
        assertThat(report.kept())
                .isEqualTo(Map.of("a task uses it as input", 1, "the task that made it is published", 1));
        assertThat(writes()).noneMatch(call -> call.endpoint().equals("models.archive_many"));
        server.apply(RetentionRule.deleteModels()
                .olderThan(AgedServer.YEAR)
                .includePublished(true)
                .build());
        assertThat(server.models().keySet()).isEqualTo(Set.of("used", "of a published task", "young"));
        server.apply(RetentionRule.archiveModels().olderThan(AgedServer.YEAR).build());
        assertThat(server.models())
                .isEqualTo(Map.of("used", "draft archived", "of a published task", "draft archived", "young", "draft"));
    }
}
