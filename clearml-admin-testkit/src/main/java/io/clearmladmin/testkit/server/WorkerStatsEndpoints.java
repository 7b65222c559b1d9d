package io.clearmladmin.testkit.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** {@code workers.*}: what they reported about their machines. */
final class WorkerStatsEndpoints {

    private static final String SINCE = "2.4";

    private final ServerState world;

    WorkerStatsEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        endpoints.add("workers.get_stats", SINCE, Endpoints.ANYONE, this::getStats);
        endpoints.add("workers.get_activity_report", SINCE, Endpoints.ANYONE, this::getActivityReport);
        endpoints.add("workers.get_metric_keys", SINCE, Endpoints.ANYONE, this::getMetricKeys);
    }

    private List<Worker> wanted(Caller caller, Body body) {
        List<String> ids = body.filter("worker_ids");
        return world.workers.values().stream()
                .filter(worker -> worker.company.equals(caller.company()))
                .filter(worker -> ids.isEmpty() || ids.contains(worker.id))
                .toList();
    }

    private Object getStats(Caller caller, Body body) {
        List<Instant> starts = Buckets.of(body);
        long interval = Buckets.interval(body);
        List<Map<String, Object>> items = body.objects("items");
        if (items.isEmpty()) {
            throw Refusal.validation("error for field 'items'. field is required!");
        }
        boolean isSplit = body.flag("split_by_variant", false);
        List<Map<String, Object>> workers = new ArrayList<>();
        for (Worker worker : wanted(caller, body)) {
            List<Map<String, Object>> metrics = new ArrayList<>();
            for (Map<String, Object> item : items) {
                String key = String.valueOf(item.get("key"));
                String aggregation = String.valueOf(item.getOrDefault("aggregation", "avg"));
                for (int variant : isSplit ? variants(worker, key) : List.of(-1)) {
                    metrics.add(metric(worker, key, aggregation, variant, starts, interval));
                }
            }
            workers.add(Map.of("worker", worker.id, "metrics", metrics));
        }
        return Map.of("workers", workers);
    }

    private static List<Integer> variants(Worker worker, String key) {
        TreeSet<Integer> variants = new TreeSet<>();
        for (Worker.Report report : worker.reports) {
            int size = report.stats().get(key) instanceof List<?> list ? list.size() : 1;
            for (int i = 0; i < size; i++) {
                variants.add(i);
            }
        }
        return List.copyOf(variants);
    }

    private static Map<String, Object> metric(
            Worker worker, String key, String aggregation, int variant, List<Instant> starts, long interval) {
        List<Instant> dates = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (Instant start : starts) {
            double[] found = worker.reports.stream()
                    .filter(report -> Buckets.isWithin(report.time(), start, interval))
                    .flatMapToDouble(report -> values(report.stats().get(key), variant))
                    .toArray();
            if (found.length > 0) {
                dates.add(start);
                values.add(aggregate(DoubleStream.of(found), aggregation));
            }
        }
        return Map.of(
                "metric",
                key,
                "variant",
                variant < 0 ? "total" : String.valueOf(variant),
                "stats",
                List.of(Map.of("aggregation", aggregation, "dates", Buckets.seconds(dates), "values", values)));
    }

    private static DoubleStream values(@Nullable Object value, int variant) {
        if (value instanceof List<?> list) {
            return variant < 0
                    ? list.stream().flatMapToDouble(each -> values(each, variant))
                    : variant < list.size() ? values(list.get(variant), variant) : DoubleStream.empty();
        }
        return value instanceof Number number ? DoubleStream.of(number.doubleValue()) : DoubleStream.empty();
    }

    private static double aggregate(DoubleStream values, String aggregation) {
        return switch (aggregation) {
            case "min" -> values.min().orElse(0);
            case "max" -> values.max().orElse(0);
            default -> values.average().orElse(0);
        };
    }

    private Object getActivityReport(Caller caller, Body body) {
        List<Instant> starts = Buckets.of(body);
        long interval = Buckets.interval(body);
        List<Worker> workers = wanted(caller, body);
        return Map.of(
                "total", series(workers, starts, interval, false), "active", series(workers, starts, interval, true));
    }

    private static Map<String, Object> series(
            List<Worker> workers, List<Instant> starts, long interval, boolean onlyActive) {
        List<Long> counts = new ArrayList<>();
        for (Instant start : starts) {
            counts.add(workers.stream()
                    .filter(worker -> worker.reports.stream()
                            .anyMatch(report -> Buckets.isWithin(report.time(), start, interval)
                                    && (!onlyActive || report.hasTask())))
                    .count());
        }
        return Map.of("dates", Buckets.seconds(starts), "counts", counts);
    }

    private Object getMetricKeys(Caller caller, Body body) {
        Map<String, TreeSet<String>> keys = new TreeMap<>();
        for (Worker worker : wanted(caller, body)) {
            for (Worker.Report report : worker.reports) {
                report.stats()
                        .keySet()
                        .forEach(key -> keys.computeIfAbsent(category(key), name -> new TreeSet<>())
                                .add(key));
            }
        }
        if (keys.isEmpty() && !body.filter("worker_ids").isEmpty()) {
            throw new Refusal(400, 1005, "Worker stats not found (No statistic metrics found for these workers)");
        }
        List<Map<String, Object>> categories = new ArrayList<>();
        keys.forEach((name, names) -> categories.add(Map.of("name", name, "metric_keys", names)));
        return Map.of("categories", categories);
    }

    private static String category(String key) {
        return key.split("_", 2)[0];
    }
}
