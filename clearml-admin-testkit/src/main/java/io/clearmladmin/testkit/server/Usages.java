package io.clearmladmin.testkit.server;

import static io.clearmladmin.testkit.server.UsageConfiguration.map;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What tenants used, from the custom events that were taken. */
final class Usages {

    private final ServerState world;
    private final UsageConfiguration configuration;

    Usages(ServerState world) {
        this.world = world;
        this.configuration = new UsageConfiguration(world);
    }

    /** The tenants that are there. */
    List<String> tenants() {
        return world.companies.values().stream()
                .filter(company -> company.isActive)
                .map(company -> company.id)
                .toList();
    }

    /** The usages of these tenants together. */
    Map<String, Object> of(List<String> tenants, UsageQuery query) {
        Map<String, Object> events = tenants.size() == 1 ? events(tenants.get(0)) : configuration.events();
        Map<String, Map<String, Usage>> all = new LinkedHashMap<>();
        tenants.forEach(tenant -> byCategory(tenant, query)
                .forEach((category, labels) -> labels.forEach((label, usage) -> all.computeIfAbsent(
                                category, name -> new LinkedHashMap<>())
                        .computeIfAbsent(label, name -> new Usage(query.days().size()))
                        .add(usage))));
        Map<String, Object> categories = new LinkedHashMap<>();
        double cost = 0;
        for (String name : UsageConfiguration.union(events, all)) {
            if (query.wants(name)) {
                Map<String, Usage> labels = all.getOrDefault(name, Map.of());
                categories.put(name, category(name, map(events, name), labels, query));
                cost += sum(labels, query).totalCost();
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("currency", configuration.currency());
        answer.put("total_cost", Usage.number(cost));
        answer.put("categories", categories);
        return answer;
    }

    /** What one tenant used of all the wanted categories together, or of one label of them. */
    Usage total(String tenant, UsageQuery query, @Nullable String label) {
        Usage total = new Usage(query.days().size());
        byCategory(tenant, query)
                .values()
                .forEach(labels -> labels.forEach((name, usage) -> {
                    if (label == null || label.equals(name)) {
                        total.add(usage);
                    }
                }));
        return total;
    }

    private Map<String, Object> events(String tenant) {
        Company company = world.companies.get(tenant);
        return company == null ? configuration.events() : configuration.events(company);
    }

    private static Usage sum(Map<String, Usage> labels, UsageQuery query) {
        Usage sum = new Usage(query.days().size());
        labels.values().forEach(sum::add);
        return sum;
    }

    private static Map<String, Object> category(
            String name, Map<String, Object> event, Map<String, Usage> used, UsageQuery query) {
        Map<String, Object> configured = map(event, "labels");
        Map<String, Object> labels = new LinkedHashMap<>();
        boolean isFree = true;
        for (String label : UsageConfiguration.union(configured, used)) {
            Map<String, Object> what = map(configured, label);
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("display_name", what.getOrDefault("display_name", label));
            if (what.containsKey("pricing")) {
                answer.put("pricing", map(what, "pricing"));
                isFree = false;
            }
            Usage usage = used.get(label);
            answer.putAll((usage == null ? new Usage(query.days().size()) : usage).toMap());
            labels.put(label, answer);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        if (event.containsKey("type")) {
            answer.put("type", event.get("type"));
        }
        answer.put("display_name", event.getOrDefault("display_name", name));
        answer.put("free", isFree);
        answer.put("count_strategy", isMax(event) ? "max" : "sum");
        answer.put("unit_name", event.getOrDefault("unit_name", ""));
        answer.put("total_usage_type", isMax(event) ? "latest" : "total");
        answer.put("dates", query.days().stream().map(String::valueOf).toList());
        answer.putAll(sum(used, query).toMap());
        if (query.withLabels()) {
            answer.put("labels", labels);
        }
        return answer;
    }

    private static boolean isMax(Map<String, Object> event) {
        return "max".equals(event.get("count_strategy"));
    }

    /** The usages of one tenant by category and label. An id that came twice counts once. */
    private Map<String, Map<String, Usage>> byCategory(String tenant, UsageQuery query) {
        Map<String, List<Event>> taken = new LinkedHashMap<>();
        Set<List<String>> known = new HashSet<>();
        for (Event event : world.customEvents) {
            boolean isWanted = event.tenant().equals(tenant)
                    && query.wants(event.category())
                    && query.day(event.time()) >= 0
                    && known.add(List.of(
                            event.category(), String.valueOf(event.fields().get("id"))));
            if (isWanted) {
                taken.computeIfAbsent(event.category(), name -> new ArrayList<>())
                        .add(event);
            }
        }
        Map<String, Map<String, Usage>> categories = new LinkedHashMap<>();
        taken.forEach((name, events) -> categories.put(name, byLabel(map(events(tenant), name), events, query)));
        return categories;
    }

    private static Map<String, Usage> byLabel(Map<String, Object> event, List<Event> taken, UsageQuery query) {
        boolean isMax = isMax(event);
        Map<String, Usage> labels = new LinkedHashMap<>();
        int latest = 0;
        for (Event one : taken) {
            int day = query.day(one.time());
            latest = Math.max(latest, day);
            one.fields().forEach((label, value) -> {
                if (value instanceof Number number && !label.equals("timestamp_millis") && !label.equals("id")) {
                    double[] usages = labels.computeIfAbsent(
                                    label, name -> new Usage(query.days().size()))
                            .usages;
                    usages[day] =
                            isMax ? Math.max(usages[day], number.doubleValue()) : usages[day] + number.doubleValue();
                }
            });
        }
        int last = latest;
        labels.forEach((label, usage) -> {
            price(usage, map(map(map(event, "labels"), label), "pricing"));
            usage.total = isMax ? usage.usages[last] : total(usage.usages);
        });
        return labels;
    }

    private static double total(double[] usages) {
        double sum = 0;
        for (double usage : usages) {
            sum += usage;
        }
        return sum;
    }

    private static void price(Usage usage, Map<String, Object> pricing) {
        double price = pricing.get("price") instanceof Number number ? number.doubleValue() : 0;
        double units = pricing.get("units") instanceof Number number ? number.doubleValue() : 1;
        for (int day = 0; day < usage.usages.length; day++) {
            usage.costs[day] = usage.usages[day] / units * price;
        }
    }
}
