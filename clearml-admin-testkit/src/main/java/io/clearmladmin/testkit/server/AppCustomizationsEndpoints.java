package io.clearmladmin.testkit.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code apps.*_customization*}, as the reference says. All overrides fit every version. */
final class AppCustomizationsEndpoints {

    private static final List<String> OVERRIDES = List.of("appearance_overrides", "wizard_overrides");

    private final ServerState world;
    private final AppStore apps;

    AppCustomizationsEndpoints(ServerState world) {
        this.world = world;
        this.apps = new AppStore(world);
    }

    void register(Endpoints endpoints) {
        add(endpoints, "create_customization", this::create);
        add(endpoints, "update_customization", this::update);
        add(endpoints, "delete_customization", this::delete);
        add(endpoints, "get_customization", (caller, body) -> document(of(body)));
        add(endpoints, "get_customizations", this::getAll);
        add(endpoints, "get_customization_editor_state", this::editorState);
        add(endpoints, "get_customization_upgrade_diff", this::upgradeDiff);
        add(endpoints, "get_app_upgrade_impact", this::upgradeImpact);
        add(endpoints, "apply_customization_upgrade", this::upgrade);
    }

    private static void add(Endpoints endpoints, String action, Endpoint.Action run) {
        endpoints.add("apps." + action, Endpoints.ADMINS, run);
    }

    private App of(Body body) {
        return apps.customization(body.required("customization_id"));
    }

    private Map<String, Object> document(App app) {
        Map<String, Object> document = new LinkedHashMap<>(app.overrides);
        document.put("id", app.id);
        document.put("app_id", app.root().id);
        document.put("name", app.name);
        document.put("status", app.status());
        document.put("launch_locked", app.isLocked);
        document.put("assignment", Map.of("mode", "include", "tenants", apps.tenants(app)));
        document.put("last_update", Wire.date(app.lastUpdate));
        document.put("base_version", app.version);
        return document;
    }

    private void assign(App app, Body body) {
        if (!body.has("assignment")) {
            return;
        }
        Body assignment = new Body(Wire.JSON.valueToTree(body.object("assignment")));
        String mode = assignment.text("mode");
        List<String> named = assignment.textsOrNone("tenants");
        app.states.clear();
        world.companies.keySet().stream()
                .filter(tenant -> "all".equals(mode) || named.contains(tenant) == "include".equals(mode))
                .forEach(tenant -> app.states.put(tenant, App.ENABLED));
    }

    private Object create(Caller caller, Body body) {
        App base = apps.base(body.required("app_id"));
        String name = body.required("name");
        requireFree(base, name, null);
        App app = new App(ServerState.newId(), base, name, base.version, world.now());
        app.overrides.putAll(body.only(OVERRIDES));
        assign(app, body);
        world.apps.put(app.id, app);
        return document(app);
    }

    private void requireFree(App base, String name, @Nullable App self) {
        boolean isTaken =
                apps.customizationsOf(base).stream().anyMatch(other -> other != self && other.name.equals(name));
        if (isTaken) {
            throw new Refusal(400, 801, "Value combination already exists: name=" + name);
        }
    }

    private Object update(Caller caller, Body body) {
        App app = of(body);
        if (body.has("name")) {
            requireFree(app.root(), body.required("name"), app);
            app.name = body.required("name");
        }
        app.overrides.putAll(body.only(OVERRIDES));
        assign(app, body);
        app.lastUpdate = world.now();
        return document(app);
    }

    private Object delete(Caller caller, Body body) {
        String id = body.required("customization_id");
        if (!world.apps.containsKey(id)) {
            return Map.of("deleted", id, "was_already_gone", true);
        }
        App app = apps.customization(id);
        Map<String, Object> question = apps.confirmation(List.of(app), caller, body);
        if (question != null) {
            return question;
        }
        world.apps.remove(id);
        return Map.of("deleted", id, "was_already_gone", false, "stopped_instances", apps.stopped());
    }

    private Object getAll(Caller caller, Body body) {
        String app = body.text("app_id");
        String tenant = body.text("tenant_id");
        return Map.of(
                "customizations",
                world.apps.values().stream()
                        .filter(other -> other.base != null)
                        .filter(other -> app == null || app.equals(other.root().id))
                        .filter(other -> tenant == null || other.states.containsKey(tenant))
                        .map(this::document)
                        .toList());
    }

    private Object editorState(Caller caller, Body body) {
        apps.base(body.required("app_id"));
        world.company(body.required("tenant_id"));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("base", Map.of("appearance", Map.of(), "wizard", List.of()));
        answer.put("customization", body.has("customization_id") ? document(of(body)) : null);
        answer.put("overridable", Map.of("appearance", List.of("name", "icon"), "wizard_entry", List.of("default")));
        return answer;
    }

    private static String version(App app, Body body) {
        String version = body.required("target_version");
        if (!app.root().versions.containsKey(version)) {
            throw new Refusal(400, 10, "Invalid object id: application=" + app.root().id + ", version=" + version);
        }
        return version;
    }

    private Object upgradeDiff(Caller caller, Body body) {
        App app = of(body);
        Map<String, Object> diff = new LinkedHashMap<>(
                Map.of("current_version", app.version, "target_version", version(app, body), "name", app.name));
        for (String none : List.of("conflicts", "new_fields", "orphaned", "preserved")) {
            diff.put(none, List.of());
        }
        return diff;
    }

    private Object upgradeImpact(Caller caller, Body body) {
        App app = apps.base(body.required("app_id"));
        version(app, body);
        return Map.of("customizations_total", apps.customizationsOf(app).size(), "customizations_affected", 0);
    }

    private Object upgrade(Caller caller, Body body) {
        App app = of(body);
        String before = app.version;
        app.version = version(app, body);
        return Map.of(
                "applied",
                !before.equals(app.version),
                "replaced",
                List.of(),
                "orphaned_pruned",
                List.of(),
                "upgraded_from",
                before,
                "upgraded_to",
                app.version);
    }
}
