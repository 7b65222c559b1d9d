package io.clearmladmin.errors;

import io.clearmladmin.internal.text.SafeText;
import org.jspecify.annotations.Nullable;

/** The root of all exceptions of this library. Messages contain no key, secret or token. */
public abstract class ClearMlException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** With the whole message: what was tried, what came back, what to do. It is escaped for display, and cut if it is long. */
    protected ClearMlException(String message, @Nullable Throwable cause) {
        super(SafeText.lines(message), cause);
    }
}
