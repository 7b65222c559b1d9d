package io.clearmladmin.cli;

import io.clearmladmin.internal.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Asks before something is changed. */
final class Confirmation {

    private static final int LONGEST_ANSWER = 1_000;

    @Option(
            names = {"-y", "--yes"},
            description = "Do it without asking; needed where no terminal is.")
    private boolean isYes;

    /** Shows what would be done, and asks whether to do it. */
    void ask(Invocation invocation, String plan) throws IOException {
        if (isYes) {
            return;
        }
        invocation.messages().show(plan.endsWith("\n") ? plan : plan + "\n");
        requireTerminal(invocation, "add --yes, once you have read the plan above");
        invocation.messages().show("Do it? [y/N] ");
        String answer = line(invocation.surroundings().in());
        if (!answer.equalsIgnoreCase("y") && !answer.equalsIgnoreCase("yes")) {
            throw notConfirmed();
        }
    }

    /** The same for what cannot be undone: whoever wants it gives the name once more. */
    static void askName(Invocation invocation, String plan, String name, Optional<String> given) throws IOException {
        String answer = given.orElse("");
        if (given.isEmpty()) {
            invocation.messages().show(plan.endsWith("\n") ? plan : plan + "\n");
            requireTerminal(invocation, "give the name once more with --confirm");
            invocation.messages().show("It cannot be undone. Type the name to do it: ");
            answer = line(invocation.surroundings().in());
        }
        if (!answer.equals(name)) {
            throw given.isEmpty()
                    ? notConfirmed()
                    : CommandException.wrongUse(
                            "--confirm is not the name, which is " + SafeText.line(name) + "; nothing was done",
                            "look whether it is the right one");
        }
    }

    private static void requireTerminal(Invocation invocation, String remedy) {
        if (!invocation.surroundings().canAnswer()) {
            throw CommandException.wrongUse("nobody can be asked here, so nothing was done", remedy);
        }
    }

    private static CommandException notConfirmed() {
        return new CommandException(ExitCode.FAILED, "not confirmed; nothing was done", "answer y to do it");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int one = in.read(); one >= 0 && one != '\n' && line.length() < LONGEST_ANSWER; one = in.read()) {
            line.append((char) one);
        }
        // A name may have letters beyond ASCII.
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
    }
}
