package io.clearmladmin.testkit.server;

import io.clearmladmin.tasks.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** {@code events.*}: what tasks printed. Other kinds of events are not kept. */
final class EventsEndpoints {

    private static final long USUAL_BATCH = 5000;

    private final ServerState world;

    EventsEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        add(endpoints, "add", "1.0", this::add);
        add(endpoints, "get_task_log", "2.9", this::getTaskLog);
        add(endpoints, "download_task_log", "1.0", this::downloadTaskLog);
        add(endpoints, "delete_for_task", "1.0", this::deleteForTask);
        add(endpoints, "delete_for_model", "1.0", this::deleteForModel);
        add(endpoints, "clear_task_log", "1.0", this::clearTaskLog);
    }

    private static void add(Endpoints endpoints, String action, String since, Endpoint.Action run) {
        endpoints.add("events." + action, since, Endpoints.ANYONE, run);
    }

    private Task task(Caller caller, Body body, boolean isRead) {
        String id = body.required("task");
        Task task = world.tasks.get(id);
        if (task == null || !task.owner.equals(caller.company())) {
            throw isRead
                    ? new Refusal(400, 101, "Invalid task id: ids=(" + id + ")")
                    : TaskLifecycle.unknown(caller, id);
        }
        return task;
    }

    private Task unlocked(Caller caller, Body body) {
        Task task = task(caller, body, false);
        boolean isLocked = task.status.equals(TaskStatus.PUBLISHED) || task.status.equals(TaskStatus.PUBLISHING);
        if (isLocked && !body.flag("allow_locked", false)) {
            throw new Refusal(400, 101, "Invalid task id (Cannot update events for a published task): id=" + task.id);
        }
        return task;
    }

    private Object add(Caller caller, Body body) {
        Task task = task(caller, body, false);
        Long time = body.number("timestamp");
        task.log.add(new Task.Line(
                time == null ? world.now() : Instant.ofEpochMilli(time),
                Objects.requireNonNullElse(body.text("worker"), ""),
                Objects.requireNonNullElse(body.text("level"), "info"),
                Objects.requireNonNullElse(body.text("msg"), ""),
                body.text("metric")));
        return Map.of("added", 1, "errors", 0, "errors_info", Map.of());
    }

    private Object getTaskLog(Caller caller, Body body) {
        Task task = task(caller, body, true);
        boolean isEarlier = body.flag("navigate_earlier", true);
        Long from = body.number("from_timestamp");
        Long size = body.number("batch_size");
        Comparator<Task.Line> order = Comparator.comparing(Task.Line::time);
        boolean isDescending = body.has("order") ? "desc".equals(body.text("order")) : isEarlier;
        List<Map<String, Object>> lines = task.log.stream()
                .sorted(isEarlier ? order.reversed() : order)
                .filter(line -> from == null
                        || (isEarlier
                                ? line.time().toEpochMilli() < from
                                : line.time().toEpochMilli() > from))
                .limit(size == null ? USUAL_BATCH : size)
                .sorted(isDescending ? order.reversed() : order)
                .map(line -> shown(task, line))
                .toList();
        return Map.of("events", lines, "returned", lines.size(), "total", task.log.size());
    }

    private static Map<String, Object> shown(Task task, Task.Line line) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("timestamp", line.time().toEpochMilli());
        shown.put("type", "log");
        shown.put("task", task.id);
        shown.put("worker", line.worker());
        shown.put("level", line.level());
        shown.put("msg", line.text());
        if (line.metric() != null) {
            shown.put("metric", line.metric());
        }
        return shown;
    }

    private Object downloadTaskLog(Caller caller, Body body) {
        Task task = task(caller, body, true);
        String text = task.log.stream().map(line -> line.text() + "\n").collect(Collectors.joining());
        return Answer.file("task_" + task.id + ".log", "text/plain", text);
    }

    private Object deleteForTask(Caller caller, Body body) {
        Task task = unlocked(caller, body);
        int deleted = task.log.size();
        task.log.clear();
        return Map.of("deleted", deleted);
    }

    // Models have no events here.
    private Object deleteForModel(Caller caller, Body body) {
        String id = body.required("model");
        Model model = world.models.get(id);
        boolean isLocked = model != null && model.isReady && !body.flag("allow_locked", false);
        if (model == null || !model.owner.equals(caller.company()) || isLocked) {
            throw new Refusal(400, 201, "Invalid model id: id=" + id + ", company=" + caller.company());
        }
        return Map.of("deleted", 0);
    }

    private Object clearTaskLog(Caller caller, Body body) {
        Task task = unlocked(caller, body);
        Long kept = body.number("threshold_sec");
        Instant limit = kept == null ? Instant.MAX : world.now().minusSeconds(kept);
        List<String> only = body.filter("include_metrics");
        List<String> without = body.filter("exclude_metrics");
        List<Task.Line> cleared = new ArrayList<>();
        task.log.stream()
                .filter(line -> line.time().isBefore(limit))
                .filter(line -> only.isEmpty() || only.contains(String.valueOf(line.metric())))
                .filter(line -> !without.contains(String.valueOf(line.metric())))
                .forEach(cleared::add);
        task.log.removeAll(cleared);
        return Map.of("deleted", cleared.size());
    }
}
