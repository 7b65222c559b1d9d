package io.clearmladmin.testkit.server;

import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.testkit.server.TaskLifecycle.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code models.*}: what models there are. */
final class ModelsEndpoints {

    private static final int SHORTEST_NAME = 3;

    private final ServerState world;
    private final TaskLifecycle lifecycle;
    private final Documents plain;
    private final Documents joined;

    ModelsEndpoints(ServerState world) {
        this.world = world;
        this.lifecycle = new TaskLifecycle(world);
        this.plain = new Documents(world, "Model", Model.FIELDS, false);
        this.joined = new Documents(world, "Model", Model.FIELDS, true);
    }

    void register(Endpoints endpoints) {
        add(endpoints, "get_all", "1.0", (caller, body) -> list(caller, body, plain));
        add(endpoints, "get_all_ex", "1.0", (caller, body) -> list(caller, body, joined));
        add(endpoints, "get_by_id", "1.0", this::getById);
        add(endpoints, "get_by_id_ex", "1.0", this::getByIdEx);
        add(endpoints, "create", "1.0", this::create);
        add(endpoints, "archive_many", "1.0", (caller, body) -> archive(caller, body, true));
        add(endpoints, "unarchive_many", "1.0", (caller, body) -> archive(caller, body, false));
        add(endpoints, "delete", "1.0", (caller, body) -> delete(caller, body, body.required("model")));
        add(endpoints, "delete_many", "1.0", (caller, body) -> Batch.of(body, id -> delete(caller, body, id)));
        add(endpoints, "set_ready", "1.0", this::setReady);
        add(endpoints, "publish_many", "1.0", this::publishMany);
        add(endpoints, "move", "1.0", this::move);
        add(endpoints, "update_tags", "1.0", this::updateTags);
        add(endpoints, "make_public", "2.9", (caller, body) -> expose(caller, body, true));
        add(endpoints, "make_private", "2.9", (caller, body) -> expose(caller, body, false));
    }

    private static void add(Endpoints endpoints, String action, String since, Endpoint.Action run) {
        endpoints.add("models." + action, since, Endpoints.ANYONE, run);
    }

    private Model writable(Caller caller, String id) {
        Model model = world.models.get(id);
        if (model == null || !model.isVisible(caller.company())) {
            throw new Refusal(400, 201, "Invalid model id: company=" + caller.company() + ", id=" + id)
                    .with(Map.of("company", caller.company(), "id", id));
        }
        if (model.isPublic) {
            throw new Refusal(
                    403,
                    21,
                    "Forbidden (modification not allowed) (cannot modify public model(s), ids=('" + id + "',))");
        }
        return model;
    }

    private List<Model> allWritable(Caller caller, Body body) {
        List<String> ids = body.requiredTexts("ids");
        List<String> missing =
                ids.stream().filter(id -> !world.models.containsKey(id)).toList();
        if (!missing.isEmpty()) {
            throw new Refusal(400, 201, "Invalid model id: ids=(" + String.join(", ", missing) + ")");
        }
        return ids.stream().map(id -> writable(caller, id)).toList();
    }

    private Object list(Caller caller, Body body, Documents documents) {
        documents.check(body);
        Pattern name = Documents.pattern(body.text("name"));
        List<String> ids = body.filter("id");
        Set<String> projects = TaskFilter.projects(world, body);
        TimeBounds lastUpdate = TimeBounds.of(body, "last_update");
        List<Map<String, Object>> found = new ArrayList<>();
        for (Model model : world.models.values()) {
            boolean isWanted = model.isVisible(caller.company())
                    && (ids.isEmpty() || ids.contains(model.id))
                    && (!body.has("ready") || body.flag("ready", false) == model.isReady)
                    && Documents.isMatched(name, model.name)
                    && Documents.isWanted(body, "user", model.user)
                    && (projects.isEmpty() || projects.contains(String.valueOf(model.project)))
                    && lastUpdate.allow(model.lastUpdate)
                    && Documents.isWanted(body, "task", model.task)
                    && QueuesEndpoints.hasTags(model.tags, body.filter("tags"))
                    && QueuesEndpoints.hasTags(model.systemTags, body.filter("system_tags"));
            if (isWanted) {
                found.add(model.document());
            }
        }
        return documents.answer("models", found, body);
    }

    private Object getById(Caller caller, Body body) {
        String id = body.required("model");
        Model model = world.models.get(id);
        if (model == null || !model.isVisible(caller.company())) {
            throw new Refusal(
                    400,
                    201,
                    "Invalid model id (no such public or company model): id=" + id + ", company=" + caller.company());
        }
        return Map.of("model", plain.whole(model.document()));
    }

    private Object getByIdEx(Caller caller, Body body) {
        if (!body.has("id")) {
            throw new Refusal(400, 11, "Missing required fields: missing=(id)");
        }
        return list(caller, body, joined);
    }

