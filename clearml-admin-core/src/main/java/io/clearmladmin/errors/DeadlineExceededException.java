package io.clearmladmin.errors;

import org.jspecify.annotations.Nullable;

/** The time for the whole call, retries and login included, was used up. */
public final class DeadlineExceededException extends TransportException {

    private static final long serialVersionUID = 1;

    /** With what the time was spent on. */
    public DeadlineExceededException(
            String endpoint, int attempts, Fate fate, String message, @Nullable Throwable cause) {
        super(endpoint, attempts, fate, message, cause);
    }
}
