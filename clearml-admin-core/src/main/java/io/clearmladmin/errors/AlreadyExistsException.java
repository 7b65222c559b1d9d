package io.clearmladmin.errors;

/** Another object has the id, name or e-mail that must be unique. */
public final class AlreadyExistsException extends ApiException {

    private static final long serialVersionUID = 1;

    /** With what to do about it; empty if there is nothing to say. */
    public AlreadyExistsException(ApiError error, String advice) {
        super(error, advice);
    }
}
