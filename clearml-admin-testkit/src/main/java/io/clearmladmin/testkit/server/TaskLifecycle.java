package io.clearmladmin.testkit.server;

import io.clearmladmin.tasks.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be done to tasks, and what it does to their status and to the queues. */
final class TaskLifecycle {

    static final Set<String> STATUSES = Set.of(
            "created",
            "queued",
            "in_progress",
            "stopped",
            "published",
            "publishing",
            "closed",
            "failed",
            "completed",
            "unknown");

    private final ServerState world;

    TaskLifecycle(ServerState world) {
        this.world = world;
    }

    /** What is written with a change of the status. */
    record Change(Caller caller, String reason, String message, boolean isForced) {

        static Change of(Caller caller, Body body) {
            return new Change(
                    caller,
                    Objects.requireNonNullElse(body.text("status_reason"), ""),
                    Objects.requireNonNullElse(body.text("status_message"), ""),
                    body.flag("force", false));
        }

        Change forced() {
            return new Change(caller, reason, message, true);
        }

        Change with(String otherReason, String otherMessage) {
            return new Change(caller, otherReason, otherMessage, isForced);
        }
    }

    /** A task that the caller may change. */
    Task writable(Caller caller, String id) {
        Task task = world.tasks.get(id);
        if (task == null || !task.isVisible(caller.company())) {
            throw unknown(caller, id);
        }
        if (task.isPublic) {
            throw new Refusal(
                    403,
                    21,
                    "Forbidden (modification not allowed) (cannot modify public task(s), ids=('" + id + "',))");
        }
        return task;
    }

    static Refusal unknown(Caller caller, String id) {
        return new Refusal(400, 101, "Invalid task id: id=" + id + ", company=" + caller.company())
                .with(Map.of("id", id, "company", caller.company()));
    }

    /** All of them, or none is. */
    List<Task> allWritable(Caller caller, List<String> ids) {
        List<String> missing = ids.stream()
                .filter(id -> !world.tasks.containsKey(id)
                        || !Objects.requireNonNull(world.tasks.get(id)).isVisible(caller.company()))
                .toList();
        if (!missing.isEmpty()) {
            throw new Refusal(400, 101, "Invalid task id: ids=(" + String.join(", ", missing) + ")");
        }
        return ids.stream().map(id -> writable(caller, id)).toList();
    }

    /** Changes the status as far as it may be, and returns what was set. */
    Map<String, @Nullable Object> change(Task task, TaskStatus to, Change change) {
        if (task.status.equals(TaskStatus.UNKNOWN)) {
            throw new Refusal(500, 1, "Task status machine has no state 'unknown'");
        }
        if (!STATUSES.contains(task.status.value())) {
            throw new Refusal(500, 0, "");
        }
        boolean isAllowed = task.status.equals(to)
                ? !to.equals(TaskStatus.PUBLISHED)
                : task.status.following().contains(to);
        if (!isAllowed && !change.isForced()) {
            throw refused(task.status, to);
        }
        return set(task, to, change);
    }

    private static Refusal refused(TaskStatus from, TaskStatus to) {
        return new Refusal(
                        400,
                        110,
                        "Invalid task status (Invalid status change): current_status=" + from + ", new_status=" + to)
                .with(Map.of("current_status", from.value(), "new_status", to.value()));
    }

    private Map<String, @Nullable Object> set(Task task, TaskStatus to, Change change) {
        Instant now = world.now();
        task.status = to;
        task.statusReason = change.reason();
        task.statusMessage = change.message();
        task.statusChanged = now;
        task.lastUpdate = now;
        touch(task, change.caller());
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("status", to.value());
        fields.put("status_reason", change.reason());
        fields.put("status_message", change.message());
        for (String time : List.of("status_changed", "last_update", "last_change")) {
            fields.put(time, Wire.date(now));
        }
        fields.put("last_changed_by", change.caller().user());
        return fields;
    }

    void touch(Task task, Caller caller) {
        task.lastChange = world.now();
        task.lastChangedBy = caller.user();
        Project project = task.project == null ? null : world.projects.get(task.project);
        if (project != null) {
            project.lastUpdate = world.now();
        }
    }

