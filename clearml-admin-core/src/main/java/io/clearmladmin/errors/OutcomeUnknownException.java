package io.clearmladmin.errors;

/**
 * A non-retryable call got no reply, or one that proves nothing: it may or may not have been carried
 * out. Verify with {@link #verifyWith()} before calling again. The cause is what hides the outcome: a failure of the network, a
 * {@link GatewayException}, a {@link ServerErrorException}, or a {@link DecodingException}.
 */
public final class OutcomeUnknownException extends TransportException {

    private static final long serialVersionUID = 1;

    private final String verifyWith;

    /** With the failure that hides the outcome, and the endpoint to verify it with. */
    public OutcomeUnknownException(CallException failure, String verifyWith) {
        super(failure.endpoint(), failure.attempts(), Fate.UNKNOWN, text(failure, verifyWith), failure);
        this.verifyWith = verifyWith;
    }

    private static String text(CallException failure, String verifyWith) {
        return "it is unknown whether this was carried out, so it was not retried. "
                + reason(failure)
                + (verifyWith.isEmpty() ? "" : " Verify with " + verifyWith + " before calling again.");
    }

    private static String reason(CallException failure) {
        String message = String.valueOf(failure.getMessage());
        String prefix = failure.endpoint() + ": ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    /** The endpoint that shows whether the call was carried out; empty if none is known. */
    public String verifyWith() {
        return verifyWith;
    }
}
