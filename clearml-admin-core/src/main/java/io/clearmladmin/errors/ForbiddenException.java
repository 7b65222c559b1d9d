package io.clearmladmin.errors;

/** The caller's role may not do this (HTTP 403). */
public final class ForbiddenException extends ApiException {

    private static final long serialVersionUID = 1;

    /** With what to do about it; empty if there is nothing to say. */
    public ForbiddenException(ApiError error, String advice) {
        super(error, advice);
    }
}
