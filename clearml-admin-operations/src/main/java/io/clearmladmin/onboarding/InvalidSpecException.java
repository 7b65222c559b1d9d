package io.clearmladmin.onboarding;

import io.clearmladmin.errors.ClearMlException;
import java.util.ArrayList;
import java.util.List;

/**
 * A specification, or several of a folder, cannot be used. The message has a line for each mistake, with file, line, column,
 * field, what is there, what may be there and what is probably meant; of very many it has the first.
 */
public final class InvalidSpecException extends ClearMlException {

    private static final long serialVersionUID = 1;
    private static final int LONGEST = 3_000;

    private final transient List<SpecMistake> mistakes;

    InvalidSpecException(List<SpecMistake> mistakes) {
        super(message(mistakes), null);
        this.mistakes = new ArrayList<>(mistakes);
    }

    private static String message(List<SpecMistake> mistakes) {
        StringBuilder message = new StringBuilder();
        int shown = 0;
        while (shown < mistakes.size() && message.length() < LONGEST) {
            message.append(shown == 0 ? "" : "\n").append(mistakes.get(shown));
            shown++;
        }
        int more = mistakes.size() - shown;
        return more == 0 ? message.toString() : message + "\nand " + more + " more";
    }

    /** The mistakes, by file, line and column, a thousand of a file at most; empty after the exception was serialised. */
    public List<SpecMistake> mistakes() {
        return mistakes == null ? List.of() : List.copyOf(mistakes);
    }
}
