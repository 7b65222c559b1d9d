package io.clearmladmin.onboarding;

import io.clearmladmin.errors.ClearMlException;

/** A tenant was not taken down; the message says why, and what to do. */
public final class OffboardingException extends ClearMlException {

    private static final long serialVersionUID = 1;

    OffboardingException(String message) {
        super(message, null);
    }
}
