package io.clearmladmin.testkit.server;

import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.testkit.server.TaskLifecycle.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code tasks.*}: what changes the status of tasks. */
final class TaskStatusEndpoints {

    private final ServerState world;
    private final TaskLifecycle lifecycle;

    TaskStatusEndpoints(ServerState world) {
        this.world = world;
        this.lifecycle = new TaskLifecycle(world);
    }

    void register(Endpoints endpoints) {
        add(endpoints, "stop", this::stop);
        add(endpoints, "stop_many", this::stopMany);
        add(endpoints, "stopped", (caller, body) -> ended(caller, body, TaskStatus.STOPPED));
        add(endpoints, "failed", (caller, body) -> ended(caller, body, TaskStatus.FAILED));
        add(endpoints, "close", (caller, body) -> ended(caller, body, TaskStatus.CLOSED));
        endpoints.add("tasks.completed", "2.2", Endpoints.ANYONE, this::completed);
        add(endpoints, "started", this::started);
        add(endpoints, "publish", this::publish);
        add(endpoints, "publish_many", this::publishMany);
        add(endpoints, "enqueue", this::enqueue);
        add(endpoints, "enqueue_many", this::enqueueMany);
        add(endpoints, "dequeue", this::dequeue);
        add(endpoints, "dequeue_many", this::dequeueMany);
    }

    private static void add(Endpoints endpoints, String action, Endpoint.Action run) {
        endpoints.add("tasks." + action, "1.0", Endpoints.ANYONE, run);
    }

    private static Map<String, @Nullable Object> updated(Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("updated", fields.isEmpty() ? 0 : 1);
        answer.put("fields", fields);
        return answer;
    }

    private Map<String, @Nullable Object> stop(Caller caller, Body body, String id) {
        Task task = lifecycle.writable(caller, id);
        Change change = Change.of(caller, body);
        Map<String, @Nullable Object> answer = updated(lifecycle.stop(task, change));
        if (body.flag("include_pipeline_steps", false) && task.type.equals("controller")) {
            lifecycle.stopSteps(task, change);
        }
        return answer;
    }

    private Object stop(Caller caller, Body body) {
        return stop(caller, body, body.required("task"));
    }

    private Object stopMany(Caller caller, Body body) {
        return Batch.of(body.textsOrNone("ids"), id -> stop(caller, body, id));
    }

    private Object ended(Caller caller, Body body, TaskStatus status) {
        Task task = lifecycle.writable(caller, body.required("task"));
        Map<String, @Nullable Object> fields = lifecycle.change(task, status, Change.of(caller, body));
        if (!status.equals(TaskStatus.CLOSED)) {
            task.completed = world.now();
            fields.put("completed", Wire.date(world.now()));
        }
        return updated(fields);
    }

    private Object completed(Caller caller, Body body) {
        Task task = lifecycle.writable(caller, body.required("task"));
        Map<String, @Nullable Object> fields = lifecycle.change(task, TaskStatus.COMPLETED, Change.of(caller, body));
        task.completed = world.now();
        fields.put("completed", Wire.date(world.now()));
        Map<String, @Nullable Object> answer = updated(fields);
        boolean isPublished = body.flag("publish", false);
        if (isPublished) {
            publish(caller, body, task.id, true);
        }
        answer.put("published", isPublished ? 1 : 0);
        return answer;
    }

    private Object started(Caller caller, Body body) {
        String id = body.required("task");
        if (!world.tasks.containsKey(id)) {
            throw new Refusal(400, 10, "Invalid object id: task=None");
        }
        Task task = lifecycle.writable(caller, id);
        boolean isNew = !task.status.equals(TaskStatus.IN_PROGRESS);
        Map<String, @Nullable Object> fields = lifecycle.change(task, TaskStatus.IN_PROGRESS, Change.of(caller, body));
        task.completed = null;
        if (isNew) {
            task.started = world.now();
            fields.put("started", Wire.date(world.now()));
        }
        Map<String, @Nullable Object> answer = updated(fields);
        answer.put("started", 1);
        return answer;
    }

