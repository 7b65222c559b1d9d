package io.clearmladmin.testkit.server;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tasks in the order in which they were created, and by id: a listing of many is asked for by id, page after page. */
final class TaskTable extends LinkedHashMap<String, Task> {

    private static final long serialVersionUID = 1;

    private final transient NavigableMap<String, Task> byId = new TreeMap<>();

    @Override
    public @Nullable Task put(String id, Task task) {
        byId.put(id, task);
        return super.put(id, task);
    }

    @Override
    public @Nullable Task remove(Object id) {
        byId.remove(String.valueOf(id));
        return super.remove(id);
    }

    /** All in the order of their ids. */
    Collection<Task> byId() {
        return byId.values();
    }
}
