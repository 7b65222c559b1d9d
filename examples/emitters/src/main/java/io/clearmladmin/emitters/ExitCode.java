package io.clearmladmin.emitters;

/** How an emitter ends, for whoever started it. */
enum ExitCode {
    /** All was told, or it was asked to stop. */
    DONE(0),
    /** It failed; started again, it goes on where it was. */
    FAILED(1),
    /** The environment is not as it must be; starting it again will not help. */
    NOT_CONFIGURED(2),
    /** Some events were not told; the log names them. */
    INCOMPLETE(3),
    /** Another emitter has the same UUID; only one may run. */
    FENCED(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
