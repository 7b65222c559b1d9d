package io.clearmladmin.cli;

/** The command itself cannot go on: what failed, and what to do. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ExitCode code;
    private final String remedy;

    CommandException(ExitCode code, String what, String remedy) {
        super(what);
        this.code = code;
        this.remedy = remedy;
    }

    /** For a mistake in what the user wrote. */
    static CommandException wrongUse(String what, String remedy) {
        return new CommandException(ExitCode.WRONG_USE, what, remedy);
    }

    ExitCode code() {
        return code;
    }

    /** What to do. */
    String remedy() {
        return remedy;
    }
}
