package io.clearmladmin.testkit.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.tasks.TaskStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tasks, projects, models and queues as they must have been for a recorded exchange: read off its reply. */
final class AdministrationWorld {

    private static final String NOBODY = "00000000000000000000000000000000";
    private static final Pattern FROM = Pattern.compile("20-(?:transition|force)-([a-z_]+)-(\\w+)");
    private static final Pattern CURRENT = Pattern.compile("\\b(?:current_status|current|status)=(\\w+)");
    private static final Pattern NAMED = Pattern.compile("\\b[0-9a-f]{32}\\b");
    private static final Set<Integer> UNKNOWN = Set.of(10, 101, 201, 401);
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("tasks.stop", "in_progress"),
            Map.entry("tasks.stop_many", "in_progress"),
            Map.entry("tasks.stopped", "in_progress"),
            Map.entry("tasks.failed", "in_progress"),
            Map.entry("tasks.completed", "in_progress"),
            Map.entry("tasks.close", "stopped"),
            Map.entry("tasks.publish", "completed"),
            Map.entry("tasks.publish_many", "completed"));

    private final ServerState world;
    private final Recording recording;
    private final String endpoint;
    private final JsonNode body;
    private final JsonNode data;
    private final String message;
    private final String company;
    private int listed;
    private final Set<String> unknown = new HashSet<>();

    AdministrationWorld(ServerState world, Recording recording, String company) {
        this.world = world;
        this.recording = recording;
        this.endpoint = recording.path().replaceAll(".*/", "");
        this.body = recording.body();
        this.data = recording.data();
        this.company = company;
        this.message = recording.response().at("/json/meta/result_msg").asText();
    }

    void prepare() {
        unknown.add(NOBODY);
        data.path("failed").forEach(failure -> {
            if (UNKNOWN.contains(failure.at("/error/codes/1").asInt())) {
                unknown.add(failure.path("id").asText());
            }
        });
        data.path("succeeded").forEach(each -> unknown.remove(each.path("id").asText()));
        Matcher named = NAMED.matcher(message);
        while (recording.status() == 400 && UNKNOWN.contains(recording.subcode()) && named.find()) {
            unknown.add(named.group());
        }
        data.path("tasks").forEach(this::task);
        data.path("projects").forEach(this::project);
        if (recording.subcode() == 401) {
            unknown.add(body.path("project").asText());
        }
        data.path("models").forEach(this::model);
        data.path("queues").forEach(this::queue);
        if (data.has("task")) {
            task(data.path("task"));
        }
        if (data.path("model").isObject()) {
            model(data.path("model"));
        }
        if (data.path("project").isObject()) {
            project(data.path("project"));
        }
        if (data.path("queue").isObject()) {
            queue(data.path("queue"));
        }
        subjects();
        details();
    }

    private void subjects() {
        switch (endpoint.replaceAll("\\..*", "")) {
            case "tasks", "events" -> tasks();
            case "projects" -> projects();
            case "models" -> models();
            case "queues" -> entries();
            default -> {} // workers and storage are prepared with the callers
        }
    }

    private List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (String field : List.of("task", "model", "ids", "tasks")) {
            JsonNode value = body.path(field);
            if (value.isTextual()) {
                ids.add(value.asText());
            }
            value.forEach(each -> ids.add(each.asText()));
        }
        ids.removeAll(unknown);
        ids.remove("");
        return ids;
    }

    private void tasks() {
        if (endpoint.contains(".get_") && !endpoint.contains("log")) {
            return; // what is listed is all there was
        }
        ids().forEach(id -> {
            Task task = task(id);
            task.status = new TaskStatus(status(id));
            succeeded(id, task);
        });
        project(body.path("project"));
        String queue = body.path("queue").asText("");
        if (!queue.isEmpty() && recording.subcode() != 701) {
            queue(queue);
        }
        if (recording.subcode() == 707) {
            world.queues.values().forEach(one -> one.systemTags.clear());
        }
    }

    private void succeeded(String id, Task task) {
        JsonNode fields = data.path("fields");
        JsonNode item = data;
        for (JsonNode each : data.path("succeeded")) {
            if (each.path("id").asText().equals(id)) {
                item = each;
                fields = each.path("fields");
            }
        }
        if (fields.path("status_message").asText().equals("stopping")) {
            task.lastWorker = "worker";
        }
        if (fields.path("enqueue_status").isTextual()) {
            task.status = new TaskStatus(fields.path("enqueue_status").asText());
        }
        boolean wasQueued = task.status.equals(TaskStatus.QUEUED)
                || (item.path("dequeued").isBoolean() && item.path("dequeued").asBoolean())
                || item.at("/dequeued/removed").asInt() == 1;
        if (wasQueued) {
            task.status = TaskStatus.QUEUED;
            Queue queue = queue("waiting");
            queue.entries.add(new Queue.Entry(id, world.now()));
            task.queue = queue.id;
        }
        if (isRefused(id, 706)) {
            task.status = TaskStatus.QUEUED;
            queue(body.path("queue").asText()).entries.add(new Queue.Entry(id, world.now()));
        }
        if (item.path("deleted_models").asInt() + item.path("updated_models").asInt() > 0) {
            model("made").task = id;
        }
        if (item.path("urls").path("artifact_urls").size() > 0) {
            task.artifacts.add("https://files.example/a.csv");
        }
    }

    private boolean isRefused(String id, int subcode) {
        boolean isThis = recording.subcode() == subcode;
        for (JsonNode failure : data.path("failed")) {
            isThis |= failure.path("id").asText().equals(id)
                    && failure.at("/error/codes/1").asInt() == subcode;
        }
        return isThis;
    }

    private String status(String id) {
        Matcher from = FROM.matcher(recording.name());
        if (from.matches()) {
            return from.group(1);
        }
        for (JsonNode failure : data.path("failed")) {
            Matcher current = CURRENT.matcher(failure.at("/error/msg").asText());
            if (failure.path("id").asText().equals(id) && current.find()) {
                return current.group(1);
            }
        }
        Matcher current = CURRENT.matcher(message);
        if (current.find()) {
            return current.group(1);
        }
        boolean isThrownBack =
                endpoint.equals("tasks.dequeue") && data.path("updated").asInt() == 1;
        return isThrownBack ? "in_progress" : USUAL.getOrDefault(endpoint, "created");
    }

    private Task task(String id) {
        return world.tasks.computeIfAbsent(
                id, any -> new Task(id, company, "__tests__", "recorded", "training", world.now()));
    }

    private void task(JsonNode document) {
        if (!document.isObject()) {
            return;
        }
        String id = id(document);
        Task task = new Task(
                id,
                company,
                reference(document.path("user"), "__tests__"),
                document.path("name").asText("recorded"),
                document.path("type").asText("training"),
                time(document.path("created")));
        world.tasks.put(id, task);
        task.status = new TaskStatus(document.path("status").asText("created"));
        task.statusReason = document.path("status_reason").textValue();
        task.statusMessage = document.path("status_message").textValue();
        task.statusChanged = time(document.path("status_changed"));
        task.lastWorker = document.path("last_worker").textValue();
        task.lastWorkerReport = document.has("last_worker_report") ? world.now() : null;
        task.started = document.has("started") ? world.now() : null;
        task.completed = document.has("completed") ? world.now() : null;
        task.project = project(document.path("project"));
        JsonNode parents = body.path("parent");
        task.parent = parents.isArray() ? parents.path(0).textValue() : null;
        JsonNode queue = document.at("/execution/queue");
        if (!queue.isMissingNode()) {
            task.queue = reference(queue, "queue");
            Queue known = queue(String.valueOf(task.queue));
            known.name = queue.path("name").asText(known.name);
        }
        document.path("tags").forEach(tag -> task.tags.add(tag.asText()));
        document.path("system_tags").forEach(tag -> task.systemTags.add(tag.asText()));
        document.at("/models/input")
                .forEach(input -> task.inputModels.add(input.at("/model/id").asText()));
        if (document.path("runtime").isObject()) {
            document.path("runtime").properties().forEach(one -> task.runtime.put(one.getKey(), one.getValue()));
        }
    }

    // A list without ids is in the order of those asked for, or of any.
    private String id(JsonNode document) {
        JsonNode ids = body.path("id");
        return document.has("id")
                ? document.path("id").asText()
                : ids.path(listed++).asText(ServerState.newId());
    }

    private java.time.Instant time(JsonNode date) {
        return date.isTextual() ? java.time.OffsetDateTime.parse(date.asText()).toInstant() : world.now();
    }

    private static String reference(JsonNode reference, String otherwise) {
        return reference.isTextual() ? reference.asText() : reference.path("id").asText(otherwise);
    }

    private @Nullable String project(JsonNode document) {
        String id = document.isObject() ? id(document) : document.asText("");
        if (id.isEmpty() || unknown.contains(id)) {
            return null;
        }
        Project project = world.projects.computeIfAbsent(
                id,
                any -> new Project(
                        id, company, "__tests__", document.path("name").asText("recorded " + id), world.now()));
        document.path("tags").forEach(tag -> project.tags.add(tag.asText()));
        project.description = document.path("description").textValue();
        if (document.has("path") || document.has("parent")) {
            ancestors(project);
        }
        return id;
    }

    private void ancestors(Project project) {
        String location = project.location();
        if (!location.isEmpty() && ProjectsEndpoints.named(world, company, location) == null) {
            project(location, location);
        }
    }

    private Project project(String id, String name) {
        return world.projects.computeIfAbsent(id, any -> new Project(id, company, "__tests__", name, world.now()));
    }

    private void projects() {
        String id = body.path("project").asText("");
        if (endpoint.equals("projects.create") && recording.subcode() == 801) {
            project("taken", body.path("name").asText());
        }
        if (!id.isEmpty() && !endpoint.contains(".get_") && !unknown.contains(id)) {
            project(id, body.path("name").asText("recorded " + id));
        }
        body.path("ids").forEach(each -> {
            if (!unknown.contains(each.asText())) {
                project(each.asText(), "recorded " + each.asText()).isPublic = endpoint.endsWith("private");
            }
        });
        body.path("projects").forEach(each -> project(each.asText(), "recorded " + each.asText()));
        String destination = body.path("destination_project").asText("");
        if (!destination.isEmpty()) {
            project(destination, "destination");
        }
    }

    private Model model(String id) {
        return world.models.computeIfAbsent(
                id, any -> new Model(id, company, "__tests__", "recorded", "x://y", world.now()));
    }

    private void model(JsonNode document) {
        Model model = model(id(document));
        model.name = document.path("name").asText(model.name);
        model.isReady = document.path("ready").asBoolean(false);
        if (document.has("task")) {
            model.task = reference(document.path("task"), "task");
            if (document.at("/task/status").isTextual()) {
                task(String.valueOf(model.task)).status =
                        new TaskStatus(document.at("/task/status").asText());
            }
        }
        model.project = project(document.path("project"));
        document.path("tags").forEach(tag -> model.tags.add(tag.asText()));
        document.path("system_tags").forEach(tag -> model.systemTags.add(tag.asText()));
        for (String field : List.of("comment", "framework", "labels", "metadata", "design")) {
            if (document.has(field)) {
                model.more.put(field, document.get(field));
            }
        }
    }

    private void models() {
        if (endpoint.contains(".get_")) {
            return;
        }
        ids().forEach(id -> {
            Model model = model(id);
            model.isReady = isRefused(id, 203);
            model.isPublic = endpoint.endsWith("make_private");
            if (isRefused(id, 205)) {
                task("using").inputModels.add(id);
            }
            if (data.has("published_task") || recording.subcode() == 110) {
                model.task = "maker";
                task("maker").status = TaskStatus.IN_PROGRESS;
            }
        });
        project(body.path("project"));
    }

    private Queue queue(String id) {
        return world.queues.computeIfAbsent(id, any -> new Queue(id, company, null, "recorded " + id, world.now()));
    }

    private void queue(JsonNode document) {
        String id = id(document);
        Queue queue = new Queue(id, company, null, document.path("name").asText("recorded"), world.now());
        world.queues.put(id, queue);
        queue.displayName = document.path("display_name").textValue();
        document.path("tags").forEach(tag -> queue.tags.add(tag.asText()));
        document.path("system_tags").forEach(tag -> queue.systemTags.add(tag.asText()));
        document.path("entries").forEach(entry -> {
            String task = reference(entry.path("task"), "task");
            queue.entries.add(new Queue.Entry(task, world.now()));
            if (entry.at("/task/name").isTextual()) {
                task(task).name = entry.at("/task/name").asText();
            }
        });
        document.path("metadata").properties().forEach(one -> queue.metadata.put(one.getKey(), one.getValue()));
    }

    private void entries() {
        String task = body.path("task").asText("");
        boolean isThere = !Set.of(701, 703).contains(recording.subcode());
        if (task.isEmpty() || !isThere) {
            return;
        }
        boolean isAdded = endpoint.endsWith("add_task") && recording.subcode() != 706;
        Queue queue = queue(body.path("queue").asText());
        for (String each : List.of("one", isAdded ? "two" : task, "three")) {
            queue.entries.add(new Queue.Entry(each, world.now()));
        }
    }

    private void container(String id, JsonNode document, JsonNode reported) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("endpoint_name", document.path("endpoint").asText("predict"));
        fields.put("model_name", document.path("model").asText("m"));
        fields.put(
                "endpoint_url",
                document.path("url").asText(body.path("endpoint_url").asText()));
        reported.properties().forEach(field -> {
            if (field.getValue().isNumber()) {
                fields.put(
                        field.getKey().equals("requests") ? "requests_num" : field.getKey(),
                        field.getValue().numberValue());
            }
        });
        world.containers.put(id, new Container(id, company, fields, world.now()));
    }

    private void worker(JsonNode document) {
        world.workers.values().stream()
                .filter(worker -> worker.id.equals(document.path("id").asText()))
                .forEach(worker -> {
                    worker.tags = List.of();
                    List<String> queues = new ArrayList<>();
                    document.path("queues").forEach(queue -> {
                        queues.add(queue.path("id").asText());
                        if (queue.has("name")) {
                            waiting(queue);
                        }
                    });
                    worker.queues = queues;
                });
    }

    private void waiting(JsonNode document) {
        Queue queue = queue(document.path("id").asText());
        queue.name = document.path("name").asText();
        queue.displayName = document.path("display_name").textValue();
        JsonNode next = document.path("next_task");
        if (next.isObject()) {
            task(next.path("id").asText()).name = next.path("name").asText();
            queue.entries.add(new Queue.Entry(next.path("id").asText(), world.now()));
        }
    }

    /** What a reply does not show. */
    private void details() {
        String project = body.path("project").asText("");
        data.path("endpoints").forEach(one -> container(one.path("url").asText(), one, one));
        if (endpoint.endsWith("endpoint_details") && recording.status() == 200) {
            data.path("instances").forEach(one -> container(one.path("id").asText(), data, one));
        }
        if (endpoint.endsWith("metrics_history") && recording.status() == 200) {
            data.path("instances").fieldNames().forEachRemaining(id -> container(id, data, data));
        }
        data.path("workers").forEach(this::worker);
        if (endpoint.equals("workers.register") && recording.status() == 200) {
            body.path("queues").forEach(id -> queue(id.asText()));
        }
        switch (recording.name()) {
            case "20-tasks-make-private" -> world.tasks.values().forEach(task -> task.isPublic = true);
            case "20-tasks-public-edit-by-owner" -> world.tasks.values().forEach(task -> task.isPublic = true);
            case "21-projects-delete-archived-only", "21-projects-validate-delete-archived-only" -> {
                task("archived").project = project;
                task("archived").systemTags.add(Task.ARCHIVED);
            }
            case "21-projects-delete-with-model-refused" -> model("model").project = project;
            case "21-projects-merge-into-child" -> {
                Project destination =
                        world.projects.get(body.path("destination_project").asText());
                if (destination != null) {
                    destination.name = project(project, "").name + "/child";
                }
            }
            case "21-projects-move-name-taken-2" -> {
                project(project, "").name = "Wn C/same";
                project("taken", "Wn D/same");
            }
            case "21-projects-move-same" -> project(project, "").name = "Wm B/child";
            case "21-projects-move-under-itself" -> project(project, "").name = "Wm B";
            case "21-projects-update-rename-basename" -> project(project, "").name = "Wm X/second name";
            case "20-tasks-create-as-guest", "20-tasks-create-impersonated", "22-models-create-impersonated" ->
                project(body.path("project"));
            case "03-projects-get-all-page1" -> {
                project("first", "aaa 1");
                project("second", "aaa 2");
            }
            case "20-tasks-get-types-other-company" -> task("any");
            case "21-projects-get-task-tags", "21-projects-get-user-names", "28-organization-get-tags-as-system" -> {
                task("tagged").tags.add("t");
                task("tagged").project = body.path("projects").path(0).textValue();
            }
            case "24-workers-status-report-other-company-task" -> {
                Task other = new Task(body.path("task").asText(), "other", "u", "other", "training", world.now());
                world.tasks.put(other.id, other);
            }
            case "24-workers-get-metric-keys-worker" -> {
                Worker worker = new Worker(body.at("/worker_ids/0").asText(), company, "u", world.now(), 600);
                worker.reports.add(new Worker.Report(world.now(), false, Map.of("cpu_usage", List.of(1))));
                world.workers.put(worker.key(), worker);
            }
            case "28-organization-get-user-companies-guest" ->
                world.account("owner", "Owner", Role.ADMIN, company).profile.put("avatar", NullNode.getInstance());
            case "29-task-status-not-in-enum-stop" -> task(body.path("task").asText()).status = new TaskStatus("odd");
            default -> {} // the reply shows all
        }
    }
}
