package io.clearmladmin.errors;

/** The request is wrong: a field, a header, a value, or the operation itself (HTTP 400). */
public final class BadRequestException extends ApiException {

    private static final long serialVersionUID = 1;

    /** With what to do about it; empty if there is nothing to say. */
    public BadRequestException(ApiError error, String advice) {
        super(error, advice);
    }
}
