package io.clearmladmin.audit;

/** A check cannot run on this server; the message is the reason in the report. */
final class CheckSkippedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CheckSkippedException(String reason) {
        super(reason);
    }
}
