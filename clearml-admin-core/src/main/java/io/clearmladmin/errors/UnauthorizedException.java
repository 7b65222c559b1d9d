package io.clearmladmin.errors;

/** The server does not accept the credentials or the token (HTTP 401), even after a new login. */
public final class UnauthorizedException extends ApiException {

    private static final long serialVersionUID = 1;

    /** With what to do about it; empty if there is nothing to say. */
    public UnauthorizedException(ApiError error, String advice) {
        super(error, advice);
    }
}
