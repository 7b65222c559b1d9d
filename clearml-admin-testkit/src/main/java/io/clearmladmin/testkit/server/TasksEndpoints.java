package io.clearmladmin.testkit.server;

import io.clearmladmin.tasks.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code tasks.*}: what tasks there are, and what is written on them. */
final class TasksEndpoints {

    private static final int SHORTEST_NAME = 3;
    private static final Set<String> TYPES = Set.of(
            "training",
            "testing",
            "inference",
            "data_processing",
            "application",
            "monitor",
            "controller",
            "optimizer",
            "service",
            "qc",
            "custom",
            "report");

    private final ServerState world;
    private final TaskLifecycle lifecycle;
    private final Documents plain;
    private final Documents joined;

    TasksEndpoints(ServerState world) {
        this.world = world;
        this.lifecycle = new TaskLifecycle(world);
        this.plain = new Documents(world, "Task", Task.FIELDS, false);
        this.joined = new Documents(world, "Task", Task.FIELDS, true);
    }

    void register(Endpoints endpoints) {
        add(endpoints, "get_all", "1.0", (caller, body) -> list(caller, body, plain));
        add(endpoints, "get_all_ex", "1.0", (caller, body) -> list(caller, body, joined));
        add(endpoints, "get_by_id", "1.0", this::getById);
        add(endpoints, "get_by_id_ex", "1.0", this::getByIdEx);
        add(endpoints, "get_types", "1.0", this::getTypes);
        add(endpoints, "create", "1.0", this::create);
        add(endpoints, "ping", "1.0", this::ping);
        add(endpoints, "move", "1.0", this::move);
        add(endpoints, "edit", "1.0", this::edit);
        add(endpoints, "update", "1.0", this::update);
        add(endpoints, "update_tags", "1.0", this::updateTags);
        add(endpoints, "make_public", "2.9", (caller, body) -> publish(caller, body, true));
        add(endpoints, "make_private", "2.9", (caller, body) -> publish(caller, body, false));
        if (world.isEnterprise()) {
            add(endpoints, "get_operations_log", "1.0", this::getOperationsLog);
        }
        new TaskStatusEndpoints(world).register(endpoints);
        new TaskRemovalEndpoints(world).register(endpoints);
    }

    private static void add(Endpoints endpoints, String action, String since, Endpoint.Action run) {
        endpoints.add("tasks." + action, since, Endpoints.ANYONE, run);
    }

    private Map<String, Object> document(Task task) {
        return task.document(List.copyOf(world.models.values()));
    }

    private Object list(Caller caller, Body body, Documents documents) {
        documents.check(body);
        checkDates(body);
        List<Task> found = new TaskFilter(world, caller, body).tasks();
        return documents.answer("tasks", found, task -> task.id, this::document, body);
    }

    private static void checkDates(Body body) {
        var created = body.fields().path("created");
        if (created.isArray() && created.size() == 1) {
            throw Refusal.validation("Min and max values should be specified for range field created");
        }
        if (created.size() == 2 && created.get(0).isNull() && created.get(1).isNull()) {
            throw Refusal.validation("At least one of min or max values should be provided for field created");
        }
        body.fields().path("status_changed").forEach(bound -> {
            if (bound.isNull()) {
                throw new Refusal(
                        400,
                        16,
                        "Invalid value for fields (failed parsing query field): error=expected string or bytes-like"
                                + " object, got 'NoneType', field=status_changed");
            }
        });
    }

    private Object getById(Caller caller, Body body) {
        String id = body.required("task");
        Task task = world.tasks.get(id);
        if (task == null || !task.isVisible(caller.company())) {
            throw new Refusal(400, 101, "Invalid task id: ids=(" + id + ")");
        }
        return Map.of("task", plain.whole(document(task)));
    }

    private Object getByIdEx(Caller caller, Body body) {
        if (!body.has("id")) {
            throw new Refusal(400, 11, "Missing required fields: missing=(id)");
        }
        return list(caller, body, joined);
    }

    private Object getTypes(Caller caller, Body body) {
        Set<String> projects = Set.copyOf(body.filter("projects"));
        Set<String> types = new TreeSet<>();
        world.tasks.values().stream()
                .filter(task -> task.isVisible(caller.company())
                        && (projects.isEmpty() || projects.contains(String.valueOf(task.project))))
                .forEach(task -> types.add(task.type));
        return Map.of("types", types);
    }

    private Object create(Caller caller, Body body) {
        String name = body.required("name");
        String type = body.required("type");
        if (!TYPES.contains(type)) {
            throw Refusal.validation("error for field 'type': value '" + type + "' is not a valid choice..");
        }
        if (name.strip().length() < SHORTEST_NAME) {
            throw new Refusal(400, 800, "Data validation error: name=String value is too short");
        }
        String project = body.text("project");
        if (project != null && !world.projects.containsKey(project)) {
            throw new Refusal(
                    400, 16, "Invalid value for fields (expecting Project id): id=" + project + ", field=project");
        }
        Task task = new Task(ServerState.newId(), caller.company(), caller.user(), name, type, world.now());
        task.project = project;
        world.setParent(task, body.text("parent"));
        task.comment = body.text("comment");
        task.tags = new ArrayList<>(body.textsOrNone("tags"));
        task.systemTags = new ArrayList<>(body.textsOrNone("system_tags"));
        Body models = new Body(Wire.JSON.valueToTree(body.objectOrNone("models")));
        models.objects("input").forEach(model -> task.inputModels.add(String.valueOf(model.get("model"))));
        Body execution = new Body(Wire.JSON.valueToTree(body.objectOrNone("execution")));
        execution.objects("artifacts").forEach(artifact -> task.artifacts.add(String.valueOf(artifact.get("uri"))));
        world.tasks.put(task.id, task);
        return Map.of("id", task.id);
    }

