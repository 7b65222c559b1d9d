package io.clearmladmin.onboarding;

import io.clearmladmin.errors.ClearMlException;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan was not completed. What was done stays, and the next {@link Onboarding#apply} does the rest; the
 * cause says what went wrong.
 */
public final class OnboardingException extends ClearMlException {

    private static final long serialVersionUID = 1;

    private final transient List<Step> done;

    OnboardingException(TenantSpec spec, Step step, List<Step> done, RuntimeException cause) {
        super(
                "the onboarding of " + spec.name() + " stopped at '"
                        + step.toString().replaceAll(" +", " ")
                        + "', after " + done.size() + " completed steps. Apply again to do the rest. "
                        + cause.getMessage(),
                cause);
        this.done = new ArrayList<>(done);
    }

    /** The steps completed before; empty after the exception was serialised. */
    public List<Step> done() {
        return done == null ? List.of() : List.copyOf(done);
    }
}
