package io.clearmladmin.testkit.server;

import io.clearmladmin.tasks.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A task. */
final class Task {

    static final String ARCHIVED = "archived";
    static final Set<String> FIELDS = Set.of(
            "id",
            "name",
            "user",
            "company",
            "type",
            "status",
            "comment",
            "report",
            "report_assets",
            "created",
            "started",
            "completed",
            "active_duration",
            "parent",
            "project",
            "output",
            "execution",
            "container",
            "models",
            "script",
            "tags",
            "system_tags",
            "status_changed",
            "status_message",
            "status_reason",
            "published",
            "last_worker",
            "last_worker_report",
            "last_update",
            "last_change",
            "last_iteration",
            "last_metrics",
            "hyperparams",
            "configuration",
            "runtime",
            "last_changed_by",
            "enqueue_status",
            "unique_metrics",
            "metric_stats");
    // A worker that has said nothing for so long is taken for dead.
    private static final Duration DEAD_AFTER = Duration.ofMinutes(10);

    /** A line that it printed. */
    record Line(
            Instant time,
            String worker,
            String level,
            String text,
            @Nullable String metric) {}

    final String id;
    final String owner;
    final String user;
    final Instant created;
    String name;
    String type;
    boolean isPublic;
    TaskStatus status = TaskStatus.CREATED;

    @Nullable
    String statusReason;

    @Nullable
    String statusMessage;

    Instant statusChanged;

    @Nullable
    Instant started;

    @Nullable
    Instant completed;

    @Nullable
    Instant published;

    Instant lastUpdate;
    Instant lastChange;
    String lastChangedBy;

    @Nullable
    String lastWorker;

    @Nullable
    Instant lastWorkerReport;

    @Nullable
    String project;

    @Nullable
    String parent;

    List<String> tags = new ArrayList<>();
    List<String> systemTags = new ArrayList<>();

    @Nullable
    String comment;

    @Nullable
    String queue;

    @Nullable
    TaskStatus enqueueStatus;

    final List<String> artifacts = new ArrayList<>();
    final List<String> inputModels = new ArrayList<>();
    final Map<String, Object> runtime = new LinkedHashMap<>();
    final List<Line> log = new ArrayList<>();

    Task(String id, String owner, String user, String name, String type, Instant created) {
        this.id = id;
        this.owner = owner;
        this.user = user;
        this.name = name;
        this.type = type;
        this.created = created;
        this.statusChanged = created;
        this.lastUpdate = created;
        this.lastChange = created;
        this.lastChangedBy = user;
    }

    boolean isArchived() {
        return systemTags.contains(ARCHIVED);
    }

    boolean isHidden() {
        return systemTags.contains("hidden");
    }

    /** Whether a worker is taken to be at it. */
    boolean isLive(Instant now) {
        return lastWorker != null
                && !systemTags.contains("development")
                && lastUpdate.plus(DEAD_AFTER).isAfter(now);
    }

    boolean isVisible(String company) {
        return isPublic || owner.equals(company);
    }

    /** Its fields as the real server has them; references are {@link Ref}. */
    Map<String, Object> document(List<Model> models) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("company", new Ref(Ref.Kind.COMPANY, isPublic ? "" : owner));
        document.put("user", new Ref(Ref.Kind.USER, user));
        document.put("name", name);
        document.put("type", type);
        document.put("status", status.value());
        put(document, "status_reason", statusReason);
        put(document, "status_message", statusMessage);
        document.put("status_changed", Wire.date(statusChanged));
        document.put("report_assets", List.of());
        document.put("created", Wire.date(created));
        put(document, "started", started == null ? null : Wire.date(started));
        put(document, "completed", completed == null ? null : Wire.date(completed));
        put(document, "published", published == null ? null : Wire.date(published));
        put(document, "project", Ref.of(Ref.Kind.PROJECT, project));
        put(document, "parent", Ref.of(Ref.Kind.TASK, parent));
        put(document, "comment", comment);
        document.put("output", Map.of());
        document.put("execution", execution());
        document.put("tags", List.copyOf(tags));
        document.put("system_tags", List.copyOf(systemTags));
        document.put(
                "script", Map.of("binary", "python", "repository", "", "entry_point", "", "requirements", Map.of()));
        document.put("last_update", Wire.date(lastUpdate));
        document.put("last_change", Wire.date(lastChange));
        document.put("last_changed_by", lastChangedBy);
        put(document, "last_worker", lastWorker);
        put(document, "last_worker_report", lastWorkerReport == null ? null : Wire.date(lastWorkerReport));
        document.put("last_iteration", 0);
        document.put("unique_metrics", List.of());
        for (String empty : List.of("last_metrics", "metric_stats", "hyperparams", "configuration", "container")) {
            document.put(empty, Map.of());
        }
        document.put("runtime", Map.copyOf(runtime));
        document.put("models", Map.of("input", inputs(), "output", outputs(models)));
        return document;
    }

    private static void put(Map<String, Object> document, String name, @Nullable Object value) {
        if (value != null) {
            document.put(name, value);
        }
    }

    private Map<String, Object> execution() {
        Map<String, Object> execution = new LinkedHashMap<>();
        put(execution, "queue", Ref.of(Ref.Kind.QUEUE, queue));
        execution.put("test_split", 0);
        for (String empty : List.of("parameters", "model_desc", "model_labels")) {
            execution.put(empty, Map.of());
        }
        execution.put(
                "artifacts", artifacts.stream().map(uri -> Map.of("uri", uri)).toList());
        return execution;
    }

    private List<Map<String, Object>> inputs() {
        List<Map<String, Object>> inputs = new ArrayList<>();
        inputModels.forEach(model -> inputs.add(
                Map.of("name", "in", "model", new Ref(Ref.Kind.MODEL, model), "updated", Wire.date(created))));
        return inputs;
    }

    private List<Map<String, Object>> outputs(List<Model> models) {
        List<Map<String, Object>> outputs = new ArrayList<>();
        models.stream()
                .filter(model -> id.equals(model.task))
                .forEach(model -> outputs.add(Map.of(
                        "name",
                        model.name,
                        "model",
                        new Ref(Ref.Kind.MODEL, model.id),
                        "updated",
                        Wire.date(created))));
        return outputs;
    }
}
