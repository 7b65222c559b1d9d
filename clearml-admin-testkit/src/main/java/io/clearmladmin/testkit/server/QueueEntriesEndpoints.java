package io.clearmladmin.testkit.server;

import io.clearmladmin.tasks.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code queues.*}: the tasks that wait. As on the real server, an entry need not be of a task that exists. */
final class QueueEntriesEndpoints {

    private final ServerState world;
    private final TaskLifecycle lifecycle;

    QueueEntriesEndpoints(ServerState world) {
        this.world = world;
        this.lifecycle = new TaskLifecycle(world);
    }

    void register(Endpoints endpoints) {
        add(endpoints, "get_num_entries", "2.15", this::getNumEntries);
        add(endpoints, "peek_task", "2.15", this::peekTask);
        add(endpoints, "get_next_task", "1.0", this::getNextTask);
        add(endpoints, "clear_queue", "1.0", this::clearQueue);
        add(endpoints, "add_task", "2.4", this::addTask);
        add(endpoints, "remove_task", "2.4", this::removeTask);
        add(endpoints, "move_task_forward", "2.4", (caller, body) -> move(caller, body, -count(body)));
        add(endpoints, "move_task_backward", "2.4", (caller, body) -> move(caller, body, count(body)));
        add(endpoints, "move_task_to_front", "2.4", (caller, body) -> move(caller, body, Integer.MIN_VALUE));
        add(endpoints, "move_task_to_back", "2.4", (caller, body) -> move(caller, body, Integer.MAX_VALUE));
        add(endpoints, "get_queue_metrics", "2.4", this::getQueueMetrics);
    }

    private static void add(Endpoints endpoints, String action, String since, Endpoint.Action run) {
        endpoints.add("queues." + action, since, Endpoints.ANYONE, run);
    }

    private Queue queue(Caller caller, Body body) {
        return QueuesEndpoints.queue(world, caller, body);
    }

    private Object getNumEntries(Caller caller, Body body) {
        return Map.of("num", queue(caller, body).entries.size());
    }

    private Object peekTask(Caller caller, Body body) {
        Queue queue = queue(caller, body);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("task", queue.entries.isEmpty() ? null : queue.entries.get(0).task());
        return answer;
    }

    private Object getNextTask(Caller caller, Body body) {
        Queue queue = queue(caller, body);
        if (queue.entries.isEmpty()) {
            return Map.of();
        }
        Queue.Entry next = queue.entries.remove(0);
        queue.lastUpdate = world.now();
        Task task = world.tasks.get(next.task());
        if (task != null && task.status.equals(TaskStatus.STOPPED)) {
            // As the real server does: whoever stopped it a moment ago was too late.
            lifecycle.change(task, TaskStatus.QUEUED, TaskLifecycle.Change.of(caller, body));
        }
        return Map.of("entry", QueuesEndpoints.entry(next));
    }

    private Object clearQueue(Caller caller, Body body) {
        Queue queue = queue(caller, body);
        List<String> removed = lifecycle.giveBack(queue, caller, "Queue " + queue.id + " was cleared");
        queue.entries.clear();
        queue.lastUpdate = world.now();
        return Map.of("removed_tasks", removed);
    }

    private Object addTask(Caller caller, Body body) {
        Queue queue = queue(caller, body);
        String task = body.required("task");
        if (queue.place(task) >= 0) {
            throw new Refusal(400, 706, "Failed adding task to queue since task is already queued: task=" + task);
        }
        Task known = world.tasks.get(task);
        if (known != null && body.flag("update_execution_queue", true)) {
            known.queue = queue.id;
        }
        queue.entries.add(new Queue.Entry(task, world.now()));
        queue.lastUpdate = world.now();
        return Map.of("added", 1);
    }

    private int place(Queue queue, String task) {
        int place = queue.place(task);
        if (place < 0) {
            throw new Refusal(400, 703, "Task is not queued: task=" + task + ", queue=" + queue.id);
        }
        return place;
    }

    private Object removeTask(Caller caller, Body body) {
        Queue queue = queue(caller, body);
        String id = body.required("task");
        queue.entries.remove(place(queue, id));
        Task task = world.tasks.get(id);
        if (task != null && task.status.equals(TaskStatus.QUEUED) && body.flag("update_task_status", false)) {
            lifecycle.dequeue(task, null, false, TaskLifecycle.Change.of(caller, body));
        }
        queue.lastUpdate = world.now();
        return Map.of("removed", 1);
    }

    private static int count(Body body) {
        Long count = body.number("count");
        return count == null ? 1 : Math.toIntExact(count);
    }

    private Object move(Caller caller, Body body, int steps) {
        Queue queue = world.queues.get(body.required("queue"));
        if (queue == null || !queue.company.equals(caller.company())) {
            throw new Refusal(400, 703, "Invalid queue id or task not in queue: task=" + body.required("task"));
        }
        int from = place(queue, body.required("task"));
        int to = (int) Math.max(0, Math.min(queue.entries.size() - 1L, (long) from + steps));
        queue.entries.add(to, queue.entries.remove(from));
        return Map.of("position", to);
    }

    private Object getQueueMetrics(Caller caller, Body body) {
        List<Instant> times = Buckets.of(body);
        List<String> ids = body.filter("queue_ids");
        List<Map<String, Object>> metrics = new ArrayList<>();
        if (ids.isEmpty()) {
            int total = world.queues.values().stream()
                    .filter(queue -> queue.company.equals(caller.company()))
                    .mapToInt(queue -> queue.entries.size())
                    .sum();
            metrics.add(metrics("total", times, total));
        }
        for (String id : ids) {
            Queue queue = world.queues.get(id);
            if (queue != null && queue.company.equals(caller.company())) {
                metrics.add(metrics(id, times, queue.entries.size()));
            }
        }
        return Map.of("queues", metrics);
    }

    private static Map<String, Object> metrics(String queue, List<Instant> times, int length) {
        return Map.of(
                "queue", queue,
                "dates", Buckets.seconds(times),
                "avg_waiting_times", times.stream().map(time -> 0).toList(),
                "queue_lengths", times.stream().map(time -> length).toList());
    }
}
