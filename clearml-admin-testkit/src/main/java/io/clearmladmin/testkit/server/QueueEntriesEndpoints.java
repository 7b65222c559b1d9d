package io.clearmladmin.testkit.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code queues.*}: the tasks that wait. The server has no tasks, so that any id is taken for one. */
final class QueueEntriesEndpoints {

    private final ServerState world;

    QueueEntriesEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        add(endpoints, "get_num_entries", "2.15", this::getNumEntries);
        add(endpoints, "peek_task", "2.15", this::peekTask);
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

    private Object clearQueue(Caller caller, Body body) {
        Queue queue = queue(caller, body);
        List<String> removed = queue.entries.stream().map(Queue.Entry::task).toList();
        queue.entries.clear();
        queue.lastUpdate = world.now();
        return Map.of("removed_tasks", removed);
    }

    private Object addTask(Caller caller, Body body) {
        Queue queue = queue(caller, body);
        String task = body.required("task");
        if (queue.place(task) >= 0) {
            throw new Refusal(400, 706, "Task already queued: task=" + task);
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
        queue.entries.remove(place(queue, body.required("task")));
        queue.lastUpdate = world.now();
        return Map.of("removed", 1);
    }

    private static int count(Body body) {
        Long count = body.number("count");
        return count == null ? 1 : Math.toIntExact(count);
    }

    private Object move(Caller caller, Body body, int steps) {
        Queue queue = queue(caller, body);
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
