package io.clearmladmin.report;

/** How bad a finding is, the worst first. */
public enum Severity {
    /** It does not work, or is open to anyone who knows what is public. */
    CRITICAL,
    /** It will soon fail, fails in part, or can easily be broken into. */
    HIGH,
    /** It should be changed. */
    MEDIUM,
    /** It should be tidied up. */
    LOW,
    /** Good to know. */
    INFO,
    /** As it should be. */
    OK
}