    // An unknown task is no error here.
    private Object ping(Caller caller, Body body) {
        Task task = world.tasks.get(body.required("task"));
        if (task != null && task.owner.equals(caller.company())) {
            task.lastUpdate = world.now();
        }
        return Map.of();
    }

    private Object move(Caller caller, Body body) {
        List<Task> tasks = lifecycle.allWritable(caller, body.requiredTexts("ids"));
        String project = ProjectsEndpoints.target(world, caller, body);
        tasks.forEach(task -> {
            task.project = project;
            lifecycle.touch(task, caller);
        });
        return ProjectsEndpoints.moved(project);
    }

    private Object edit(Caller caller, Body body) {
        Task task = lifecycle.writable(caller, body.required("task"));
        if (!task.status.equals(TaskStatus.CREATED) && !body.flag("force", false)) {
            throw new Refusal(400, 110, "Invalid task status: expected=created, status=" + task.status);
        }
        return changed(task, caller, body);
    }

    private Object update(Caller caller, Body body) {
        String id = body.required("task");
        Task task = lifecycle.writable(caller, id);
        return changed(task, caller, body);
    }

    private Object changed(Task task, Caller caller, Body body) {
        Map<String, Object> fields = body.only(List.of("name", "tags", "system_tags", "comment", "project", "parent"));
        if (fields.isEmpty()) {
            return Map.of("updated", 0, "fields", fields);
        }
        if (fields.containsKey("tags")) {
            task.tags = letters(body, "tags");
            fields.put("tags", task.tags);
        }
        if (fields.containsKey("system_tags")) {
            task.systemTags = letters(body, "system_tags");
            fields.put("system_tags", task.systemTags);
        }
        task.name = body.has("name") ? body.required("name") : task.name;
        task.comment = body.has("comment") ? body.text("comment") : task.comment;
        task.project = body.has("project") ? body.text("project") : task.project;
        if (body.has("parent")) {
            world.setParent(task, body.text("parent"));
        }
        lifecycle.touch(task, caller);
        fields.put("last_change", Wire.date(task.lastChange));
        fields.put("last_changed_by", caller.user());
        return Map.of("updated", 1, "fields", fields);
    }

    // The real server takes a text for the list of its letters.
    private static List<String> letters(Body body, String name) {
        String text = body.fields().path(name).isTextual() ? body.text(name) : null;
        return text == null
                ? new ArrayList<>(body.textsOrNone(name))
                : new ArrayList<>(new TreeSet<>(List.of(text.split("", -1))));
    }

    private Object updateTags(Caller caller, Body body) {
        List<Task> tasks = lifecycle.allWritable(caller, body.requiredTexts("ids"));
        tasks.forEach(task -> {
            tag(task.tags, body);
            lifecycle.touch(task, caller);
        });
        return Map.of("updated", tasks.size());
    }

    static void tag(List<String> tags, Body body) {
        List<String> added = body.textsOrNone("add_tags");
        List<String> removed = body.textsOrNone("remove_tags");
        if (added.isEmpty() && removed.isEmpty()) {
            throw Refusal.validation("Either add_tags or remove_tags should be provided");
        }
        tags.removeAll(removed);
        added.stream().filter(tag -> !tags.contains(tag)).forEach(tags::add);
    }

    private Object publish(Caller caller, Body body, boolean isPublic) {
        List<String> ids = body.requiredTexts("ids");
        List<String> wrong = ids.stream()
                .filter(id -> {
                    @Nullable Task task = world.tasks.get(id);
                    return task == null || !task.owner.equals(caller.company()) || task.isPublic == isPublic;
                })
                .toList();
        if (!wrong.isEmpty()) {
            throw new Refusal(400, 101, "Invalid task id: ids=(" + String.join(", ", wrong) + ")");
        }
        ids.forEach(id -> {
            Task task = world.tasks.get(id);
            if (task != null) {
                task.isPublic = isPublic;
            }
        });
        return Map.of("updated", ids.size());
    }

    // The fake keeps the last change only.
    private Object getOperationsLog(Caller caller, Body body) {
        Task task = lifecycle.writable(caller, body.required("task"));
        Map<String, Object> operation = Map.of(
                "id", task.id,
                "created", Wire.date(task.statusChanged),
                "operation", task.status.value(),
                "user", Map.of("id", task.lastChangedBy),
                "reason", task.statusReason == null ? "" : task.statusReason);
        return Map.of("operations", Pages.cut(List.of(operation), body));
    }
}
