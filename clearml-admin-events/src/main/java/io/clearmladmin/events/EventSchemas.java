package io.clearmladmin.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** JSON Schemas (2020-12) of what events carry as {@code data}; the same files are in {@code docs/events}. */
public final class EventSchemas {

    private EventSchemas() {}

    /**
     * The schema of an event's {@code data}, as JSON.
     *
     * @param type one of {@link TenantEvents#types()}, {@link PodEvents#types()} or {@link MonitorEvents#types()}
     * @throws IllegalArgumentException if there is no such type
     */
    public static String of(String type) {
        if (!TenantEvents.types().contains(type)
                && !PodEvents.types().contains(type)
                && !MonitorEvents.types().contains(type)) {
            throw new IllegalArgumentException("type: there is no '" + type + "', but " + TenantEvents.types() + ", "
                    + PodEvents.types() + " and " + MonitorEvents.types());
        }
        try (InputStream schema = EventSchemas.class.getResourceAsStream(type + ".json")) {
            if (schema == null) {
                throw new IllegalStateException("the jar lacks the schema of " + type);
            }
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
