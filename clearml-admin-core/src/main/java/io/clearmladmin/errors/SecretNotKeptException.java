package io.clearmladmin.errors;

import org.jspecify.annotations.Nullable;

/**
 * A new key could not be stored, did not log in, or met another run in progress for the same user. The old key, if
 * there is one, still works; the message says what became of the new one.
 */
public final class SecretNotKeptException extends ClearMlException {

    private static final long serialVersionUID = 1;

    /** With the failure of the store or the login; null if there is none. */
    public SecretNotKeptException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
