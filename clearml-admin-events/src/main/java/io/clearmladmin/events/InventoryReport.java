package io.clearmladmin.events;

import io.clearmladmin.internal.text.SafeText;
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

    /** Some lines for people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Inventory of " + start + ": " + published + " tenants published, "
                + failed.size() + " failed, in " + duration.toMillis() + " ms");
        failed.stream()
                .limit(MOST_LINES)
                .forEach(tenant -> text.append("\n  failed ").append(tenant));
        if (failed.size() > MOST_LINES) {
            text.append("\n  and ").append(failed.size() - MOST_LINES).append(" more");
        }
        withoutFields.stream()
                .limit(MOST_LINES)
                .forEach(id -> text.append("\n  without fields ").append(SafeText.line(id)));
        unclosed.ifPresent(
                reason -> text.append("\n  the end was not published: ").append(SafeText.line(reason)));
        return text.toString();
    }
}
