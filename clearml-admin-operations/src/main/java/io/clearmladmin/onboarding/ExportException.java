package io.clearmladmin.onboarding;

import io.clearmladmin.errors.ClearMlException;
import org.jspecify.annotations.Nullable;

/** A tenant cannot be described by a specification; the message says why. */
public final class ExportException extends ClearMlException {

    private static final long serialVersionUID = 1;

    ExportException(String message) {
        this(message, null);
    }

    ExportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
