package io.clearmladmin.errors;

/** Too many calls (HTTP 429), even after retries. The call was not carried out. */
public final class RateLimitedException extends ApiException {

    private static final long serialVersionUID = 1;

    /** With what to do about it; empty if there is nothing to say. */
    public RateLimitedException(ApiError error, String advice) {
        super(error, advice);
    }
}
