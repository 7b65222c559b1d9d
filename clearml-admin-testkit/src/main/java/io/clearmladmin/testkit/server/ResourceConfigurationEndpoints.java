package io.clearmladmin.testkit.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code resources.*_configuration}, which only Enterprise servers have; as the reference says. No policy loses a queue. */
final class ResourceConfigurationEndpoints {

    private static final Map<String, Object> NOTHING = Map.of("pools", List.of(), "profiles", List.of());

    /** By tenant. */
    private final Map<String, Map<String, Object>> drafts = new LinkedHashMap<>();

    private final Map<String, Map<String, Object>> published = new LinkedHashMap<>();

    void register(Endpoints endpoints) {
        add(endpoints, "get_resource_configuration", this::get);
        add(endpoints, "set_resource_configuration", this::set);
        add(endpoints, "reset_resource_configuration", this::reset);
        add(endpoints, "publish_resource_configuration", this::publish);
        add(
                endpoints,
                "check_edit_configuration",
                (caller, body) -> Map.of("exists", drafts.containsKey(caller.company())));
        add(
                endpoints,
                "test_configuration_publishing",
                (caller, body) -> Map.of("affected_policies", List.of(), "not_linked_profiles", List.of()));
    }

    private static void add(Endpoints endpoints, String action, Endpoint.Action run) {
        endpoints.add("resources." + action, Endpoints.ADMINS, run);
    }

    private Object get(Caller caller, Body body) {
        Map<String, Object> configuration = published.getOrDefault(caller.company(), NOTHING);
        return Map.of(
                "configuration",
                body.flag("edit", true) ? drafts.getOrDefault(caller.company(), configuration) : configuration);
    }

    private Object set(Caller caller, Body body) {
        drafts.put(caller.company(), Map.of("pools", body.objects("pools"), "profiles", body.objects("profiles")));
        return Map.of();
    }

    private Object reset(Caller caller, Body body) {
        drafts.remove(caller.company());
        return Map.of();
    }

    private Object publish(Caller caller, Body body) {
        Map<String, Object> draft = drafts.remove(caller.company());
        if (draft == null) {
            return Map.of("created_pools", 0, "created_profiles", 0);
        }
        published.put(caller.company(), draft);
        return Map.of("created_pools", size(draft, "pools"), "created_profiles", size(draft, "profiles"));
    }

    private static int size(Map<String, Object> configuration, String name) {
        return configuration.get(name) instanceof List<?> list ? list.size() : 0;
    }
}
