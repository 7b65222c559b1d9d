package io.clearmladmin.emitters;

/** The exit codes of the program; {@code docs/emitters/index.md} lists them. */
enum ExitCode {
    /** Everything was published, or the program was asked to stop. */
    DONE(0),
    /** It failed; restarted, it continues where it stopped. */
    FAILED(1),
    /** The command line, a setting, a login, a right or a topic is wrong; a restart does not help. */
    NOT_CONFIGURED(2),
    /** Memory is exhausted; the JVM itself ends with this number, too. */
    OUT_OF_MEMORY(3),
    /** Another emitter with the same UUID took over. */
    FENCED(4),
    /** Some events were not published; the log names them. */
    INCOMPLETE(5);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
