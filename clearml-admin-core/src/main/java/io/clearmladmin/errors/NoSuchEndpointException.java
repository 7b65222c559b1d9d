package io.clearmladmin.errors;

/** The server has no such endpoint, or not in the requested API version. */
public final class NoSuchEndpointException extends ApiException {

    private static final long serialVersionUID = 1;

    /** With what to do about it; empty if there is nothing to say. */
    public NoSuchEndpointException(ApiError error, String advice) {
        super(error, advice);
    }
}
