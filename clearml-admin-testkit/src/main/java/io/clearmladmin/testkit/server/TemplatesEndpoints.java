package io.clearmladmin.testkit.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The templates and their variables in {@code tenants.*}; as the reference says. */
final class TemplatesEndpoints {

    private static final List<String> TEMPLATE_FIELDS =
            List.of("name", "spec", "type", "description", "tenants", "variables", "global_template_variables");
    private static final List<String> VARIABLE_FIELDS = List.of("name", "value");

    private final ServerState world;
    private final Map<String, Map<String, Object>> templates = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> variables = new LinkedHashMap<>();
    /** By variable and tenant. */
    private final Map<String, Map<String, Object>> overrides = new LinkedHashMap<>();

    TemplatesEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        add(endpoints, "add_or_update_volume_template", this::addOrUpdateTemplate);
        add(
                endpoints,
                "get_volume_templates",
                (caller, body) -> Map.of("volume_templates", List.copyOf(templates.values())));
        add(endpoints, "delete_volume_templates", (caller, body) -> deleted(templates, body));
        add(endpoints, "add_or_update_global_template_variable", this::addOrUpdateVariable);
        add(endpoints, "get_global_template_variables", this::getVariables);
        add(endpoints, "delete_global_template_variables", this::deleteVariables);
        add(endpoints, "set_tenant_variable_override", this::setOverride);
        add(endpoints, "delete_tenant_variable_override", this::deleteOverride);
    }

    private static void add(Endpoints endpoints, String action, Endpoint.Action run) {
        endpoints.add("tenants." + action, Endpoints.PLATFORM, run);
    }

    private static Object deleted(Map<String, Map<String, Object>> from, Body body) {
        int before = from.size();
        from.keySet().removeAll(body.requiredTexts("ids"));
        return Map.of("deleted", before - from.size());
    }

    private static Map<String, Object> stored(Map<String, Map<String, Object>> into, Body body, List<String> fields) {
        String id = body.has("id") ? body.required("id") : ServerState.newId();
        if (body.has("id") && !into.containsKey(id)) {
            throw new Refusal(400, 10, "Invalid object id: id=" + id);
        }
        into.computeIfAbsent(id, key -> new LinkedHashMap<>(Map.of("id", key))).putAll(body.only(fields));
        return Map.of("id", id);
    }

    private Object addOrUpdateTemplate(Caller caller, Body body) {
        body.required("name");
        if (!body.has("spec")) {
            throw Refusal.validation("error for field 'spec'. field is required!");
        }
        body.textsOrNone("tenants").forEach(world::company);
        return stored(templates, body, TEMPLATE_FIELDS);
    }

    private Object addOrUpdateVariable(Caller caller, Body body) {
        body.required("name");
        body.required("value");
        return stored(variables, body, VARIABLE_FIELDS);
    }

    private Object getVariables(Caller caller, Body body) {
        List<Map<String, Object>> all = new ArrayList<>();
        variables.forEach((id, variable) -> {
            List<Map<String, Object>> own = new ArrayList<>();
            overrides
                    .getOrDefault(id, Map.of())
                    .forEach((tenant, value) -> own.add(Map.of("tenant_id", tenant, "override_value", value)));
            Map<String, Object> answer = new LinkedHashMap<>(variable);
            answer.put("overrides", own);
            all.add(answer);
        });
        return Map.of("global_template_variables", all);
    }

    private Object deleteVariables(Caller caller, Body body) {
        overrides.keySet().removeAll(body.requiredTexts("ids"));
        return deleted(variables, body);
    }

    private String variable(Body body) {
        String id = body.required("variable_id");
        if (!variables.containsKey(id)) {
            throw new Refusal(400, 10, "Invalid object id: variable_id=" + id);
        }
        return id;
    }

    private Object setOverride(Caller caller, Body body) {
        Company tenant = world.company(body.required("tenant_id"));
        overrides
                .computeIfAbsent(variable(body), id -> new LinkedHashMap<>())
                .put(tenant.id, body.required("override_value"));
        return Map.of();
    }

    private Object deleteOverride(Caller caller, Body body) {
        Company tenant = world.company(body.required("tenant_id"));
        Object removed =
                overrides.getOrDefault(variable(body), new LinkedHashMap<>()).remove(tenant.id);
        return Map.of("deleted", removed == null ? 0 : 1);
    }
}
