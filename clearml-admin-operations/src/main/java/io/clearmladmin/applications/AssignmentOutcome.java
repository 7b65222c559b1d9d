package io.clearmladmin.applications;

import io.clearmladmin.bulk.BulkReport.Fate;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.text.Table;
import java.util.Locale;

/**
 * What became of a tenant that was to be changed.
 *
 * @param tenant the tenant's id
 * @param name the tenant's name
 * @param action what was to be done
 * @param fate what became of it
 * @param reason why, if it is not done; what else is to be said of it
 */
public record AssignmentOutcome(String tenant, String name, PlannedAssignment.Action action, Fate fate, String reason) {

    static AssignmentOutcome of(PlannedAssignment planned, Fate fate, String reason) {
        return new AssignmentOutcome(planned.tenant(), planned.name(), planned.action(), fate, reason);
    }

    AssignmentOutcome but(Fate other, String why) {
        return new AssignmentOutcome(tenant, name, action, other, why);
    }

    private String word() {
        return fate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private String sentence() {
        return action.name().toLowerCase(Locale.ROOT) + " " + name + " (" + tenant + ")"
                + (reason.isEmpty() ? "" : ": " + reason);
    }

    void addTo(Table rows) {
        rows.row(word(), sentence());
    }

    /** One line: the fate, the tenant, and why. */
    @Override
    public String toString() {
        return SafeText.line(word() + " " + sentence());
    }
}
