package io.clearmladmin.testkit.server;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code serving.*}: the containers that serve models. */
final class ServingEndpoints {

    private static final long SHORTEST_STEP = 40;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);
    private static final Set<String> METRICS = Set.of(
            "requests",
            "requests_min",
            "latency_ms",
            "cpu_count",
            "gpu_count",
            "cpu_util",
            "gpu_util",
            "ram_total",
            "ram_used",
            "ram_free",
            "gpu_ram_total",
            "gpu_ram_used",
            "gpu_ram_free",
            "network_rx",
            "network_tx");

    private final ServerState world;

    ServingEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        add(endpoints, "register_container", this::registerContainer);
        add(endpoints, "unregister_container", this::unregisterContainer);
        add(endpoints, "container_status_report", this::statusReport);
        add(endpoints, "get_endpoints", this::getEndpoints);
        add(endpoints, "get_loading_instances", this::getLoadingInstances);
        add(endpoints, "get_endpoint_details", this::getEndpointDetails);
        add(endpoints, "get_endpoint_metrics_history", this::getMetricsHistory);
    }

    private static void add(Endpoints endpoints, String action, Endpoint.Action run) {
        endpoints.add("serving." + action, "1.0", Endpoints.ANYONE, run);
    }

    private static String key(Caller caller, String id) {
        return caller.company() + " " + id;
    }

    private Object registerContainer(Caller caller, Body body) {
        String id = body.required("container_id");
        Container container = new Container(id, caller.company(), body.map(), world.now());
        world.containers.put(key(caller, id), container);
        return Map.of();
    }

    private Object unregisterContainer(Caller caller, Body body) {
        world.containers.remove(key(caller, body.required("container_id")));
        return Map.of();
    }

    private Object statusReport(Caller caller, Body body) {
        String id = body.required("container_id");
        if (!body.has("endpoint_url")) {
            throw Refusal.validation("error for field 'endpoint_url'. field is required!");
        }
        Container container = world.containers.computeIfAbsent(
                key(caller, id), any -> new Container(id, caller.company(), body.map(), world.now()));
        container.report = body.map();
        container.lastUpdate = world.now();
        return Map.of();
    }

    private List<Container> own(Caller caller) {
        Instant oldest = world.now().minus(FORGOTTEN_AFTER);
        return world.containers.values().stream()
                .filter(container -> container.company.equals(caller.company()) && container.lastUpdate.isAfter(oldest))
                .toList();
    }

    private static Map<String, List<Container>> byUrl(List<Container> containers) {
        return containers.stream()
                .filter(container -> container.said("endpoint_url") != null)
                .collect(Collectors.groupingBy(
                        container -> String.valueOf(container.said("endpoint_url")),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private static @Nullable Object most(List<Container> containers, String name) {
        return containers.stream()
                .map(container -> container.said(name))
                .filter(Objects::nonNull)
                .map(Number.class::cast)
                .reduce((one, other) -> one.doubleValue() >= other.doubleValue() ? one : other)
                .orElse(null);
    }

    private static String lastUpdate(List<Container> containers) {
        return containers.stream()
                .map(container -> container.lastUpdate)
                .max(Instant::compareTo)
                .map(Wire::date)
                .orElse("");
    }

    private Object getEndpoints(Caller caller, Body body) {
        return Map.of(
                "endpoints",
                byUrl(own(caller)).entrySet().stream()
                        .map(entry -> endpoint(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static Map<String, @Nullable Object> endpoint(String url, List<Container> containers) {
        Map<String, @Nullable Object> endpoint = new LinkedHashMap<>();
        Container first = containers.get(0);
        endpoint.put("endpoint", first.said("endpoint_name"));
        endpoint.put("model", first.said("model_name"));
        endpoint.put("url", url);
        endpoint.put("instances", containers.size());
        for (String number : List.of("uptime_sec", "requests", "requests_min", "latency_ms")) {
            endpoint.put(number, most(containers, wire(number)));
        }
        endpoint.put("last_update", lastUpdate(containers));
        return endpoint;
    }

    private static String wire(String shown) {
        return switch (shown) {
            case "requests" -> "requests_num";
            default -> shown;
        };
    }

    private Object getLoadingInstances(Caller caller, Body body) {
        return Map.of(
                "instances",
                own(caller).stream()
                        .filter(container -> container.said("endpoint_url") == null)
                        .map(container -> loading(container))
                        .toList());
    }

    private Map<String, @Nullable Object> loading(Container container) {
        Map<String, @Nullable Object> instance = new LinkedHashMap<>();
        instance.put("id", container.id);
        instance.put("endpoint", container.said("endpoint_name"));
        instance.put("url", null);
        instance.put("model", container.said("model_name"));
        about(container, instance);
        instance.put("uptime_sec", container.said("uptime_sec"));
        instance.put(
                "age_sec", Duration.between(container.registered, world.now()).toSeconds());
        instance.put("last_update", Wire.date(container.lastUpdate));
        return instance;
    }

    private static void about(Container container, Map<String, @Nullable Object> answer) {
        for (String field :
                List.of("preprocess_artifact", "input_type", "input_size", "model_source", "model_version")) {
            answer.put(field, container.said(field));
        }
    }

    private List<Container> at(Caller caller, Body body) {
        String url = body.required("endpoint_url");
        List<Container> containers = byUrl(own(caller)).getOrDefault(url, List.of());
        if (containers.isEmpty()) {
            throw new Refusal(400, 1052, "No container instances found for service url: url=" + url);
        }
        return containers;
    }

    private Object getEndpointDetails(Caller caller, Body body) {
        List<Container> containers = at(caller, body);
        Container first = containers.get(0);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("endpoint", first.said("endpoint_name"));
        answer.put("model", first.said("model_name"));
        answer.put("url", body.required("endpoint_url"));
        about(first, answer);
        Object uptime = most(containers, "uptime_sec");
        if (uptime == null && containers.size() > 1) {
            throw new Refusal(500, 0, "'>' not supported between instances of 'NoneType' and 'NoneType'");
        }
        answer.put("uptime_sec", uptime);
        answer.put("last_update", lastUpdate(containers));
        answer.put(
                "instances", containers.stream().map(ServingEndpoints::instance).toList());
        return answer;
    }

    private static Map<String, @Nullable Object> instance(Container container) {
        Map<String, @Nullable Object> instance = new LinkedHashMap<>();
        instance.put("id", container.id);
        for (String number : List.of("uptime_sec", "requests", "requests_min", "latency_ms")) {
            instance.put(number, container.said(wire(number)));
        }
        instance.put("last_update", Wire.date(container.lastUpdate));
        instance.put("reference", Objects.requireNonNullElse(container.said("reference"), List.of()));
        instance.put("cpu_count", 0);
        instance.put("gpu_count", 0);
        return instance;
    }

    // One point of now: the fake keeps no history.
    private Object getMetricsHistory(Caller caller, Body body) {
        String metric = Objects.requireNonNullElse(body.text("metric_type"), "requests");
        if (!METRICS.contains(metric)) {
            throw Refusal.validation("error for field 'metric_type': ('value is wrong, expected type \"metrictype\"', '"
                    + metric + "').");
        }
        if (!body.requiredTime("from_date").isBefore(body.requiredTime("to_date"))) {
            throw new Refusal(400, 16, "Invalid value for fields (from_date must be less than to_date)");
        }
        List<Container> containers = at(caller, body);
        Map<String, Object> instances = new LinkedHashMap<>();
        containers.forEach(container ->
                instances.put(container.id, series(container.id, container.lastUpdate, container.said(wire(metric)))));
        Long interval = body.number("interval");
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("computed_interval", Math.max(SHORTEST_STEP, interval == null ? 0 : interval));
        answer.put("total", series(metric, containers.get(0).lastUpdate, most(containers, wire(metric))));
        if (body.flag("instance_charts", true)) {
            answer.put("instances", instances);
        }
        return answer;
    }

    private static Map<String, Object> series(String title, Instant time, @Nullable Object value) {
        return Map.of(
                "title", title,
                "dates", List.of(time.toEpochMilli()),
                "values", List.of(value == null ? 0 : value));
    }
}
