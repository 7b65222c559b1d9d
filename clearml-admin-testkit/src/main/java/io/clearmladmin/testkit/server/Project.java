package io.clearmladmin.testkit.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A project. */
final class Project {

    static final Set<String> FIELDS = Set.of(
            "id",
            "name",
            "basename",
            "description",
            "user",
            "company",
            "created",
            "last_update",
            "tags",
            "system_tags",
            "default_output_destination",
            "parent",
            "path",
            "featured",
            "stats",
            "sub_projects",
            "own_tasks",
            "own_models",
            "hidden",
            "dataset_stats");

    final String id;
    final String owner;
    final String user;
    final Instant created;
    String name;
    boolean isPublic;
    Instant lastUpdate;
    List<String> tags = new ArrayList<>();
    List<String> systemTags = new ArrayList<>();

    @Nullable
    String description;

    @Nullable
    String destination;

    Project(String id, String owner, String user, String name, Instant created) {
        this.id = id;
        this.owner = owner;
        this.user = user;
        this.name = name;
        this.created = created;
        this.lastUpdate = created;
    }

    String basename() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The name of the project above; empty at the top. */
    String location() {
        int end = name.lastIndexOf('/');
        return end < 0 ? "" : name.substring(0, end);
    }

    boolean isBelow(Project other) {
        return name.startsWith(other.name + "/");
    }

    boolean isVisible(String company) {
        return isPublic || owner.equals(company);
    }

    /** Its fields; the ids of those above from the top down. */
    Map<String, Object> document(List<String> path) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("company", new Ref(Ref.Kind.COMPANY, isPublic ? "" : owner));
        document.put("user", new Ref(Ref.Kind.USER, user));
        document.put("name", name);
        document.put("basename", basename());
        if (description != null) {
            document.put("description", description);
        }
        document.put("created", Wire.date(created));
        document.put("last_update", Wire.date(lastUpdate));
        document.put("tags", List.copyOf(tags));
        document.put("system_tags", List.copyOf(systemTags));
        if (destination != null) {
            document.put("default_output_destination", destination);
        }
        if (!path.isEmpty()) {
            document.put("parent", path.get(path.size() - 1));
            document.put("path", path);
        }
        document.put("featured", 9999);
        return document;
    }
}
