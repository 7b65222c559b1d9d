package io.clearmladmin.testkit.server;

import io.clearmladmin.tasks.TaskStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the endpoints of applications share: who has which, what runs, and the question whether it may be stopped. */
final class AppStore {

    private static final Set<TaskStatus> RUNNING = Set.of(TaskStatus.IN_PROGRESS, TaskStatus.QUEUED);

    private final ServerState world;
    private final TaskLifecycle lifecycle;
    private int stopped;

    AppStore(ServerState world) {
        this.world = world;
        this.lifecycle = new TaskLifecycle(world);
    }

    /** An application or a customization. */
    App any(String id) {
        App app = world.apps.get(id);
        if (app == null) {
            throw new Refusal(400, 10, "Invalid object id: application=" + id);
        }
        return app;
    }

    App base(String id) {
        App app = any(id);
        if (app.base != null) {
            throw new Refusal(400, 10, "Invalid object id: application=" + id);
        }
        return app;
    }

    App customization(String id) {
        App app = any(id);
        if (app.base == null) {
            throw new Refusal(400, 10, "Invalid object id: customization=" + id);
        }
        return app;
    }

    List<App> bases() {
        return world.apps.values().stream().filter(app -> app.base == null).toList();
    }

    List<App> customizationsOf(App app) {
        return world.apps.values().stream().filter(other -> other.base == app).toList();
    }

    /** An application with its customizations. */
    List<App> family(App app) {
        List<App> family = new ArrayList<>(customizationsOf(app));
        family.add(0, app);
        return family;
    }

    List<Task> running(App app, String company) {
        return app.instances.stream()
                .map(world.tasks::get)
                .filter(Objects::nonNull)
                .filter(task -> task.owner.equals(company) && RUNNING.contains(task.status))
                .toList();
    }

    List<Map<String, Object>> tenants(App app) {
        List<Map<String, Object>> tenants = new ArrayList<>();
        app.states.forEach(
                (id, state) -> tenants.add(Map.of("id", id, "name", world.company(id).name, "state", state)));
        return tenants;
    }

    /** What asks for confirmation before instances stop; null if none runs, or they may: then they are stopped. */
    @Nullable
    Map<String, Object> confirmation(List<App> apps, Caller caller, Body body) {
        return confirmation(apps, List.copyOf(world.companies.keySet()), caller, body);
    }

    @Nullable
    Map<String, Object> confirmation(List<App> apps, List<String> companies, Caller caller, Body body) {
        List<Map<String, Object>> affected = new ArrayList<>();
        List<Task> all = new ArrayList<>();
        for (String company : companies) {
            List<Task> here =
                    apps.stream().flatMap(app -> running(app, company).stream()).toList();
            if (!here.isEmpty()) {
                affected.add(Map.of("id", company, "name", world.company(company).name, "running", here.size()));
                all.addAll(here);
            }
        }
        if (all.isEmpty() || body.flag("confirm_stop", false)) {
            all.forEach(task -> lifecycle.stop(task, new TaskLifecycle.Change(caller, "", "", true)));
            stopped = all.size();
            return null;
        }
        return new LinkedHashMap<>(
                Map.of("requires_confirmation", true, "running_instances", all.size(), "affected_tenants", affected));
    }

    /** How many instances the last question stopped. */
    int stopped() {
        return stopped;
    }
}
