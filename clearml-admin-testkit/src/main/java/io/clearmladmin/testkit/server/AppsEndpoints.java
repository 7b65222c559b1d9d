package io.clearmladmin.testkit.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code apps.*} about the catalogue and who has what of it; only Enterprise servers have them; as the reference says. */
final class AppsEndpoints {

    private final ServerState world;
    private final AppStore apps;
    private @Nullable String hubToken;

    AppsEndpoints(ServerState world) {
        this.world = world;
        this.apps = new AppStore(world);
    }

    void register(Endpoints endpoints) {
        add(endpoints, "get_all_apps", this::getAll);
        add(endpoints, "get_tenant_apps", this::getOfTenant);
        add(endpoints, "get_tenant_assignment", this::getAssignment);
        add(endpoints, "get_assignments_summary", this::getSummary);
        add(endpoints, "deploy_per_tenant", (caller, body) -> set(body, App.ENABLED));
        add(endpoints, "disable_per_tenant", (caller, body) -> set(body, App.DISABLED));
        add(endpoints, "undeploy_per_tenant", this::undeploy);
        add(endpoints, "deploy_all", this::deployAll);
        add(endpoints, "disable_all", this::disableAll);
        add(endpoints, "undeploy_all", this::undeployAll);
        add(endpoints, "set_tenant_assignment", this::setAssignment);
        add(endpoints, "set_launch_lock", this::lock);
        add(endpoints, "enable", this::enable);
        add(endpoints, "delete", this::delete);
        add(endpoints, "batch_delete", this::batchDelete);
        add(endpoints, "clean_available_apps", this::clean);
        endpoints.add("apps.set_hub_token", Endpoints.PLATFORM, this::setHubToken);
        endpoints.add("apps.clear_hub_token", Endpoints.PLATFORM, this::clearHubToken);
        endpoints.add("apps.get_hub_token_status", Endpoints.PLATFORM, this::hubToken);
    }

    private static void add(Endpoints endpoints, String action, Endpoint.Action run) {
        endpoints.add("apps." + action, Endpoints.ADMINS, run);
    }

    private Object getAll(Caller caller, Body body) {
        return Map.of("apps", apps.bases().stream().map(this::listed).toList());
    }

    private Map<String, Object> listed(App app) {
        Map<String, Object> answer = new LinkedHashMap<>(
                Map.of("app_id", app.id, "name", app.name, "status", app.status(), "deployed", app.isInstalled()));
        answer.put("deployed_version", app.version.isEmpty() ? null : app.version);
        List<String> versions = List.copyOf(app.versions.keySet());
        answer.put("latest_version", versions.isEmpty() ? null : versions.get(versions.size() - 1));
        answer.put("rollup", app.counts(world.companies.size()));
        List<Map<String, Object>> each = new ArrayList<>();
        app.versions.forEach((version, isInstalled) -> each.add(Map.of(
                "version",
                version,
                "enabled",
                isInstalled,
                "origin",
                "manual",
                "last_update",
                Wire.date(app.lastUpdate))));
        answer.put("versions", each);
        answer.put(
                "customizations",
                apps.customizationsOf(app).stream()
                        .map(other -> Map.of(
                                "id", other.id,
                                "name", other.name,
                                "status", other.status(),
                                "rollup", other.counts(world.companies.size()),
                                "tenants", apps.tenants(other)))
                        .toList());
        return answer;
    }

    private Object getOfTenant(Caller caller, Body body) {
        Company tenant = world.company(body.required("tenant_id"));
        List<Map<String, Object>> listed = new ArrayList<>();
        for (App app : apps.bases()) {
            List<Map<String, Object>> variants = apps.customizationsOf(app).stream()
                    .filter(other -> other.states.containsKey(tenant.id))
                    .map(other -> Map.<String, Object>of(
                            "customization_id", other.id, "name", other.name, "status", status(other, tenant)))
                    .toList();
            if (app.states.containsKey(tenant.id) || !variants.isEmpty()) {
                listed.add(Map.of(
                        "app_id", app.id,
                        "name", app.name,
                        "version", app.version,
                        "status", status(app, tenant),
                        "customizations", variants));
            }
        }
        return Map.of("tenant_id", tenant.id, "tenant_name", tenant.name, "apps", listed);
    }