    private Object create(Caller caller, Body body) {
        if (body.has("metadata") && !body.fields().get("metadata").isObject()) {
            throw Refusal.validation("error for field 'metadata': ('value is wrong, expected type \"dict\"', "
                    + body.fields().get("metadata") + ").");
        }
        String name = body.required("name");
        if (name.strip().length() < SHORTEST_NAME) {
            throw new Refusal(400, 800, "Data validation error: name=String value is too short");
        }
        Model model = new Model(
                ServerState.newId(), caller.company(), caller.user(), name, body.required("uri"), world.now());
        model.project = body.text("project");
        model.task = body.text("task");
        model.isReady = body.flag("ready", true);
        model.tags = new ArrayList<>(body.textsOrNone("tags"));
        model.more.putAll(body.only(List.of("comment", "framework", "labels", "metadata", "design")));
        world.models.put(model.id, model);
        return Map.of("created", true, "id", model.id);
    }

    private Object archive(Caller caller, Body body, boolean isArchived) {
        return Batch.of(body, id -> {
            Model model = writable(caller, id);
            model.systemTags.remove(Task.ARCHIVED);
            if (isArchived) {
                model.systemTags.add(Task.ARCHIVED);
            }
            return Map.of(isArchived ? "archived" : "unarchived", true);
        });
    }

    private Map<String, @Nullable Object> delete(Caller caller, Body body, String id) {
        Model model = writable(caller, id);
        List<Task> using = world.tasks.values().stream()
                .filter(task -> task.inputModels.contains(id))
                .toList();
        boolean isForced = body.flag("force", false);
        if (!using.isEmpty() && !isForced) {
            throw new Refusal(
                            400,
                            205,
                            "Model is used by tasks (as execution model, use force=True to delete): num_tasks="
                                    + using.size())
                    .with(Map.of("num_tasks", using.size()));
        }
        Task maker = model.task == null ? null : world.tasks.get(model.task);
        if (maker != null && maker.status.equals(TaskStatus.PUBLISHED) && !isForced) {
            throw new Refusal(
                            400,
                            206,
                            "Task that created the model is published (use force=True to delete): task=" + maker.id)
                    .with(Map.of("task", maker.id));
        }
        using.forEach(task -> task.inputModels.replaceAll(one -> one.equals(id) ? TaskLifecycle.gone(id) : one));
        world.models.remove(id);
        return Map.of("deleted", true, "url", model.uri);
    }

    private @Nullable Map<String, Object> publishedTask(
            Model model, Caller caller, boolean withTask, boolean isForced) {
        Task task = model.task == null ? null : world.tasks.get(model.task);
        if (!withTask || task == null || task.status.equals(TaskStatus.PUBLISHED)) {
            return null;
        }
        Map<String, @Nullable Object> fields =
                lifecycle.change(task, TaskStatus.PUBLISHED, new Change(caller, "", "", isForced));
        task.published = world.now();
        fields.put("published", Wire.date(world.now()));
        fields.put("output", Map.of());
        return Map.of("id", task.id, "data", Map.of("fields", fields, "updated", 1));
    }

    private @Nullable Map<String, Object> publish(Model model, Caller caller, Body body) {
        if (model.isReady) {
            throw new Refusal(400, 203, "Model is ready: company=" + caller.company() + ", model=" + model.id)
                    .with(Map.of("company", caller.company(), "model", model.id));
        }
        Map<String, Object> task =
                publishedTask(model, caller, body.flag("publish_task", true), body.flag("force_publish_task", false));
        model.isReady = true;
        model.lastUpdate = world.now();
        return task;
    }

    private Object setReady(Caller caller, Body body) {
        Model model = writable(caller, body.required("model"));
        Map<String, Object> task = publish(model, caller, body);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>(Map.of("updated", 1, "fields", Map.of()));
        if (task != null) {
            answer.put("published_task", task);
        }
        return answer;
    }

    private Object publishMany(Caller caller, Body body) {
        return Batch.of(body, id -> {
            Map<String, @Nullable Object> item = new LinkedHashMap<>();
            Map<String, Object> task = publish(writable(caller, id), caller, body);
            item.put("updated", true);
            item.put("published_task", task);
            return item;
        });
    }

    private Object move(Caller caller, Body body) {
        List<Model> models = allWritable(caller, body);
        String project = ProjectsEndpoints.target(world, caller, body);
        models.forEach(model -> model.project = project);
        return ProjectsEndpoints.moved(project);
    }

    private Object updateTags(Caller caller, Body body) {
        List<Model> models = allWritable(caller, body);
        models.forEach(model -> TasksEndpoints.tag(model.tags, body));
        return Map.of("updated", models.size());
    }

    private Object expose(Caller caller, Body body, boolean isPublic) {
        List<String> ids = body.requiredTexts("ids");
        List<Model> models = world.models.values().stream()
                .filter(model ->
                        ids.contains(model.id) && model.owner.equals(caller.company()) && model.isPublic != isPublic)
                .toList();
        if (models.size() < ids.size()) {
            throw new Refusal(400, 201, "Invalid model id: ids=(" + String.join(", ", ids) + ")");
        }
        models.forEach(model -> model.isPublic = isPublic);
        return Map.of("updated", models.size());
    }
}
