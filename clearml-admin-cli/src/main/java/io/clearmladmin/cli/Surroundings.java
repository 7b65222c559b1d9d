package io.clearmladmin.cli;

import io.clearmladmin.internal.text.Terminal;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the command runs.
 *
 * @param in the standard input
 * @param out the standard output, which throws when nobody reads it any more
 * @param err the standard error
 * @param environment the environment variables
 * @param home the user's folder
 */
record Surroundings(InputStream in, OutputStream out, PrintStream err, Map<String, String> environment, Path home) {

    /** Set by the start script, which alone knows: which of in, out and err are terminals, parted by commas. */
    static final String TERMINALS = "CLEARML_ADMIN_TERMINALS";

    private static final int NARROWEST = 20;

    /** A variable that is set and not blank. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Whether a person sees the standard output. */
    boolean isOutTerminal() {
        return isTerminal("out");
    }

    /** Whether a person sees the standard error. */
    boolean isErrTerminal() {
        return isTerminal("err");
    }

    /** Whether a person can answer a question. */
    boolean canAnswer() {
        return isTerminal("in") && isErrTerminal();
    }

    private boolean isTerminal(String stream) {
        String known = environment.get(TERMINALS);
        return known == null
                ? Terminal.isPresent()
                : List.of(known.split(",", -1)).contains(stream);
    }

    /** How many columns the terminal has; absent if nobody sees the output, which is then never cut. */
    OptionalInt columns() {
        if (!isOutTerminal()) {
            return OptionalInt.empty();
        }
        String columns = environment.getOrDefault("COLUMNS", "");
        int given = columns.matches("\\d{1,4}") ? Integer.parseInt(columns) : 0;
        return OptionalInt.of(given == 0 ? 80 : Math.max(given, NARROWEST));
    }

    /** Whether the output is seen in colours: on a terminal, unless {@code NO_COLOR} is set or {@code TERM} is dumb. */
    boolean showsColours() {
        return isOutTerminal() && Terminal.wantsColours(environment);
    }
}