    private static String status(App app, Company tenant) {
        String state = app.states.get(tenant.id);
        return state == null ? "not_deployed" : state.equals(App.ENABLED) ? "deployed" : state;
    }

    private Object getAssignment(Caller caller, Body body) {
        App app = apps.any(body.required("app_id"));
        return Map.of("app_id", app.id, "tenants", apps.tenants(app));
    }

    private Object getSummary(Caller caller, Body body) {
        List<Map<String, Object>> summary = new ArrayList<>();
        for (App app : apps.bases()) {
            Map<String, Object> counts = new LinkedHashMap<>(app.counts(world.companies.size()));
            counts.putAll(Map.of("app_id", app.id, "name", app.name));
            summary.add(counts);
        }
        return Map.of("apps", summary);
    }

    /** All of them are known, or nothing is done. */
    private List<String> tenants(Body body) {
        List<String> tenants = body.requiredTexts("tenant_ids");
        if (tenants.isEmpty()) {
            throw Refusal.validation("error for field 'tenant_ids': list is too short.");
        }
        tenants.forEach(world::company);
        return tenants;
    }

    private Object set(Body body, String state) {
        App app = apps.any(body.required("application_id"));
        List<Map<String, Object>> results = new ArrayList<>();
        for (String tenant : tenants(body)) {
            String before = app.states.put(tenant, state);
            results.add(Map.of(
                    "tenant_id", tenant, "state", state, "created", before == null, "changed", !state.equals(before)));
        }
        return Map.of("application_id", app.id, "results", results);
    }

    private Object undeploy(Caller caller, Body body) {
        App app = apps.any(body.required("application_id"));
        List<String> tenants = tenants(body);
        Map<String, Object> question = apps.confirmation(List.of(app), tenants, caller, body);
        if (question != null) {
            question.put("application_id", app.id);
            return question;
        }
        List<Map<String, Object>> results = new ArrayList<>();
        tenants.forEach(
                tenant -> results.add(Map.of("tenant_id", tenant, "removed", app.states.remove(tenant) != null)));
        return Map.of("application_id", app.id, "results", results, "stopped_instances", apps.stopped());
    }

    private Object deployAll(Caller caller, Body body) {
        App app = apps.any(body.required("application_id"));
        int unchanged = app.count(App.ENABLED);
        world.companies.keySet().forEach(tenant -> app.states.put(tenant, App.ENABLED));
        int all = world.companies.size();
        return Map.of(
                "enabled", all - unchanged, "unchanged", unchanged, "tenants", List.copyOf(world.companies.keySet()));
    }

    private Object disableAll(Caller caller, Body body) {
        App app = apps.any(body.required("application_id"));
        int disabled = app.count(App.ENABLED);
        app.states.replaceAll((tenant, state) -> App.DISABLED);
        return Map.of("application_id", app.id, "disabled", disabled);
    }

    private Object undeployAll(Caller caller, Body body) {
        App app = apps.any(body.required("application_id"));
        Map<String, Object> question = apps.confirmation(List.of(app), caller, body);
        if (question != null) {
            return question;
        }
        int removed = app.states.size();
        app.states.clear();
        return Map.of("removed", removed, "stopped_instances", apps.stopped());
    }

    // The reference does not say how the older form maps to assignments per tenant: here it overwrites them.
    private Object setAssignment(Caller caller, Body body) {
        App app = apps.any(body.required("app_id"));
        body.required("mode");
        String mode = body.choice("mode", List.of("all", "include", "exclude"));
        List<String> named = body.textsOrNone("tenants");
        named.forEach(world::company);
        Map<String, String> states = new LinkedHashMap<>();
        world.companies.keySet().stream()
                .filter(tenant -> "all".equals(mode) || named.contains(tenant) == "include".equals(mode))
                .forEach(tenant -> states.put(tenant, App.ENABLED));
        List<String> losing = app.states.keySet().stream()
                .filter(tenant -> !states.containsKey(tenant))
                .toList();
        Map<String, Object> question = apps.confirmation(List.of(app), losing, caller, body);
        if (question != null) {
            question.put("app_id", app.id);
            return question;
        }
        boolean isUpdated = !app.states.equals(states);
        app.states.clear();
        app.states.putAll(states);
        return Map.of("app_id", app.id, "mode", mode, "updated", isUpdated, "stopped_instances", apps.stopped());
    }

