package io.clearmladmin.onboarding;

import io.clearmladmin.errors.ClearMlException;
import org.jspecify.annotations.Nullable;

/** A specification cannot be read. The message has file, line, field and reason. */
public final class InvalidSpecException extends ClearMlException {

    private static final long serialVersionUID = 1;

    InvalidSpecException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
