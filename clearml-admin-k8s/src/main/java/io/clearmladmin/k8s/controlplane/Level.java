package io.clearmladmin.k8s.controlplane;

/** How a finding or a check came out, the worst first. */
public enum Level {
    /** ClearML cannot work so. */
    FAILED,
    /** It works, but not as one would want. */
    WARNING,
    /** It could not be checked; what was found says why. */
    SKIPPED,
    /** As it should be. */
    OK
}
