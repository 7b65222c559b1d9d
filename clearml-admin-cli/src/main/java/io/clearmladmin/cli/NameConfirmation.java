package io.clearmladmin.cli;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Asks for the name once more before something is done that cannot be undone. */
final class NameConfirmation {

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "The ${PARENT-COMMAND-NAME}'s name once more, instead of a question.")
    private Optional<String> confirm = Optional.empty();

    /** Shows what would be done, and asks for the name unless it is given. */
    void ask(Invocation invocation, String plan, String name) throws IOException {
        Confirmation.askName(invocation, plan, name, confirm);
    }
}
