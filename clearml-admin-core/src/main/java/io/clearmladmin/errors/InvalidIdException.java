package io.clearmladmin.errors;

/** No such object, or one that the caller may not see. */
public final class InvalidIdException extends ApiException {

    private static final long serialVersionUID = 1;

    /** With what to do about it; empty if there is nothing to say. */
    public InvalidIdException(ApiError error, String advice) {
        super(error, advice);
    }
}
