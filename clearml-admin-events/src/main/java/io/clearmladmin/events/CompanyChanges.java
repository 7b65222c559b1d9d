package io.clearmladmin.events;

import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.Counts;
import io.clearmladmin.internal.text.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a check of the tenants brought.
 *
 * @param published the events that were published, in their order
 * @param failed the tenants of which nothing could be published; the next check tries again
 */
public record CompanyChanges(List<Event> published, List<FailedTenant> failed) {

    /** Keeps copies. */
    public CompanyChanges {
        published = List.copyOf(published);
        failed = List.copyOf(failed);
    }

    /** As JSON, with {@code snake_case} names and times in ISO 8601: which events there were, without their data. */
    public String toJson() {
        return Json.pretty(new AsJson(published.stream().map(JsonEvent::of).toList(), failed));
    }

    private record AsJson(List<JsonEvent> published, List<FailedTenant> failed) {}

    private record JsonEvent(UUID id, String type, String tenant, Instant time) {

        static JsonEvent of(Event event) {
            return new JsonEvent(event.id(), event.type(), event.tenant(), event.time());
        }
    }

    /** For people: the counts, the tenants that failed, and the events, one per line. */
    public String toText() {
        Table rows = new Table();
        failed.forEach(tenant -> rows.row("failed", tenant.toString()));
        published.forEach(
                event -> rows.row("published", event.type() + " of " + event.tenant() + " at " + event.time()));
        String counts = new Counts()
                .add(failed.size(), "failed")
                .add(published.size(), published.size() == 1 ? "event published" : "events published")
                .orElse("none");
        String all = rows.toString();
        return "Changes of tenants: " + counts + "\n" + (all.isEmpty() ? "" : "\n" + all);
    }

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }
}
