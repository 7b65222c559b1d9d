package io.clearmladmin;

/**
 * Is told of every call and every attempt, for metrics and tracing. Called on the thread of the call, before it
 * returns; it should be quick. What it throws, an {@link Error} too, is logged and changes neither the call nor its outcome.
 */
public interface CallListener {

    /** An exchange with the server ended: an attempt of a call, or a login ahead of one. */
    default void onAttempt(CallEvent attempt) {}

    /** A call ended, all its attempts included. */
    default void onCall(CallEvent call) {}
}
