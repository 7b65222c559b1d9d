package io.clearmladmin.events;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lifecycle events say of a tenant. Each event carries the state right after it, so that the last one suffices. */
record TenantState(Optional<String> name, Optional<Boolean> active, Map<String, Object> fields) {

    private static final String NAME = "name";
    private static final String ACTIVE = "active";
    private static final String FIELDS = "fields";

    /** A change, and what an event about it says. */
    record Change(String type, Map<String, Object> data) {}

    static TenantState of(Event last) {
        Map<String, Object> data = last.data();
        Map<String, Object> fields = new LinkedHashMap<>();
        if (data.get(FIELDS) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> fields.put(String.valueOf(name), value));
        }
        return new TenantState(
                data.get(NAME) instanceof String name ? Optional.of(name) : Optional.empty(),
                data.get(ACTIVE) instanceof Boolean active ? Optional.of(active) : Optional.empty(),
                fields);
    }

    Change appeared() {
        return new Change(TenantEvents.APPEARED, data());
    }

    Change gone() {
        return new Change(TenantEvents.GONE, data());
    }

    /** What leads from here to there, one after the other. What is not known of one of the two is no change. */
    List<Change> changesTo(TenantState to) {
        List<Change> changes = new ArrayList<>();
        TenantState now = this;
        if (name.isPresent() && to.name.isPresent() && !name.equals(to.name)) {
            now = new TenantState(to.name, now.active, now.fields);
            Map<String, Object> data = now.data();
            data.put("previous_name", name.get());
            changes.add(new Change(TenantEvents.RENAMED, data));
        }
        if (active.isPresent() && to.active.isPresent() && !active.equals(to.active)) {
            now = new TenantState(now.name, to.active, now.fields);
            changes.add(new Change(to.active.get() ? TenantEvents.ACTIVATED : TenantEvents.DEACTIVATED, now.data()));
        }
        List<String> changed = List.copyOf(JsonValues.differences(fields, to.fields));
        if (!changed.isEmpty()) {
            Map<String, Object> data = new TenantState(now.name, now.active, to.fields).data();
            data.put("changed", changed);
            changes.add(new Change(TenantEvents.FIELDS_CHANGED, data));
        }
        return changes;
    }

    private Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        name.ifPresent(value -> data.put(NAME, value));
        active.ifPresent(value -> data.put(ACTIVE, value));
        data.put(FIELDS, fields);
        return data;
    }
}
