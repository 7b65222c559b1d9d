package io.clearmladmin.onboarding;

import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.Counts;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.text.Table;
import java.util.List;

/**
 * The steps that provision a tenant, in order, from the state of the server when the plan was
 * made. It prints as a readable list, and holds no secret but those of the specification.
 *
 * @param spec the specification of the tenant
 * @param steps the steps
 */
public record OnboardingPlan(TenantSpec spec, List<Step> steps) {

    /** Copies the steps. */
    public OnboardingPlan {
        steps = List.copyOf(steps);
    }

    /** The steps that change something. */
    public List<Step> changes() {
        return steps.stream().filter(Step::isChange).toList();
    }

    /**
     * The conflicts; {@link Onboarding#apply} refuses a plan with any. Such a plan has no other steps, since they
     * depend on how the conflict is resolved.
     */
    public List<Step> conflicts() {
        return of(Step.Action.CONFLICT);
    }

    /** The steps that this server or this caller does not support. */
    public List<Step> impossible() {
        return of(Step.Action.CANNOT);
    }

    private List<Step> of(Step.Action action) {
        return steps.stream().filter(step -> step.action() == action).toList();
    }

    /** Whether there is neither a change nor a conflict. */
    public boolean isEmpty() {
        return changes().isEmpty() && conflicts().isEmpty();
    }

    boolean createsTenant() {
        return steps.stream()
                .anyMatch(step ->
                        step.action() == Step.Action.CREATE && step.subject().equals("tenant"));
    }

    /** For people: the counts, conflicts first, and the steps in their order, one per line. */
    public String toText() {
        Table rows = new Table();
        steps.forEach(step -> step.addTo(rows));
        String counts = new Counts()
                .add(conflicts().size(), "in conflict")
                .add(impossible().size(), "unsupported")
                .add(changes().size(), changes().size() == 1 ? "change" : "changes")
                .add(of(Step.Action.LEAVE).size(), "unchanged")
                .orElse("no steps");
        return "Plan for " + SafeText.line(spec.name()) + ": " + counts + "\n" + (steps.isEmpty() ? "" : "\n" + rows);
    }

    /** As JSON, with {@code snake_case} names: the tenant's name and the steps. It holds no secret. */
    public String toJson() {
        return Json.pretty(new AsJson(spec.name(), steps));
    }

    // Not the specification itself, which may have secrets.
    private record AsJson(String tenant, List<Step> steps) {}

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }
}
