package io.clearmladmin.events;

import io.clearmladmin.internal.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the events of one run of an inventory: one for each thing that is there, and one that closes it. Their schemas say what
 * each carries: {@link EventSchemas}.
 *
 * @param source the events' source
 * @param start the run's start, by which it is known and which is the time of all its events
 */
public record InventoryEvents(String source, Instant start) {

    /** That something is there, in this part of the run, of which the first is 1. */
    public Event present(String type, String tenant, String subject, int part, Map<String, ?> details) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("run", start.toString());
        data.put("part", part);
        data.putAll(details);
        return event(type, tenant, subject, data);
    }

    /**
     * That so many were there, in so many parts. A repetition of a run with failures ends otherwise than the run did, so its
     * end has another id.
     */
    public Event complete(int parts, int count, int failed, Duration duration) {
        String subject = "inventory/" + start + (failed == 0 ? "" : "/failed/" + failed);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("run", start.toString());
        data.put("parts", parts);
        data.put("count", count);
        data.put("failed", failed);
        data.put("duration_millis", Math.max(0, duration.toMillis()));
        return event(TenantEvents.INVENTORY_COMPLETE, "", subject, data);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }

    private Event event(String type, String tenant, String subject, Map<String, Object> data) {
        return new Event(source, Event.Kind.INVENTORY, type, tenant, subject, start, data);
    }
}
