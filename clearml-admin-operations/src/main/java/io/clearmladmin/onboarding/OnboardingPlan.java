package io.clearmladmin.onboarding;

import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is to be done so that a server has a tenant as it shall be: the steps in their order, as things stood when it was
 * made. It prints as a list that people can read, and holds no secret but what the specification brought.
 *
 * @param spec the tenant as it shall be
 * @param steps the steps
 */
public record OnboardingPlan(TenantSpec spec, List<Step> steps) {

    /** Keeps the steps as they are. */
    public OnboardingPlan {
        steps = List.copyOf(steps);
    }

    /** The steps that do something. */
    public List<Step> changes() {
        return steps.stream().filter(Step::isChange).toList();
    }

    /**
     * What stands in the way; {@link Onboarding#apply} refuses a plan with any. Such a plan has no other steps, since what is
     * to be done depends on how the conflict ends.
     */
    public List<Step> conflicts() {
        return of(Step.Action.CONFLICT);
    }

    /** What this server or this caller cannot do. */
    public List<Step> impossible() {
        return of(Step.Action.CANNOT);
    }

    private List<Step> of(Step.Action action) {
        return steps.stream().filter(step -> step.action() == action).toList();
    }

    /** Whether there is nothing to do, and nothing in the way. */
    public boolean isEmpty() {
        return changes().isEmpty() && conflicts().isEmpty();
    }

    boolean createsTenant() {
        return steps.stream()
                .anyMatch(step ->
                        step.action() == Step.Action.CREATE && step.subject().equals("tenant"));
    }

    /** The steps, one a line, and a line that counts them. */
    @Override
    public String toString() {
        return steps.stream()
                        .map(step -> "  " + step + "\n")
                        .collect(Collectors.joining("", "Plan for " + SafeText.line(spec.name()) + ":\n", ""))
                + "  " + changes().size() + " to do, " + of(Step.Action.LEAVE).size() + " as they shall be, "
                + impossible().size() + " impossible here, " + conflicts().size() + " in conflict";
    }
}
