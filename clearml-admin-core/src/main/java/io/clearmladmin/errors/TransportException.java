package io.clearmladmin.errors;

import org.jspecify.annotations.Nullable;

/** The network failed, or the reply broke off. */
public class TransportException extends CallException {

    private static final long serialVersionUID = 1;

    /** What is known about a request that got no reply. */
    public enum Fate {
        /** It was not, or not fully, sent: the server cannot have carried it out. */
        NOT_SENT,
        /** It was sent: the server may have carried it out. */
        UNKNOWN
    }

    private final Fate fate;

    /** With what is known of the request's fate. */
    public TransportException(String endpoint, int attempts, Fate fate, String message, @Nullable Throwable cause) {
        super(endpoint, attempts, message, cause);
        this.fate = fate;
    }

    /** What is known of the request's fate. */
    public Fate fate() {
        return fate;
    }
}
