package io.clearmladmin.calls;

/**
 * Notified of every call and every attempt, for metrics, tracing and audits. Called on the thread of the call, before it
 * returns; it should be quick. What it throws, an {@link Error} too, is logged and changes neither the call nor its outcome.
 */
public interface CallListener {

    /**
     * Open around a call or an attempt, such as the current span of a trace. It is closed on the same thread,
     * however the call ends; scopes opened inside are closed before.
     */
    @FunctionalInterface
    interface Scope {

        /** Nothing. */
        Scope NONE = end -> {};

        /** Closes it. */
        void close(CallEvent end);
    }

    /** A call begins; its attempts, and a login ahead of them, happen inside the returned scope. */
    default Scope openCall(CallStart call) {
        return Scope.NONE;
    }

    /** An exchange with the server begins: an attempt of a call, or a login ahead of one. */
    default Scope openAttempt(CallStart attempt) {
        return Scope.NONE;
    }

    /** An exchange with the server ended: an attempt of a call, or a login ahead of one. */
    default void onAttempt(CallEvent attempt) {}

    /** A call ended, all its attempts included. */
    default void onCall(CallEvent call) {}
}