    private Object lock(Caller caller, Body body) {
        if (body.has("app_id") == body.has("customization_id")) {
            throw Refusal.validation("exactly one of app_id, customization_id is required");
        }
        String field = body.has("app_id") ? "app_id" : "customization_id";
        App app = apps.any(body.required(field));
        app.isLocked = body.flag("locked", true);
        return Map.of(field, app.id, "locked", app.isLocked);
    }

    private Object enable(Caller caller, Body body) {
        App app = apps.base(body.required("app"));
        boolean isWanted = body.flag("enable", true);
        String wanted = body.text("version");
        String version = wanted == null ? app.version : wanted;
        if (!app.versions.containsKey(version)) {
            throw new Refusal(400, 10, "Invalid object id: application=" + app.id + ", version=" + version);
        }
        if (!isWanted && version.equals(app.version)) {
            Map<String, Object> question = apps.confirmation(List.of(app), caller, body);
            if (question != null) {
                return question;
            }
        }
        String before = app.version;
        boolean isChanged = !app.versions.replace(version, isWanted).equals(isWanted) || !version.equals(before);
        if (isWanted && body.flag("single_active", false)) {
            app.versions.replaceAll((other, isInstalled) -> other.equals(version));
        }
        if (isWanted) {
            app.version = version;
        } else {
            app.activateNewest();
        }
        app.lastUpdate = world.now();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("updated", isChanged ? 1 : 0);
        answer.put("previous_version", before);
        answer.put("activated_version", app.version);
        answer.put("is_downgrade", app.version.compareTo(before) < 0);
        return answer;
    }

    private Object delete(Caller caller, Body body) {
        App app = apps.base(body.required("app"));
        String version = body.text("version");
        Map<String, Object> question = apps.confirmation(apps.family(app), caller, body);
        if (question != null) {
            return question;
        }
        int deleted = version == null ? app.versions.size() : app.versions.remove(version) == null ? 0 : 1;
        if (version == null || app.versions.isEmpty()) {
            apps.family(app).forEach(gone -> world.apps.remove(gone.id));
        } else {
            app.activateNewest();
        }
        return Map.of("deleted", deleted, "stopped_instances", apps.stopped());
    }

    private Object batchDelete(Caller caller, Body body) {
        List<App> wanted = body.requiredTexts("ids").stream()
                .filter(world.apps::containsKey)
                .map(apps::base)
                .toList();
        List<App> families =
                wanted.stream().flatMap(app -> apps.family(app).stream()).toList();
        Map<String, Object> failed = new LinkedHashMap<>();
        body.requiredTexts("ids").stream()
                .filter(id -> !world.apps.containsKey(id))
                .forEach(id -> failed.put(id, "Invalid object id: application=" + id));
        Map<String, Object> question = apps.confirmation(families, caller, body);
        if (question != null) {
            question.putAll(Map.of("succeeded", List.of(), "failed", failed));
            return question;
        }
        families.forEach(gone -> world.apps.remove(gone.id));
        return Map.of(
                "succeeded",
                wanted.stream().map(app -> app.id).toList(),
                "failed",
                failed,
                "stopped_instances",
                apps.stopped());
    }

    private Object clean(Caller caller, Body body) {
        List<App> wanted = body.has("app") ? List.of(apps.base(body.required("app"))) : apps.bases();
        int before = versions(wanted);
        wanted.forEach(app -> app.versions.values().removeIf(isInstalled -> !isInstalled));
        List<String> ids = wanted.stream().map(app -> app.id).toList();
        return Map.of("cleaned", before - versions(wanted), "app_ids", ids);
    }

    private static int versions(List<App> apps) {
        return apps.stream().mapToInt(app -> app.versions.size()).sum();
    }

    private Object setHubToken(Caller caller, Body body) {
        hubToken = body.required("token");
        return Map.of("updated", 1);
    }

    private Object clearHubToken(Caller caller, Body body) {
        int updated = hubToken == null ? 0 : 1;
        hubToken = null;
        return Map.of("updated", updated);
    }

    private Object hubToken(Caller caller, Body body) {
        return Map.of("configured", hubToken != null, "source", "db");
    }
}
