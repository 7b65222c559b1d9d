package io.clearmladmin.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** When a command ends that prints what comes. */
final class Limits {

    private static final Duration TICK = Duration.ofMillis(500);

    @Option(names = "--for", paramLabel = "TIME", description = "End after this time, such as 60s.")
    private Optional<Duration> time = Optional.empty();

    @Option(
            names = "--count",
            paramLabel = "COUNT",
            description = "End after so many; exit code 1 if --for is over before.")
    private Optional<Integer> count = Optional.empty();

    private long start;

    void begin() {
        if (count.filter(many -> many < 1).isPresent()) {
            throw CommandException.wrongUse("--count must be at least 1", "leave it out to read without an end");
        }
        start = System.nanoTime();
    }

    /** How long to wait for the next; zero if the time is over. */
    Duration wait(int seen) {
        if (isReached(seen)) {
            return Duration.ZERO;
        }
        Duration left =
                time.map(all -> all.minusNanos(System.nanoTime() - start)).orElse(TICK);
        return left.isNegative() ? Duration.ZERO : left.compareTo(TICK) > 0 ? TICK : left;
    }

    boolean isReached(int seen) {
        return count.filter(many -> seen >= many).isPresent();
    }

    /** How it ended; what was waited for and did not come is a failure. */
    ExitCode end(int seen, String what) {
        if (count.isPresent() && !isReached(seen)) {
            throw new CommandException(
                    ExitCode.FAILED,
                    seen + " of " + count.get() + " " + what + " came in time",
                    "wait longer with --for, or see why nothing comes");
        }
        return ExitCode.DONE;
    }

    /** For Ctrl-C: what was done. */
    static CommandException interrupted(int seen, String what) {
        return new CommandException(
                ExitCode.INTERRUPTED, "interrupted after " + seen + " " + what, "nothing was changed");
    }
}
