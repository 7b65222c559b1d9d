package io.clearmladmin.onboarding;

import io.clearmladmin.errors.ClearMlException;
import org.jspecify.annotations.Nullable;

/** A tenant was not deprovisioned; the message says why, and what to do. */
public final class OffboardingException extends ClearMlException {

    private static final long serialVersionUID = 1;

    OffboardingException(String message) {
        this(message, null);
    }

    OffboardingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