    /** Stops a task at once, or asks its worker to. */
    Map<String, @Nullable Object> stop(Task task, Change change) {
        TaskStatus status = task.status;
        if (status.equals(TaskStatus.QUEUED)) {
            leaveQueue(task);
        } else if (!status.equals(TaskStatus.CREATED)
                && !status.equals(TaskStatus.UNKNOWN)
                && task.isLive(world.now())) {
            return set(task, status, change.with(change.reason(), "stopping"));
        }
        Account account = world.accounts.get(change.caller().user());
        String name = account == null ? change.caller().user() : account.name();
        return change(task, TaskStatus.STOPPED, change.with(change.reason(), "Stopped by " + name));
    }

    /** Stops the steps of a pipeline, whatever their status. */
    void stopSteps(Task controller, Change change) {
        children(controller).forEach(step -> stop(step, change.forced()));
    }

    List<Task> children(Task parent) {
        return world.childrenOf(parent.id).stream()
                .filter(task -> task.owner.equals(parent.owner))
                .toList();
    }

    /** Takes a task out of the queue that it names. */
    boolean leaveQueue(Task task) {
        Queue queue = task.queue == null ? null : world.queues.get(task.queue);
        boolean wasThere =
                queue != null && queue.entries.removeIf(entry -> entry.task().equals(task.id));
        if (wasThere && queue != null) {
            queue.lastUpdate = world.now();
        }
        return wasThere;
    }

    boolean leaveAllQueues(String task, String company) {
        boolean wasThere = false;
        for (Queue queue : world.queues.values()) {
            wasThere |= queue.company.equals(company)
                    && queue.entries.removeIf(entry -> entry.task().equals(task));
        }
        return wasThere;
    }

    /** Puts a task in a queue, and takes it out of all others. */
    Map<String, @Nullable Object> enqueue(Task task, Queue queue, Change change) {
        TaskStatus before = task.status;
        TaskStatus remembered = task.enqueueStatus;
        Map<String, @Nullable Object> fields = change(task, TaskStatus.QUEUED, change);
        if (queue.place(task.id) >= 0) {
            set(task, before, change.with("failed enqueueing", ""));
            task.enqueueStatus = null;
            throw new Refusal(400, 706, "Failed adding task to queue since task is already queued: task=" + task.id)
                    .with(Map.of("task", task.id));
        }
        leaveAllQueues(task.id, task.owner);
        queue.entries.add(new Queue.Entry(task.id, world.now()));
        queue.lastUpdate = world.now();
        task.systemTags.remove("development");
        task.enqueueStatus = before;
        task.queue = queue.id;
        fields.put("enqueue_status", before.value());
        fields.put("execution.queue", queue.id);
        if (remembered != null && before.equals(TaskStatus.QUEUED)) {
            task.enqueueStatus = remembered;
        }
        return fields;
    }

    /** Throws a waiting or running task back; does nothing to others. */
    Map<String, @Nullable Object> dequeue(Task task, @Nullable TaskStatus wanted, boolean fromAll, Change change) {
        if (fromAll) {
            leaveAllQueues(task.id, task.owner);
        } else {
            leaveQueue(task);
        }
        if (!task.status.isActive()) {
            return Map.of();
        }
        TaskStatus before = task.enqueueStatus == null ? TaskStatus.CREATED : task.enqueueStatus;
        Map<String, @Nullable Object> fields = set(task, wanted == null ? before : wanted, change);
        task.enqueueStatus = null;
        task.queue = null;
        fields.put("enqueue_status", null);
        return fields;
    }

    /** Gives the tasks that name this queue the status they had before, whatever they do now; returns which. */
    List<String> giveBack(Queue queue, Caller caller, String reason) {
        List<String> given = new ArrayList<>();
        for (Queue.Entry entry : List.copyOf(queue.entries)) {
            Task task = world.tasks.get(entry.task());
            if (task == null) {
                given.add(entry.task()); // any id stands for a task
            } else if (queue.id.equals(task.queue)) {
                given.add(task.id);
                dequeue(task, null, false, new Change(caller, reason, "", true));
                task.queue = null;
            }
        }
        return given;
    }

