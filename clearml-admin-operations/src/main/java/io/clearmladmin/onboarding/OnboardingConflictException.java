package io.clearmladmin.onboarding;

import io.clearmladmin.errors.ClearMlException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something on the server conflicts with a specification: a conflict of its plan, another run for the same name, or what
 * another process created meanwhile. The message names it, its owner, and what to do. As the cause of an {@link
 * OnboardingException} it ended a run that had begun; by itself, nothing was written.
 */
public final class OnboardingConflictException extends ClearMlException {

    private static final long serialVersionUID = 1;

    private final transient List<Step> conflicts;

    OnboardingConflictException(TenantSpec spec, List<Step> conflicts) {
        super(
                "something stands in the way of " + spec.name()
                        + conflicts.stream().map(step -> "\n  " + step).collect(Collectors.joining()),
                null);
        this.conflicts = new ArrayList<>(conflicts);
    }

    /** The conflicts; empty after the exception was serialised. */
    public List<Step> conflicts() {
        return conflicts == null ? List.of() : List.copyOf(conflicts);
    }
}
