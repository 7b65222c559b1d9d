package io.clearmladmin.testkit.server;

import io.clearmladmin.tasks.TaskStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** {@code apps.*} for the users of a tenant, as the reference says: an instance is a task that no worker runs. */
final class AppInstancesEndpoints {

    private static final int NOT_TO_BE_LAUNCHED = 1200;
    private static final int TOO_MANY = 1205;

    private final ServerState world;
    private final AppStore apps;
    private final TaskLifecycle lifecycle;
    /** What each instance was launched with. */
    private final Map<String, Map<String, Object>> parameters = new LinkedHashMap<>();

    AppInstancesEndpoints(ServerState world) {
        this.world = world;
        this.apps = new AppStore(world);
        this.lifecycle = new TaskLifecycle(world);
    }

    void register(Endpoints endpoints) {
        add(endpoints, "get_categories", (caller, body) -> Map.of("categories", List.of("General")));
        add(endpoints, "get_apps", this::getApps);
        add(endpoints, "get_instances", this::getInstances);
        add(endpoints, "get_instance_info", this::getInstanceInfo);
        add(endpoints, "launch_instance", this::launch);
        add(endpoints, "relaunch_instance", this::relaunch);
        add(endpoints, "edit_instance", this::edit);
    }

    private static void add(Endpoints endpoints, String action, Endpoint.Action run) {
        endpoints.add("apps." + action, Endpoints.ANYONE, run);
    }

    private Object getApps(Caller caller, Body body) {
        List<Map<String, Object>> listed = new ArrayList<>();
        for (App app : world.apps.values()) {
            String state = app.states.get(caller.company());
            if (state == null) {
                continue;
            }
            Map<String, Object> one = new LinkedHashMap<>(Map.of(
                    "id",
                    app.root().id,
                    "name",
                    app.name,
                    "version",
                    app.version,
                    "state",
                    state,
                    "category",
                    "General",
                    "active",
                    true,
                    "missing_router",
                    false));
            if (app.base != null) {
                one.put("customization_id", app.id);
            }
            if (body.flag("app_usages", false)) {
                one.put("running", apps.running(app, caller.company()).size());
                one.put("pending", 0);
            }
            listed.add(one);
        }
        return Map.of("apps", listed);
    }

    private App of(Task task) {
        return world.apps.values().stream()
                .filter(app -> app.instances.contains(task.id))
                .findFirst()
                .orElseThrow(() -> new Refusal(400, 10, "Invalid object id: instance=" + task.id));
    }

    private Task instance(Caller caller, Body body) {
        Task task = world.tasks.get(body.required("instance"));
        if (task == null || !task.owner.equals(caller.company())) {
            throw new Refusal(400, 10, "Invalid object id: instance=" + body.required("instance"));
        }
        of(task);
        return task;
    }

    private Map<String, Object> document(App app, Task task, boolean isWhole) {
        Map<String, Object> document = new LinkedHashMap<>(
                Map.of("id", task.id, "name", task.name, "status", task.status.value(), "readonly", false));
        Map<String, Object> application = new LinkedHashMap<>();
        application.put("application_id", app.root().id);
        application.put("version", app.version);
        application.put("customization_id", app.base == null ? null : app.id);
        document.put("last_change", Wire.date(task.lastChange));
        if (isWhole) {
            application.put("configuration", parameters.getOrDefault(task.id, Map.of()));
            document.put("company", Map.of("id", task.owner));
            document.put("user", Map.of("id", task.user));
            document.put("created", Wire.date(task.created));
        }
        document.put("application", application);
        return document;
    }

    private Object getInstances(Caller caller, Body body) {
        if (!body.has("app") && !Endpoints.ADMINS.contains(caller.role())) {
            throw Refusal.validation("error for field 'app'. field is required!");
        }
        Pattern name = Documents.pattern(body.text("name"));
        String variant = body.text("customization_id");
        boolean withVariants = body.flag("include_customizations", false) || !body.has("app");
        List<Map<String, Object>> found = new ArrayList<>();
        for (App app : world.apps.values()) {
            boolean isWanted = (!body.has("app") || app.root().id.equals(body.required("app")))
                    && (variant == null
                            ? app.base == null || withVariants
                            : variant.isEmpty() ? app.base == null : variant.equals(app.id));
            if (isWanted) {
                app.instances.stream()
                        .map(world.tasks::get)
                        .filter(Objects::nonNull)
                        .filter(task -> task.owner.equals(caller.company()) && isListed(task, caller, body))
                        .filter(task -> Documents.isMatched(name, task.name))
                        .forEach(task -> found.add(document(app, task, !body.flag("summary", false))));
            }
        }
        return Map.of("instances", Pages.cut(found, body));
    }

    private static boolean isListed(Task task, Caller caller, Body body) {
        String status = body.choice("status", List.of("running", "stopped"));
        boolean isRunning = task.status.isActive();
        return (status == null || status.equals("running") == isRunning)
                && (!body.flag("current_user", false) || task.user.equals(caller.user()))
                && (body.flag("show_archived", false) || !task.isArchived());
    }

    private Object getInstanceInfo(Caller caller, Body body) {
        Task task = instance(caller, body);
        return Map.of("instance", document(of(task), task, true));
    }

    private Object launch(Caller caller, Body body) {
        App app = apps.any(body.has("customization_id") ? body.required("customization_id") : body.required("app"));
        boolean isAllowed = App.ENABLED.equals(app.states.get(caller.company()))
                && app.isInstalled()
                && !app.isLocked
                && !app.root().isLocked;
        if (!isAllowed) {
            throw new Refusal(400, NOT_TO_BE_LAUNCHED, "Application cannot be launched: " + app.id);
        }
        requireRoom(caller);
        String name = body.text("task_name");
        return Map.of("instance", launched(app, name == null ? app.name : name, caller, body).id);
    }

    private void requireRoom(Caller caller) {
        Object most = world.companyOf(caller).settings.get("max_running_apps");
        long running = world.apps.values().stream()
                .mapToLong(app -> apps.running(app, caller.company()).size())
                .sum();
        if (most instanceof Number limit && running >= limit.longValue()) {
            throw new Refusal(400, TOO_MANY, "Maximum number of running applications is reached: " + limit);
        }
    }

    private Task launched(App app, String name, Caller caller, Body body) {
        Task task = new Task(ServerState.newId(), caller.company(), caller.user(), name, "application", world.now());
        task.status = TaskStatus.IN_PROGRESS;
        task.systemTags.add("application");
        world.tasks.put(task.id, task);
        app.instances.add(task.id);
        parameters.put(task.id, body.objectOrNone("launch_params"));
        return task;
    }

    private Object relaunch(Caller caller, Body body) {
        Task old = instance(caller, body);
        App app = of(old);
        TaskLifecycle.Change change = new TaskLifecycle.Change(caller, "", "", true);
        lifecycle.stop(old, change);
        lifecycle.archive(old, change);
        return Map.of("instance", launched(app, old.name, caller, body).id);
    }

    private Object edit(Caller caller, Body body) {
        Task task = instance(caller, body);
        parameters.put(task.id, body.object("update_params"));
        return Map.of("updated", 1);
    }
}
