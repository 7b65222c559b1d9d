package io.clearmladmin.cli;

/** The exit codes of the command; {@code docs/cli/exit-codes.md} lists them. */
enum ExitCode {
    /** Done. */
    DONE(0, "done"),
    /** It failed. */
    FAILED(1, "failed"),
    /** The command line, a file or a setting is wrong; nothing was done. */
    WRONG_USE(2, "wrong use, file or settings; nothing was done"),
    /** The server does not accept the login, or its user may not do it. */
    DENIED(3, "denied: the login is not accepted, or its user may not do this"),
    /** No server answers, or not in time. */
    UNREACHABLE(4, "unreachable: no server answers, or not in time"),
    /** A change may or may not have been made; the message says how to verify. */
    OUTCOME_UNKNOWN(5, "outcome unknown: a change may or may not have been made"),
    /** It ran, and found something: findings, or pending changes. */
    FINDINGS(10, "findings, or pending changes"),
    /** Stopped by Ctrl-C. */
    INTERRUPTED(130, "interrupted");

    private final int number;
    private final String text;

    ExitCode(int number, String text) {
        this.number = number;
        this.text = text;
    }

    int number() {
        return number;
    }

    /** What it means, for people. */
    String text() {
        return text;
    }
}
