package io.clearmladmin.testkit.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code routers.*}, which only Enterprise servers have; as the reference says. No task uses a route. */
final class RoutersEndpoints {

    private static final List<String> NAMES = List.of("name", "path", "subdomain");

    private final ServerState world;
    /** By tenant and id. */
    private final Map<String, Map<String, Map<String, Object>>> routes = new LinkedHashMap<>();
    /** By tenant and name. */
    private final Map<String, Map<String, Map<String, Object>>> routers = new LinkedHashMap<>();

    RoutersEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        endpoints.add("routers.get_routes", Endpoints.ANYONE, this::getRoutes);
        endpoints.add("routers.task_router_report", Endpoints.ANYONE, this::report);
        endpoints.add("routers.unregister", Endpoints.ANYONE, this::unregister);
        endpoints.add("routers.get_task_routers", Endpoints.ADMINS, this::getTaskRouters);
        endpoints.add("routers.add_or_update_route", Endpoints.ADMINS, this::addOrUpdate);
        endpoints.add("routers.check_route_name", Endpoints.ADMINS, this::checkName);
        endpoints.add("routers.set_route_enabled", Endpoints.ADMINS, this::setEnabled);
        endpoints.add("routers.delete_routes", Endpoints.ADMINS, this::delete);
    }

    private Map<String, Map<String, Object>> own(Caller caller) {
        return routes.computeIfAbsent(caller.company(), company -> new LinkedHashMap<>());
    }

    private Map<String, Map<String, Object>> gateways(Caller caller) {
        return routers.computeIfAbsent(caller.company(), company -> new LinkedHashMap<>());
    }

    private Object getRoutes(Caller caller, Body body) {
        Pattern name = Documents.pattern(body.text("name"));
        List<String> ids = body.filter("id");
        List<Map<String, Object>> found = own(caller).values().stream()
                .filter(route -> ids.isEmpty() || ids.contains(String.valueOf(route.get("id"))))
                .filter(route -> Documents.isMatched(name, String.valueOf(route.get("name"))))
                .filter(route -> Documents.isWanted(body, "type", String.valueOf(route.get("type"))))
                .filter(route -> !body.has("enabled")
                        || Boolean.valueOf(body.flag("enabled", true)).equals(route.get("enabled")))
                .toList();
        return Map.of("routes", Pages.cut(found, body));
    }

    private void requireFree(Caller caller, String field, String value, String self) {
        boolean isTaken = own(caller).values().stream()
                .anyMatch(route -> !self.equals(route.get("id")) && value.equals(route.get(field)));
        if (isTaken) {
            throw new Refusal(400, 801, "Value combination already exists: " + field + "=" + value);
        }
    }

    private Object addOrUpdate(Caller caller, Body body) {
        String id = body.has("id") ? body.required("id") : ServerState.newId();
        Map<String, Object> known = own(caller).get(id);
        if (body.has("id") && known == null) {
            throw new Refusal(400, 10, "Invalid object id: route=" + id);
        }
        body.required("type");
        requireFree(caller, "name", body.required("name"), id);
        Map<String, Object> route = new LinkedHashMap<>(Map.of(
                "enabled",
                true,
                "auth_enabled",
                true,
                "load_balancer",
                Map.of("enabled", true),
                "status",
                "available"));
        route.put("created", known == null ? Wire.date(world.now()) : known.getOrDefault("created", ""));
        route.putAll(body.map());
        route.put("id", id);
        route.put("last_update", Wire.date(world.now()));
        own(caller).put(id, route);
        return Map.of("id", id);
    }

    private Object checkName(Caller caller, Body body) {
        String field = body.required("field");
        if (!NAMES.contains(field)) {
            throw Refusal.validation("error for field 'field': value '" + field + "' is not a valid choice..");
        }
        requireFree(caller, field, body.required("value"), "");
        return Map.of();
    }

    private Object setEnabled(Caller caller, Body body) {
        String id = body.required("id");
        Map<String, Object> route = own(caller).get(id);
        if (route == null) {
            throw new Refusal(400, 10, "Invalid object id: route=" + id);
        }
        route.put("enabled", body.flag("enabled", true));
        return Map.of();
    }

    private Object delete(Caller caller, Body body) {
        long deleted = body.requiredTexts("ids").stream()
                .filter(id -> own(caller).remove(id) != null)
                .count();
        return Map.of("deleted", deleted);
    }

    private Object report(Caller caller, Body body) {
        Map<String, Object> router = new LinkedHashMap<>(body.only(List.of("router", "url", "version")));
        router.put("routes", List.of());
        gateways(caller).put(body.required("router"), router);
        return Map.of();
    }

    private Object unregister(Caller caller, Body body) {
        gateways(caller).remove(body.required("router"));
        return Map.of();
    }

    private Object getTaskRouters(Caller caller, Body body) {
        return Map.of("routers", new ArrayList<>(gateways(caller).values()));
    }
}
