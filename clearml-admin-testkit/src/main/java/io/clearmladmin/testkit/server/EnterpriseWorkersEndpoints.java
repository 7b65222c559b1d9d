package io.clearmladmin.testkit.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The part of {@code workers.*} that only Enterprise servers have, and the same over all tenants. */
final class EnterpriseWorkersEndpoints {

    private static final long USUAL_LOG_DAYS = 30;
    private static final List<String> SERIES = List.of("gpu_count", "cpu_count", "worker_count");

    private final ServerState world;
    /** By tenant. */
    private final Map<String, Map<String, Object>> thresholds = new LinkedHashMap<>();
    /** By tenant and name. */
    private final Map<String, Map<String, Object>> clusters = new LinkedHashMap<>();

    EnterpriseWorkersEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        add(endpoints, "get_runtime_properties", this::getRuntimeProperties);
        add(endpoints, "set_runtime_properties", this::setRuntimeProperties);
        add(endpoints, "get_resource_thresholds", (caller, body) -> thresholds(caller));
        endpoints.add("workers.set_resource_thresholds", Endpoints.ADMINS, this::setThresholds);
        add(endpoints, "get_resource_usages", (caller, body) -> usages(caller.company()));
        add(endpoints, "get_resource_history", (caller, body) -> history(body, caller.company()));
        add(endpoints, "cluster_report", this::clusterReport);
        add(endpoints, "cluster_unregister", this::clusterUnregister);
        add(endpoints, "listener_unregister", (caller, body) -> Map.of());
        endpoints.add(
                "workers.download_events_log", Endpoints.ADMINS, (caller, body) -> eventsLog(body, caller.company()));
        endpoints.add("tenants.get_resource_usages", Endpoints.PLATFORM, (caller, body) -> usages(tenant(body)));
        endpoints.add(
                "tenants.get_resource_history", Endpoints.PLATFORM, (caller, body) -> history(body, tenant(body)));
        endpoints.add(
                "tenants.download_events_log", Endpoints.PLATFORM, (caller, body) -> eventsLog(body, tenant(body)));
    }

    private static void add(Endpoints endpoints, String action, Endpoint.Action run) {
        endpoints.add("workers." + action, Endpoints.ANYONE, run);
    }

    /** The tenant that is named; null for all. */
    private @Nullable String tenant(Body body) {
        return body.has("tenant") ? world.company(body.required("tenant")).id : null;
    }

    private Worker worker(Caller caller, Body body) {
        String id = body.required("worker");
        return world.workersOf(caller.company()).stream()
                .filter(worker -> worker.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(400, 1001, "Invalid worker id: worker=" + id));
    }

    private Object getRuntimeProperties(Caller caller, Body body) {
        return Map.of(
                "runtime_properties",
                List.copyOf(worker(caller, body).runtimeProperties.values()));
    }

    private Object setRuntimeProperties(Caller caller, Body body) {
        Worker worker = worker(caller, body);
        List<String> added = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (Map<String, Object> property : body.objects("runtime_properties")) {
            String key = String.valueOf(property.get("key"));
            if (property.get("expiry") instanceof Number expiry && expiry.longValue() == 0) {
                worker.runtimeProperties.remove(key);
                removed.add(key);
            } else {
                worker.runtimeProperties.put(key, property);
                added.add(key);
            }
        }
        return Map.of("added", added, "removed", removed, "errors", List.of());
    }

    private Map<String, Object> thresholds(Caller caller) {
        return thresholds.getOrDefault(caller.company(), Map.of());
    }

    private Object setThresholds(Caller caller, Body body) {
        thresholds.put(caller.company(), body.map());
        return Map.of("updated", 1);
    }

    private long count(@Nullable String tenant) {
        return world.companies.keySet().stream()
                .filter(company -> tenant == null || tenant.equals(company))
                .mapToLong(company -> world.workersOf(company).size())
                .sum();
    }

    private Object usages(@Nullable String tenant) {
        return Map.of("total", Map.of("worker_count", count(tenant), "gpu_count", 0, "cpu_count", 0));
    }

    private Object history(Body body, @Nullable String tenant) {
        List<Instant> times = Buckets.of(body);
        Map<String, Object> series = new LinkedHashMap<>();
        for (String name : SERIES) {
            long value = name.equals("worker_count") ? count(tenant) : 0;
            series.put(
                    name,
                    Map.of(
                            "title", name,
                            "dates", Buckets.millis(times),
                            "values", times.stream().map(time -> value).toList()));
        }
        return series;
    }

    private Map<String, Object> clusters(Caller caller) {
        return clusters.computeIfAbsent(caller.company(), company -> new LinkedHashMap<>());
    }

    private Object clusterReport(Caller caller, Body body) {
        clusters(caller).put(body.required("cluster"), body.map());
        return Map.of();
    }

    private Object clusterUnregister(Caller caller, Body body) {
        String cluster = body.required("cluster");
        if (clusters(caller).remove(cluster) == null) {
            throw new Refusal(400, 10, "Invalid object id: cluster=" + cluster);
        }
        return Map.of();
    }

    private Object eventsLog(Body body, @Nullable String tenant) {
        Long days = body.number("max_age_days");
        Instant oldest = world.now().minus(Duration.ofDays(days == null ? USUAL_LOG_DAYS : days));
        String text = world.workerLog.stream()
                .filter(event -> tenant == null || event.company().equals(tenant))
                .filter(event -> !event.time().isBefore(oldest))
                .map(event -> Wire.date(event.time()) + " " + event.company() + " " + event.text() + "\n")
                .collect(Collectors.joining());
        return Answer.file("events.log", "text/plain", text);
    }
}
