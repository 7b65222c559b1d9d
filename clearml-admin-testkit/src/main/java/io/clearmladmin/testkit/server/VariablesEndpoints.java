package io.clearmladmin.testkit.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code variables.*}, which only Enterprise servers have; as the reference says. Nothing expires. */
final class VariablesEndpoints {

    /** By tenant and name. */
    private final Map<String, Map<String, String>> variables = new LinkedHashMap<>();

    void register(Endpoints endpoints) {
        add(endpoints, "get_global_vars", this::get);
        add(endpoints, "set_global_vars", this::set);
        add(endpoints, "increment_global_vars", this::increment);
        add(endpoints, "delete_global_vars", this::delete);
    }

    private static void add(Endpoints endpoints, String action, Endpoint.Action run) {
        endpoints.add("variables." + action, Endpoints.ANYONE, run);
    }

    private Map<String, String> own(Caller caller) {
        return variables.computeIfAbsent(caller.company(), company -> new LinkedHashMap<>());
    }

    private Object get(Caller caller, Body body) {
        List<Map<String, Object>> found = new ArrayList<>();
        for (String key : body.requiredTexts("keys")) {
            String value = own(caller).get(key);
            if (value != null) {
                found.add(Map.of("key", key, "value", value));
            }
        }
        return Map.of("vars", found);
    }

    private Object set(Caller caller, Body body) {
        List<Map<String, Object>> given = body.objects("vars");
        given.forEach(one -> own(caller).put(String.valueOf(one.get("key")), String.valueOf(one.get("value"))));
        return Map.of("updated", given.size());
    }

    private static long number(Map<String, Object> command, String name, long otherwise) {
        return command.get(name) instanceof Number number ? number.longValue() : otherwise;
    }

    private Object increment(Caller caller, Body body) {
        List<Map<String, Object>> answers = new ArrayList<>();
        for (Map<String, Object> command : body.objects("commands")) {
            String key = String.valueOf(command.get("key"));
            long before = Long.parseLong(own(caller).getOrDefault(key, "0"));
            long wanted = before + number(command, "increment", 0);
            long least = number(command, "min_allowed_value", Long.MIN_VALUE);
            long most = number(command, "max_allowed_value", Long.MAX_VALUE);
            long allowed = Math.max(least, Math.min(most, wanted));
            boolean isPartial = !Boolean.FALSE.equals(command.get("allow_partial"));
            long after = allowed == wanted || isPartial ? allowed : before;
            own(caller).put(key, String.valueOf(after));
            answers.add(Map.of("key", key, "increment", after - before, "value", after));
        }
        return Map.of("vars", answers);
    }

    private Object delete(Caller caller, Body body) {
        long deleted = body.requiredTexts("keys").stream()
                .filter(key -> own(caller).remove(key) != null)
                .count();
        return Map.of("deleted", deleted);
    }
}
