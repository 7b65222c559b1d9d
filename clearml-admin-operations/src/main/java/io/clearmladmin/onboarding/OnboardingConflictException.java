package io.clearmladmin.onboarding;

import io.clearmladmin.errors.ClearMlException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something stands in the way of a tenant: what its plan calls a conflict, another run for the same name, or what another
 * process made meanwhile. The message says what and whose, and what to do. As the cause of an {@link OnboardingException} it
 * ended a run that had begun; by itself, nothing was written.
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

    /** What stands in the way; empty after the exception was serialised. */
    public List<Step> conflicts() {
        return conflicts == null ? List.of() : List.copyOf(conflicts);
    }
}
