package io.clearmladmin.endpoint;

/** Whether an endpoint may be called again when it is unknown if the first call was carried out. */
public enum Repeat {
    /** A second execution changes nothing that the first did not: reads, and writes that set a state. */
    SAFE,

    /**
     * A second execution does harm (another user, another key) or answers with an error. Repeated only when the first
     * request provably was not carried out; otherwise the call ends in an {@code OutcomeUnknownException}.
     */
    UNSAFE
}
