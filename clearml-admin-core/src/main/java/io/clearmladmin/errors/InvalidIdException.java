package io.clearmladmin.errors;

/** No such object exists, or the caller may not see it. */
public final class InvalidIdException extends ApiException {

    private static final long serialVersionUID = 1;

    /** With what to do about it; empty if there is nothing to say. */
    public InvalidIdException(ApiError error, String advice) {
        super(error, advice);
    }
}
