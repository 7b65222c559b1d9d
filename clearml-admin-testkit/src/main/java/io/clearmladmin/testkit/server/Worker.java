package io.clearmladmin.testkit.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A worker that registered. */
final class Worker {

    final String id;
    final String company;
    final String user;
    final Instant registered;
    final long timeoutSeconds;
    Instant lastActivity;

    @Nullable
    Instant lastReport;

    @Nullable
    String task;

    @Nullable
    String queue;

    List<String> queues = List.of();
    List<String> tags = List.of();
    List<String> systemTags = List.of();
    final List<Report> reports = new ArrayList<>();
    final Map<String, Map<String, Object>> runtimeProperties = new LinkedHashMap<>();

    /** What a status report says of the machine. */
    record Report(Instant time, boolean hasTask, Map<String, Object> stats) {}

    Worker(String id, String company, String user, Instant registered, long timeoutSeconds) {
        this.id = id;
        this.company = company;
        this.user = user;
        this.registered = registered;
        this.timeoutSeconds = timeoutSeconds;
        this.lastActivity = registered;
    }

    String key() {
        return key(company, user, id);
    }

    static String key(String company, String user, String id) {
        return "worker_" + company + "_" + user + "_" + id;
    }

    boolean isRegistered(Instant now) {
        return lastActivity.plus(Duration.ofSeconds(timeoutSeconds)).isAfter(now);
    }
}
