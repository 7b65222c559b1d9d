package io.clearmladmin.errors;

/** The server failed (HTTP 5xx). What it did before is unknown. */
public final class ServerErrorException extends ApiException {

    private static final long serialVersionUID = 1;

    /** With what to do about it; empty if there is nothing to say. */
    public ServerErrorException(ApiError error, String advice) {
        super(error, advice);
    }
}
