package io.clearmladmin.errors;

/** A new key could not be handed to its receiver, or did not log in, and was revoked. */
public final class SecretNotKeptException extends ClearMlException {

    private static final long serialVersionUID = 1;

    /** With the failure of the receiver or the login. */
    public SecretNotKeptException(String message, Throwable cause) {
        super(message, cause);
    }
}
