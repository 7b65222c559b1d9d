package io.clearmladmin.events;

import io.clearmladmin.ClearMl;
import io.clearmladmin.internal.check.Check;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The fields that go with a tenant's custom events. Whether the server merges or replaces them is not documented, so the
 * whole is always written, and read back.
 *
 * <pre>{@code
 * TenantFields.of(clearml, tenantId).merge(Map.of("service_instance_name", "Vision team"));
 * }</pre>
 *
 * <p>Enterprise servers; roles {@code root} and {@code system}. All methods block for one to three calls and throw what
 * those throw. They may be repeated. Several writers of one tenant at a time may undo each other's change, which the one
 * that reads it back in time notices.
 */
public final class TenantFields {

    private final ClearMl clearml;
    private final String tenantId;

    private TenantFields(ClearMl clearml, String tenantId) {
        this.clearml = Objects.requireNonNull(clearml, "clearml");
        this.tenantId = Check.text("tenantId", tenantId);
    }

    /** The fields of one tenant. Nothing is sent. */
    public static TenantFields of(ClearMl clearml, String tenantId) {
        return new TenantFields(clearml, tenantId);
    }

    /** The fields; empty if there are none. */
    public Map<String, Object> read() {
        return clearml.system().getCompanyCustomEventsConfig(tenantId);
    }

    /**
     * Makes these fields the only ones. Nothing is written if they are already.
     *
     * @return the fields as read back
     * @throws FieldsNotKeptException if they are others then
     * @throws IllegalArgumentException if a value is not one that JSON has, naming it; nothing was sent
     */
    public Map<String, Object> set(Map<String, ?> fields) {
        JsonValues.check("fields", fields);
        return write(read(), fields);
    }

    /**
     * Sets these fields and leaves the others as they are. Nothing is written if that changes nothing.
     *
     * @return all fields as read back
     * @throws FieldsNotKeptException if they are others then
     * @throws IllegalArgumentException if a value is not one that JSON has, naming it; nothing was sent
     */
    public Map<String, Object> merge(Map<String, ?> fields) {
        JsonValues.check("fields", fields);
        Map<String, Object> before = read();
        Map<String, Object> merged = new LinkedHashMap<>(before);
        merged.putAll(fields);
        return write(before, merged);
    }

    private Map<String, Object> write(Map<String, Object> before, Map<String, ?> wanted) {
        if (JsonValues.same(before, wanted)) {
            return before;
        }
        clearml.system().updateCompanyCustomEventsConfig(tenantId, wanted);
        Map<String, Object> after = read();
        Set<String> differing = JsonValues.differences(wanted, after);
        if (!differing.isEmpty()) {
            throw new FieldsNotKeptException(tenantId, differing);
        }
        return after;
    }
}
