package io.clearmladmin.onboarding;

import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.Counts;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.text.Table;
import java.util.List;

/**
 * What is to be removed from a tenant so that it has no more than its specification says. It holds no secret but those of the
 * specification.
 *
 * @param spec the specification
 * @param steps what is removed, each with what it takes along; what is protected, and what cannot be removed, each with why
 * @param unread what cannot be compared, and stays, one sentence each
 */
public record PrunePlan(TenantSpec spec, List<Step> steps, List<String> unread) {

    /** Copies the lists. */
    public PrunePlan {
        steps = List.copyOf(steps);
        unread = List.copyOf(unread);
    }

    /** The steps that remove something. */
    public List<Step> removals() {
        return steps.stream().filter(Step::isChange).toList();
    }

    /** The conflicts; {@link Onboarding#prune} refuses a plan with any, and it has no other steps. */
    public List<Step> conflicts() {
        return of(Step.Action.CONFLICT);
    }

    /** What stays beyond the specification, with why: it is protected, or cannot be removed. */
    public List<Step> staying() {
        return steps.stream()
                .filter(step -> step.action() == Step.Action.LEAVE || step.action() == Step.Action.CANNOT)
                .toList();
    }

    private List<Step> of(Step.Action action) {
        return steps.stream().filter(step -> step.action() == action).toList();
    }

    /** Whether there is neither anything to remove nor a conflict. */
    public boolean isEmpty() {
        return removals().isEmpty() && conflicts().isEmpty();
    }

    /** For people: the counts, the steps in their order, and what is not compared, one per line. */
    public String toText() {
        Table rows = new Table();
        steps.forEach(step -> step.addTo(rows));
        unread.forEach(each -> rows.row("unread", each));
        String counts = new Counts()
                .add(conflicts().size(), "in conflict")
                .add(removals().size(), "to remove")
                .add(of(Step.Action.LEAVE).size(), "protected")
                .add(of(Step.Action.CANNOT).size(), "that cannot be removed")
                .orElse("nothing is beyond it");
        String all = rows.toString();
        return "Beyond " + SafeText.line(spec.name()) + ": " + counts + "\n" + (all.isEmpty() ? "" : "\n" + all);
    }

    /** As JSON, with {@code snake_case} names: the tenant's name, the steps, what is not compared. It holds no secret. */
    public String toJson() {
        return Json.pretty(new AsJson(spec.name(), steps, unread));
    }

    // Not the specification itself, which may have secrets.
    private record AsJson(String tenant, List<Step> steps, List<String> unread) {}

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }
}
