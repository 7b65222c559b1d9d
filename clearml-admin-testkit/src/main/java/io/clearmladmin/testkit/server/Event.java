package io.clearmladmin.testkit.server;

import java.time.Instant;
import java.util.Map;

/**
 * A custom event that was taken.
 *
 * @param category the {@code template_key} of the call that brought it
 * @param company the tenant that reported it
 * @param taken when it came
 * @param fields its fields as they were sent
 */
record Event(String category, String company, Instant taken, Map<String, Object> fields) {

    /** The tenant that it is about. */
    String tenant() {
        return fields.get("clearml_tenant") instanceof String tenant ? tenant : company;
    }

    Instant time() {
        return fields.get("timestamp_millis") instanceof Number millis
                ? Instant.ofEpochMilli(millis.longValue())
                : taken;
    }
}
