package io.clearmladmin.applications;

import io.clearmladmin.applications.PlannedAssignment.Action;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.Counts;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.text.Table;
import java.util.List;

/**
 * What is to be done to each tenant, from the state of the server when the plan was made.
 *
 * @param rollout what was asked for
 * @param tenants what is to be done to each tenant
 * @param notes what else keeps tenants from launching the application, one sentence each
 */
public record ApplicationsPlan(Rollout rollout, List<PlannedAssignment> tenants, List<String> notes) {

    /** Copies the lists. */
    public ApplicationsPlan {
        tenants = List.copyOf(tenants);
        notes = List.copyOf(notes);
    }

    /** The tenants to which something is to be done. */
    public List<PlannedAssignment> changes() {
        return tenants.stream().filter(PlannedAssignment::isChange).toList();
    }

    /** The tenants to which this is to be done. */
    public List<PlannedAssignment> with(Action action) {
        return tenants.stream().filter(tenant -> tenant.action() == action).toList();
    }

    /** For people: the counts, and the tenants, one per line; what is impossible comes first. */
    public String toText() {
        Table rows = new Table();
        with(Action.CANNOT).forEach(tenant -> tenant.addTo(rows));
        tenants.stream().filter(tenant -> tenant.action() != Action.CANNOT).forEach(tenant -> tenant.addTo(rows));
        Counts counts = new Counts();
        counts.add(with(Action.CANNOT).size(), "impossible");
        counts.add(with(Action.ENABLE).size(), "to enable");
        counts.add(with(Action.DISABLE).size(), "to disable");
        counts.add(
                with(Action.REMOVE).size(),
                rollout.mayStopInstances() ? "to remove, with running instances" : "to remove");
        counts.add(with(Action.LEAVE).size(), "unchanged");
        StringBuilder text = new StringBuilder("Plan for ")
                .append(SafeText.line(rollout.application()))
                .append(": ")
                .append(counts.orElse("no tenants"))
                .append('\n');
        notes.forEach(note -> text.append(SafeText.line(note)).append('\n'));
        return text + (tenants.isEmpty() ? "" : "\n" + rows);
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
