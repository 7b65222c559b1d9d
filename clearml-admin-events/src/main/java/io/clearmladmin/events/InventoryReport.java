package io.clearmladmin.events;

import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.Counts;
import io.clearmladmin.internal.text.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an inventory published.
 *
 * @param start when the run started, which is its id: {@link CompanyInventory#run(Instant)} repeats it
 * @param published how many tenants were published
 * @param failed the tenants that were not
 * @param withoutFields the ids of the tenants that were published without fields, since they have none; to be looked after
 * @param duration how long it took
 * @param unclosed why the closing event was not published; empty if it was
 */
public record InventoryReport(
        Instant start,
        int published,
        List<FailedTenant> failed,
        List<String> withoutFields,
        Duration duration,
        Optional<String> unclosed) {

    private static final int MOST_LINES = 20;

    /** Keeps copies. */
    public InventoryReport {
        failed = List.copyOf(failed);
        withoutFields = List.copyOf(withoutFields);
    }

    /** Whether every tenant was published, and the end too. If not, {@link CompanyInventory#run(Instant)} again. */
    public boolean isComplete() {
        return failed.isEmpty() && unclosed.isEmpty();
    }

    /** As JSON, with {@code snake_case} names, times in ISO 8601, and all tenants that failed. */
    public String toJson() {
        return Json.pretty(
                new AsJson(start, isComplete(), published, failed, withoutFields, unclosed, duration.toMillis()));
    }

    private record AsJson(
            Instant start,
            boolean complete,
            int published,
            List<FailedTenant> failed,
            List<String> withoutFields,
            Optional<String> unclosed,
            long durationMillis) {}

    /** For people: the counts, and the tenants that failed or have no fields, one per line, 20 of each at most. */
    public String toText() {
        Table rows = new Table();
        unclosed.ifPresent(reason -> rows.row("not closed", "the end was not published: " + reason));
        add(rows, "failed", failed);
        add(rows, "without fields", withoutFields);
        String counts = new Counts()
                .add(failed.size(), "failed")
                .add(published, published == 1 ? "tenant published" : "tenants published")
                .add(withoutFields.size(), "without fields")
                .orElse("no tenants");
        String all = rows.toString();
        return "Inventory of tenants at " + start + ": " + (unclosed.isPresent() ? "not closed, " : "") + counts
                + ", in " + duration.toMillis() + " ms\n" + (all.isEmpty() ? "" : "\n" + all);
    }

    private static void add(Table rows, String what, List<?> tenants) {
        tenants.stream().limit(MOST_LINES).forEach(tenant -> rows.row(what, tenant.toString()));
        if (tenants.size() > MOST_LINES) {
            rows.row(what, "and " + (tenants.size() - MOST_LINES) + " more");
        }
    }

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }
}
