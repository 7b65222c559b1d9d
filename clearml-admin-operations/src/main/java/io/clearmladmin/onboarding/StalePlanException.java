package io.clearmladmin.onboarding;

import io.clearmladmin.errors.ClearMlException;
import java.util.List;
import java.util.stream.Collectors;

/** The server is not as it was when the plan was made. Nothing was done; make a new plan. */
public final class StalePlanException extends ClearMlException {

    private static final long serialVersionUID = 1;

    StalePlanException(TenantSpec spec, String why, List<Step> steps) {
        super(
                "the plan for " + spec.name() + " was not begun: " + why
                        + steps.stream().map(step -> "\n  " + step).collect(Collectors.joining()),
                null);
    }
}
