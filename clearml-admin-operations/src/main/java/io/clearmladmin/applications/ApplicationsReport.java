package io.clearmladmin.applications;

import io.clearmladmin.bulk.BulkReport.Fate;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.Counts;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.text.Table;
import java.util.List;

/**
 * What became of the tenants that were to be changed; what is done was read back from the server.
 *
 * @param application the application
 * @param tenants one outcome for each tenant that the plan was to change
 * @param stoppedInstances how many instances were asked to stop; they stop within seconds, or when their abort callbacks end
 */
public record ApplicationsReport(String application, List<AssignmentOutcome> tenants, int stoppedInstances) {

    /** Copies the list. */
    public ApplicationsReport {
        tenants = List.copyOf(tenants);
    }

    /** The tenants with this fate. */
    public List<AssignmentOutcome> with(Fate fate) {
        return tenants.stream().filter(tenant -> tenant.fate() == fate).toList();
    }

    /** Whether all is done. */
    public boolean isComplete() {
        return with(Fate.DONE).size() == tenants.size();
    }

    /** For people: the counts, and the tenants, one per line; what is not done comes first. */
    public String toText() {
        Table rows = new Table();
        tenants.stream().filter(tenant -> tenant.fate() != Fate.DONE).forEach(tenant -> tenant.addTo(rows));
        with(Fate.DONE).forEach(tenant -> tenant.addTo(rows));
        String counts = new Counts()
                .add(with(Fate.FAILED).size(), "failed")
                .add(with(Fate.UNKNOWN).size(), "unknown")
                .add(with(Fate.NOT_TRIED).size(), "not tried")
                .add(with(Fate.DONE).size(), "done")
                .add(stoppedInstances, stoppedInstances == 1 ? "instance asked to stop" : "instances asked to stop")
                .orElse("nothing had to change");
        return "Application " + SafeText.line(application) + ": " + counts + "\n"
                + (tenants.isEmpty() ? "" : "\n" + rows);
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
