package io.clearmladmin.testkit.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A model. */
final class Model {

    static final Set<String> FIELDS = Set.of(
            "id",
            "name",
            "user",
            "company",
            "project",
            "task",
            "parent",
            "created",
            "last_update",
            "last_change",
            "last_changed_by",
            "ready",
            "uri",
            "framework",
            "tags",
            "system_tags",
            "labels",
            "comment",
            "metadata",
            "design",
            "last_iteration",
            "last_metrics",
            "ui_cache",
            "stats");

    final String id;
    final String owner;
    final String user;
    final Instant created;
    String name;
    String uri;
    boolean isPublic;
    boolean isReady;
    Instant lastUpdate;

    @Nullable
    String project;

    @Nullable
    String task;

    /** Comment, framework, labels and metadata, as they were given. */
    final Map<String, Object> more = new LinkedHashMap<>();

    List<String> tags = new ArrayList<>();
    List<String> systemTags = new ArrayList<>();

    Model(String id, String owner, String user, String name, String uri, Instant created) {
        this.id = id;
        this.owner = owner;
        this.user = user;
        this.name = name;
        this.uri = uri;
        this.created = created;
        this.lastUpdate = created;
    }

    boolean isArchived() {
        return systemTags.contains(Task.ARCHIVED);
    }

    boolean isVisible(String company) {
        return isPublic || owner.equals(company);
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("company", new Ref(Ref.Kind.COMPANY, isPublic ? "" : owner));
        document.put("user", new Ref(Ref.Kind.USER, user));
        document.put("name", name);
        if (project != null) {
            document.put("project", new Ref(Ref.Kind.PROJECT, project));
        }
        if (task != null) {
            document.put("task", new Ref(Ref.Kind.TASK, task));
        }
        document.put("created", Wire.date(created));
        document.put("tags", List.copyOf(tags));
        document.put("system_tags", List.copyOf(systemTags));
        document.put("uri", uri);
        document.put("ready", isReady);
        document.put("design", Map.of());
        document.put("labels", Map.of());
        document.put("metadata", Map.of());
        document.put("last_update", Wire.date(lastUpdate));
        document.put("last_change", Wire.date(lastUpdate));
        document.put("last_changed_by", user);
        document.put("last_iteration", 0);
        document.put("last_metrics", Map.of());
        document.putAll(more);
        return document;
    }
}
