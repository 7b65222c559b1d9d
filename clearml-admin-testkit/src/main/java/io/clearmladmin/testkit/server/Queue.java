package io.clearmladmin.testkit.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A queue. */
final class Queue {

    final String id;
    final String company;
    /** Who made it; null for the server's own. */
    final @Nullable String user;

    final Instant created;
    String name;

    @Nullable
    String displayName;

    Instant lastUpdate;
    List<String> tags = new ArrayList<>();
    List<String> systemTags = new ArrayList<>();
    Map<String, Object> metadata = new LinkedHashMap<>();
    final List<Entry> entries = new ArrayList<>();

    /** A task that waits. */
    record Entry(String task, Instant added) {}

    Queue(String id, String company, @Nullable String user, String name, Instant created) {
        this.id = id;
        this.company = company;
        this.user = user;
        this.name = name;
        this.created = created;
        this.lastUpdate = created;
    }

    /** The place of a task; -1 if it does not wait here. */
    int place(String task) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).task().equals(task)) {
                return i;
            }
        }
        return -1;
    }
}
