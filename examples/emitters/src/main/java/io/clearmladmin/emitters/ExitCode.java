package io.clearmladmin.emitters;

/** The exit codes of emitters. */
enum ExitCode {
    /** Everything was published, or the emitter was asked to stop. */
    DONE(0),
    /** It failed; restarted, it continues where it stopped. */
    FAILED(1),
    /** The environment is missing or wrong; a restart does not help. */
    NOT_CONFIGURED(2),
    /** Some events were not published; the log names them. */
    INCOMPLETE(3),
    /** Another emitter with the same UUID took over. */
    FENCED(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