    private Map<String, @Nullable Object> publish(Caller caller, Body body, String id, boolean withModel) {
        Task task = lifecycle.writable(caller, id);
        Map<String, @Nullable Object> fields = lifecycle.change(task, TaskStatus.PUBLISHED, Change.of(caller, body));
        task.published = world.now();
        if (withModel) {
            lifecycle.outputs(task).forEach(model -> model.isReady = true);
        }
        fields.put("published", Wire.date(world.now()));
        fields.put("output", Map.of());
        return updated(fields);
    }

    private Object publish(Caller caller, Body body) {
        return publish(caller, body, body.required("task"), body.flag("publish_model", true));
    }

    private Object publishMany(Caller caller, Body body) {
        return Batch.of(body, id -> publish(caller, body, id, body.flag("publish_model", true)));
    }

    private Queue queue(Caller caller, Body body) {
        String id = body.text("queue");
        String name = body.text("queue_name");
        if (id != null && name != null) {
            throw Refusal.validation("Either queue id or queue name should be provided");
        }
        List<Queue> own = world.queues.values().stream()
                .filter(queue -> queue.company.equals(caller.company()))
                .toList();
        if (name != null) {
            return own.stream()
                    .filter(queue -> queue.name.equals(name))
                    .findFirst()
                    .orElseGet(() -> made(caller, name));
        }
        if (id == null) {
            return own.stream()
                    .filter(queue -> queue.systemTags.contains("default"))
                    .findFirst()
                    .orElseThrow(
                            () -> new Refusal(400, 707, "No queue is tagged as the default queue for this company"));
        }
        return own.stream()
                .filter(queue -> queue.id.equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new Refusal(400, 701, "Invalid queue id: id=" + id + ", company=" + caller.company()));
    }

    private Queue made(Caller caller, String name) {
        Queue queue = new Queue(ServerState.newId(), caller.company(), caller.user(), name, world.now());
        world.queues.put(queue.id, queue);
        return queue;
    }

    private Object enqueue(Caller caller, Body body) {
        Task task = lifecycle.writable(caller, body.required("task"));
        Queue queue = queue(caller, body);
        Map<String, @Nullable Object> answer = updated(lifecycle.enqueue(task, queue, Change.of(caller, body)));
        answer.put("queued", 1);
        return watched(answer, queue, body);
    }

    private Object enqueueMany(Caller caller, Body body) {
        body.requiredTexts("ids");
        Queue queue = queue(caller, body);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>(Batch.of(body, id -> {
            Map<String, @Nullable Object> item =
                    updated(lifecycle.enqueue(lifecycle.writable(caller, id), queue, Change.of(caller, body)));
            item.put("queued", true);
            return item;
        }));
        return watched(answer, queue, body);
    }

    private Object watched(Map<String, @Nullable Object> answer, Queue queue, Body body) {
        if (body.flag("verify_watched_queue", false)) {
            answer.put(
                    "queue_watched",
                    world.workersOf(queue.company).stream().anyMatch(worker -> worker.queues.contains(queue.id)));
        }
        return answer;
    }

    private Map<String, @Nullable Object> dequeue(Caller caller, Body body, String id) {
        String status = body.text("new_status");
        if (status != null && !TaskLifecycle.STATUSES.contains(status)) {
            throw Refusal.validation("Invalid task status: " + status);
        }
        Task known = world.tasks.get(id);
        if (known == null || !known.isVisible(caller.company())) {
            lifecycle.leaveAllQueues(id, caller.company());
            return updated(Map.of());
        }
        Task task = lifecycle.writable(caller, id);
        return updated(lifecycle.dequeue(
                task,
                status == null ? null : new TaskStatus(status),
                body.flag("remove_from_all_queues", false),
                Change.of(caller, body)));
    }

    private Object dequeue(Caller caller, Body body) {
        Map<String, @Nullable Object> answer = dequeue(caller, body, body.required("task"));
        answer.put("dequeued", 1);
        return answer;
    }

    private Object dequeueMany(Caller caller, Body body) {
        return Batch.of(body, id -> {
            Map<String, @Nullable Object> item = dequeue(caller, body, id);
            item.put("dequeued", true);
            return item;
        });
    }
}
