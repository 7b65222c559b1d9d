package io.clearmladmin.retention;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.models.Model;
import io.clearmladmin.models.ModelQuery;
import io.clearmladmin.tasks.ArchiveTasks;
import io.clearmladmin.tasks.Task;
import io.clearmladmin.tasks.TaskQuery;
import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A server whose tasks and models have any age. */
final class AgedServer implements AutoCloseable {

    static final Duration YEAR = Duration.ofDays(365);

    final TestClock clock = new TestClock(Instant.parse("2025-01-01T00:00:00Z"));
    final FakeClearMl fake = FakeClearMl.builder().clock(clock).start();
    final ClearMl clearml = fake.connect();
    final Retention retention = Retention.of(clearml, clock);

    /** Lets a year and a day go by. */
    AgedServer age() {
        clock.forward(YEAR.plusDays(1));
        return this;
    }

    String task(String name) {
        return task(name, Map.of());
    }

    String task(String name, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(Map.of("name", name, "type", "training"));
        body.putAll(more);
        return String.valueOf(call("tasks.create", body).get("id"));
    }

    /** A task that has come to this status as tasks do. */
    String task(String name, TaskStatus status, Map<String, ?> more) {
        String id = task(name, more);
        if (status.equals(TaskStatus.CREATED)) {
            return id;
        }
        if (status.equals(TaskStatus.QUEUED)) {
            call("tasks.enqueue", Map.of("task", id));
            return id;
        }
        run(id);
        if (!status.equals(TaskStatus.IN_PROGRESS)) {
            boolean isPublished = status.equals(TaskStatus.PUBLISHED);
            call("tasks." + (isPublished ? "completed" : status.value()), Map.of("task", id));
            if (isPublished) {
                call("tasks.publish", Map.of("task", id));
            }
        }
        return id;
    }

    String completed(String name) {
        return task(name, TaskStatus.COMPLETED, Map.of());
    }

    void run(String task) {
        call("tasks.started", Map.of("task", task, "force", true));
    }

    String model(String name, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(Map.of("name", name, "uri", "s3://bucket/" + name, "ready", false));
        body.putAll(more);
        return String.valueOf(call("models.create", body).get("id"));
    }

    String project(String name) {
        return String.valueOf(call("projects.create", Map.of("name", name)).get("id"));
    }

    void archive(String... tasks) {
        clearml.tasks().archiveMany(ArchiveTasks.builder().ids(List.of(tasks)).build());
    }

    Map<String, Object> call(String endpoint, Map<String, ?> body) {
        return clearml.call(endpoint, Repeat.UNSAFE, body);
    }

    RetentionReport apply(RetentionRule rule) {
        return retention.apply(retention.plan(rule));
    }

    /** What each task is, by its name. */
    Map<String, String> tasks() {
        Map<String, String> all = new TreeMap<>();
        clearml.tasks()
                .getAll(TaskQuery.builder().searchHidden(true).build())
                .forEach(task -> all.put(task.name().orElseThrow(), text(task)));
        return all;
    }

    private static String text(Task task) {
        return task.status().orElseThrow() + (task.isArchived() ? " archived" : "");
    }

    /** What each model is, by its name. */
    Map<String, String> models() {
        Map<String, String> all = new TreeMap<>();
        clearml.models()
                .getAllEx(ModelQuery.builder().build())
                .forEach(model -> all.put(model.name().orElseThrow(), text(model)));
        return all;
    }

    private static String text(Model model) {
        return (model.ready().orElseThrow() ? "published" : "draft") + (model.isArchived() ? " archived" : "");
    }

    static boolean writes(Execution call) {
        return !call.endpoint().matches(".*\\.(get_.*|login|info|endpoints)");
    }

    @Override
    public void close() {
        clearml.close();
        fake.close();
    }
}
