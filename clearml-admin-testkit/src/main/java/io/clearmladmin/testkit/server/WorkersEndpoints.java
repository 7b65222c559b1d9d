package io.clearmladmin.testkit.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code workers.*}: who works. */
final class WorkersEndpoints {

    private static final String SINCE = "2.4";
    private static final long USUAL_TIMEOUT = 600;
    private static final long USUAL_LAST_SEEN = 3600;

    private final ServerState world;

    WorkersEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        endpoints.add("workers.register", SINCE, Endpoints.ANYONE, this::register);
        endpoints.add("workers.unregister", SINCE, Endpoints.ANYONE, this::unregister);
        endpoints.add("workers.status_report", SINCE, Endpoints.ANYONE, this::statusReport);
        endpoints.add("workers.get_all", SINCE, Endpoints.ANYONE, this::getAll);
        endpoints.add("workers.get_count", Endpoints.ANYONE, this::getCount);
        new WorkerStatsEndpoints(world).register(endpoints);
    }

    private Object register(Caller caller, Body body) {
        Long timeout = body.number("timeout");
        if (timeout != null && timeout < 0) {
            throw new Refusal(400, 1002, "Worker registration failed (invalid timeout): timeout=" + timeout);
        }
        Worker worker = new Worker(
                body.required("worker"),
                caller.company(),
                caller.user(),
                world.now(),
                timeout == null ? USUAL_TIMEOUT : timeout);
        for (String queue : body.textsOrNone("queues")) {
            Queue known = world.queues.get(queue);
            if (known == null || !known.company.equals(caller.company())) {
                throw new Refusal(400, 701, "Invalid queue id: id=" + queue + ", company=" + caller.company());
            }
        }
        worker.queues = body.textsOrNone("queues");
        worker.tags = body.textsOrNone("tags");
        worker.systemTags = body.textsOrNone("system_tags");
        if (world.workers.put(worker.key(), worker) == null) {
            world.log(worker, "registered");
        }
        return Map.of();
    }

    private Object unregister(Caller caller, Body body) {
        String id = body.required("worker");
        Worker worker = world.workers.remove(Worker.key(caller.company(), caller.user(), id));
        if (worker != null) {
            world.log(worker, "unregistered");
        }
        return Map.of();
    }

    private Object statusReport(Caller caller, Body body) {
        String id = body.required("worker");
        body.requiredTime("timestamp");
        Task reported = body.has("task") ? world.tasks.get(body.required("task")) : null;
        if (reported != null && !reported.owner.equals(caller.company())) {
            throw TaskLifecycle.unknown(caller, reported.id);
        }
        Worker worker = world.workers.computeIfAbsent(
                Worker.key(caller.company(), caller.user(), id),
                key -> new Worker(id, caller.company(), caller.user(), world.now(), USUAL_TIMEOUT));
        worker.lastActivity = world.now();
        worker.lastReport = world.now();
        worker.task = body.text("task");
        Task task = worker.task == null ? null : world.tasks.get(worker.task);
        if (task != null) {
            task.lastWorker = id;
            task.lastWorkerReport = world.now();
            task.lastUpdate = world.now();
        }
        worker.queue = body.text("queue");
        if (body.has("queues")) {
            worker.queues = body.requiredTexts("queues");
        }
        if (body.has("tags")) {
            worker.tags = body.requiredTexts("tags");
        }
        if (body.has("system_tags")) {
            worker.systemTags = body.requiredTexts("system_tags");
        }
        boolean hasTask = worker.task != null;
        worker.reports.add(new Worker.Report(world.now(), hasTask, body.objectOrNone("machine_stats")));
        return Map.of();
    }

    private List<Worker> wanted(Caller caller, Body body, long usualLastSeen) {
        Long given = body.number("last_seen");
        long lastSeen = given == null ? usualLastSeen : given;
        String pattern = body.text("worker_pattern");
        Pattern name = pattern == null ? null : glob(pattern);
        Instant oldest = world.now().minus(Duration.ofSeconds(lastSeen));
        return world.workersOf(caller.company()).stream()
                .filter(worker -> lastSeen <= 0 || !worker.lastActivity.isBefore(oldest))
                .filter(worker -> name == null || name.matcher(worker.id).matches())
                .filter(worker -> QueuesEndpoints.hasTags(worker.tags, body.filter("tags")))
                .filter(worker -> QueuesEndpoints.hasTags(worker.systemTags, body.filter("system_tags")))
                .toList();
    }

    private static Pattern glob(String pattern) {
        return Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
    }

    private Object getCount(Caller caller, Body body) {
        return Map.of("count", wanted(caller, body, 0).size());
    }

    private Object getAll(Caller caller, Body body) {
        Company company = world.companyOf(caller);
        return Map.of(
                "workers",
                wanted(caller, body, USUAL_LAST_SEEN).stream()
                        .map(worker -> listed(worker, company))
                        .toList());
    }

    private Map<String, Object> listed(Worker worker, Company company) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", worker.id);
        answer.put("key", worker.key());
        answer.put("company", Map.of("id", company.id, "name", company.name));
        answer.put("user", user(worker.user));
        answer.put("ip", "127.0.0.1");
        answer.put("register_time", Wire.date(worker.registered));
        answer.put("register_timeout", worker.timeoutSeconds);
        answer.put("last_activity_time", Wire.date(worker.lastActivity));
        answer.put("tags", worker.tags);
        answer.put("system_tags", worker.systemTags);
        List<Map<String, Object>> queues = new ArrayList<>();
        worker.queues.forEach(id -> queues.add(queue(id)));
        answer.put("queues", queues);
        if (worker.lastReport != null) {
            answer.put("last_report_time", Wire.date(worker.lastReport));
        }
        if (worker.task != null) {
            answer.put("task", named(worker.task));
        }
        if (worker.queue != null) {
            answer.put("queue", queue(worker.queue));
        }
        return answer;
    }

    private Map<String, Object> user(String id) {
        @Nullable Account account = world.accounts.get(id);
        return account == null ? Map.of("id", id) : Map.of("id", id, "name", account.name());
    }

    private Map<String, Object> named(String task) {
        Map<String, Object> named = new LinkedHashMap<>(Map.of("id", task));
        Object name = world.documentOf(new Ref(Ref.Kind.TASK, task)).get("name");
        if (name != null) {
            named.put("name", name);
        }
        return named;
    }

    private Map<String, Object> queue(String id) {
        Map<String, Object> answer = new LinkedHashMap<>(Map.of("id", id));
        Queue queue = world.queues.get(id);
        if (queue != null) {
            answer.put("name", queue.name);
            answer.put("num_tasks", queue.entries.size());
            if (queue.displayName != null) {
                answer.put("display_name", queue.displayName);
            }
            if (!queue.entries.isEmpty()) {
                answer.put("next_task", named(queue.entries.get(0).task()));
            }
        }
        return answer;
    }
}
