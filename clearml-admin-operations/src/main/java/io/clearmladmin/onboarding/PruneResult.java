package io.clearmladmin.onboarding;

import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.Counts;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.text.Table;
import java.util.List;

/**
 * The result of {@link Onboarding#prune}.
 *
 * @param tenant the tenant's name
 * @param removed what was removed, in order, and is gone from the server
 * @param staying what is still beyond the specification, each with why: protected, refused by the server, or there all the same
 * @param unread what could not be compared, one sentence each
 */
public record PruneResult(String tenant, List<Step> removed, List<Step> staying, List<String> unread) {

    /** Copies the lists. */
    public PruneResult {
        removed = List.copyOf(removed);
        staying = List.copyOf(staying);
        unread = List.copyOf(unread);
    }

    /** Whether the tenant has nothing beyond its specification; what could not be compared does not count. */
    public boolean isComplete() {
        return staying.isEmpty();
    }

    /** For people: the counts, and the steps, one per line. */
    public String toText() {
        Table rows = new Table();
        removed.forEach(step -> step.addTo(rows));
        staying.forEach(step -> step.addTo(rows));
        unread.forEach(each -> rows.row("unread", each));
        String counts = new Counts()
                .add(removed.size(), "removed")
                .add(staying.size(), "staying")
                .orElse("nothing was beyond it");
        String all = rows.toString();
        return "Pruned " + SafeText.line(tenant) + ": " + counts + "\n" + (all.isEmpty() ? "" : "\n" + all);
    }

    /** As JSON, with {@code snake_case} names. */
    public String toJson() {
        return Json.pretty(this);
    }

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }
}
