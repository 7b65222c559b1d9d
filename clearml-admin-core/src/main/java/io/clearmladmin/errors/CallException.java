package io.clearmladmin.errors;

import org.jspecify.annotations.Nullable;

/** A call failed; names the endpoint and how often it was tried. */
public abstract class CallException extends ClearMlException {

    private static final long serialVersionUID = 1;

    private final String endpoint;
    private final int attempts;

    /** With the endpoint that failed, which is {@code auth.login} where the login for a call failed. */
    protected CallException(String endpoint, int attempts, String message, @Nullable Throwable cause) {
        super(endpoint + ": " + message + (attempts > 1 ? " (after " + attempts + " attempts)" : ""), cause);
        this.endpoint = endpoint;
        this.attempts = attempts;
    }

    /** The endpoint whose exchange failed; {@code auth.login} where the login ahead of a call failed. */
    public String endpoint() {
        return endpoint;
    }

    /** How often the call was tried, this time included. */
    public int attempts() {
        return attempts;
    }
}
