package io.clearmladmin.onboarding;

import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.stream.Collectors;

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

    /** The steps, one per line, and a line with their counts. */
    @Override
    public String toString() {
        return steps.stream()
                        .map(step -> "  " + step + "\n")
                        .collect(Collectors.joining("", "Plan for " + SafeText.line(spec.name()) + ":\n", ""))
                + "  " + changes().size() + " changes, " + of(Step.Action.LEAVE).size() + " unchanged, "
                + impossible().size() + " unsupported, " + conflicts().size() + " in conflict";
    }
}
