package io.clearmladmin.errors;

import org.jspecify.annotations.Nullable;

/**
 * A new key could not be handed to its receiver, did not log in, or met another run at work for the same user. The old key, if
 * there is one, works on; the message says what became of the new one.
 */
public final class SecretNotKeptException extends ClearMlException {

    private static final long serialVersionUID = 1;

    /** With the failure of the receiver or the login; null if there is none. */
    public SecretNotKeptException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