    /** Archives a task: it leaves its queues, and stops if it runs. */
    void archive(Task task, Change change) {
        if (task.status.equals(TaskStatus.QUEUED)) {
            dequeue(task, null, true, change);
        } else if (task.status.equals(TaskStatus.IN_PROGRESS)) {
            change(task, TaskStatus.STOPPED, change);
        }
        if (!task.isArchived()) {
            task.systemTags.add(Task.ARCHIVED);
        }
        touch(task, change.caller());
    }

    void unarchive(Task task, Change change) {
        task.systemTags.remove(Task.ARCHIVED);
        touch(task, change.caller());
    }

    /** What is left of a task and its models where they were deleted. */
    record Removal(
            int children, int updatedModels, int deletedModels, List<String> modelUrls, List<String> artifacts) {}

    /** Deletes a task with its draft models. */
    Removal delete(Task task, boolean isForced, boolean withModels, Caller caller) {
        boolean isAllowed = task.status.equals(TaskStatus.CREATED) || task.isArchived() || isForced;
        if (!isAllowed) {
            throw new Refusal(
                            400,
                            123,
                            "Task cannot be deleted (due to status, use force=True): task=" + task.id
                                    + ", expected=created, current=" + task.status)
                    .with(Map.of("task", task.id, "expected", "created", "current", task.status.value()));
        }
        requireNothingPublished(task, isForced);
        if (task.status.isActive()) {
            dequeue(task, null, true, new Change(caller, "", "", true));
        }
        List<Task> children = children(task);
        children.forEach(child -> world.setParent(child, gone(task.id)));
        List<String> modelUrls = new ArrayList<>();
        int updated = 0;
        int deleted = 0;
        for (Model model : outputs(task)) {
            modelUrls.add(model.uri);
            if (withModels && !model.isReady) {
                world.models.remove(model.id);
                deleted++;
            } else {
                model.task = gone(task.id);
                updated++;
            }
        }
        world.tasks.remove(task.id);
        return new Removal(children.size(), updated, deleted, modelUrls, List.copyOf(task.artifacts));
    }

    void requireNothingPublished(Task task, boolean isForced) {
        boolean hasChildren = children(task).stream().anyMatch(child -> child.status.equals(TaskStatus.PUBLISHED));
        boolean hasModels = outputs(task).stream().anyMatch(model -> model.isReady);
        if (!isForced && (hasChildren || hasModels)) {
            throw new Refusal(
                            400,
                            123,
                            "Task cannot be deleted (has children or models that are published, use force=True): task="
                                    + task.id)
                    .with(Map.of("task", task.id));
        }
    }

    List<Model> outputs(Task task) {
        return world.models.values().stream()
                .filter(model -> task.id.equals(model.task))
                .toList();
    }

    static String gone(String id) {
        return "__DELETED__" + id;
    }

    /** Back to the beginning. */
    Map<String, @Nullable Object> reset(Task task, Change change) {
        boolean isFinal = task.status.equals(TaskStatus.PUBLISHED) || task.status.equals(TaskStatus.PUBLISHING);
        if (isFinal && !change.isForced()) {
            throw new Refusal(400, 110, "Invalid task status: task_id=" + task.id + ", status=" + task.status)
                    .with(Map.of("task_id", task.id, "status", task.status.value()));
        }
        requireNothingPublished(task, change.isForced());
        leaveAllQueues(task.id, task.owner);
        Map<String, @Nullable Object> fields =
                change(task, TaskStatus.CREATED, change.forced().with("reset", "reset"));
        task.queue = null;
        task.enqueueStatus = null;
        task.started = null;
        task.completed = null;
        task.published = null;
        task.lastWorker = null;
        task.lastWorkerReport = null;
        task.runtime.clear();
        task.artifacts.clear();
        task.log.clear();
        return fields;
    }
}
