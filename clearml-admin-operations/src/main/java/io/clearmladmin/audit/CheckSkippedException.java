package io.clearmladmin.audit;

/** Why a check cannot be made on this server; the message is the reason that the report gives. */
final class CheckSkippedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CheckSkippedException(String reason) {
        super(reason);
    }
}
