package io.clearmladmin.onboarding;

import io.clearmladmin.errors.ClearMlException;
import java.util.List;
import java.util.stream.Collectors;

/** The server changed since the plan was made. Nothing was done; make a new plan. */
public final class StalePlanException extends ClearMlException {

    private static final long serialVersionUID = 1;

    StalePlanException(TenantSpec spec, String why, List<Step> steps) {
        super(
                "the plan for " + spec.name() + " was not started: " + why
                        + steps.stream().map(step -> "\n  " + step).collect(Collectors.joining()),
                null);
    }
}
