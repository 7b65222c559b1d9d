package io.clearmladmin.testkit.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How usages are counted and priced: the platform's configuration, with what tenants added. */
final class UsageConfiguration {

    private static final List<String> STRATEGIES = List.of("sum", "max");

    private final ServerState world;

    UsageConfiguration(ServerState world) {
        this.world = world;
    }

    String currency() {
        return String.valueOf(map(world.usageConfiguration, "pricing").getOrDefault("currency", "USD"));
    }

    /** The categories of the platform. */
    Map<String, Object> events() {
        return map(world.usageConfiguration, "events");
    }

    /** The categories as a tenant sees them: what is the platform's cannot be changed. */
    Map<String, Object> events(Company company) {
        Map<String, Object> own = company.usageEvents;
        Map<String, Object> events = new LinkedHashMap<>();
        for (String name : union(events(), own)) {
            Map<String, Object> fixed = map(events(), name);
            Map<String, Object> event = new LinkedHashMap<>(fixed.isEmpty() ? map(own, name) : fixed);
            Map<String, Object> labels = new LinkedHashMap<>();
            map(map(own, name), "labels").forEach((label, what) -> labels.put(label, marked(what, false)));
            map(fixed, "labels").forEach((label, what) -> labels.put(label, marked(what, true)));
            event.put("labels", labels);
            event.put("read_only", !fixed.isEmpty());
            events.put(name, event);
        }
        return events;
    }

    private static Map<String, Object> marked(Object label, boolean isFixed) {
        Map<String, Object> marked = new LinkedHashMap<>(map(Map.of("label", label), "label"));
        marked.put("read_only", isFixed);
        return marked;
    }

    /** The part of a tenant's configuration that is not the platform's. */
    Map<String, Object> additions(Map<String, Object> events) {
        Map<String, Object> additions = new LinkedHashMap<>();
        for (String name : events.keySet()) {
            Map<String, Object> fixed = map(map(events(), name), "labels");
            Map<String, Object> event = new LinkedHashMap<>(map(events, name));
            Map<String, Object> labels = new LinkedHashMap<>(map(event, "labels"));
            labels.keySet().removeAll(fixed.keySet());
            event.put("labels", labels);
            if (!events().containsKey(name) || !labels.isEmpty()) {
                additions.put(name, event);
            }
        }
        return additions;
    }

    Map<String, Object> answer(Map<String, Object> events) {
        Map<String, Object> pricing = new LinkedHashMap<>(map(world.usageConfiguration, "pricing"));
        pricing.put("currency", currency());
        return Map.of("pricing", pricing, "events", events);
    }

    static void validate(Map<String, Object> events) {
        for (String name : events.keySet()) {
            Object strategy = map(events, name).getOrDefault("count_strategy", "sum");
            if (!STRATEGIES.contains(String.valueOf(strategy))) {
                throw Refusal.validation(
                        "error for field 'count_strategy': value '" + strategy + "' is not a valid choice..");
            }
        }
    }

    /** The map in a map; empty if there is none. */
    @SuppressWarnings("unchecked") // what JSON objects become
    static Map<String, Object> map(Map<String, Object> of, String name) {
        return of.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    static List<String> union(Map<String, ?> one, Map<String, ?> other) {
        Set<String> names = new LinkedHashSet<>(one.keySet());
        names.addAll(other.keySet());
        return new ArrayList<>(names);
    }
}
