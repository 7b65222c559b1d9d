package io.clearmladmin.fuzz;

import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;

/** What every target requires of a failure. */
public final class Outcome {

    private Outcome() {}

    /** The message of an exception that is documented can be shown. */
    public static void shown(Exception documented) {
        String message = String.valueOf(documented.getMessage());
        if (!SafeText.lines(message).equals(message)) {
            throw new AssertionError("shown as it came: " + SafeText.line(message), documented);
        }
    }

    /** What a value of ours, or a list of them, prints can be shown; what Java's own maps print is theirs. */
    public static void shown(Object value) {
        if (value instanceof Map || value instanceof String) {
            return;
        }
        if (value instanceof List<?> values) {
            values.forEach(Outcome::shown);
            return;
        }
        String text = value.toString();
        if (text.codePoints().anyMatch(c -> c != '\n' && c != '\t' && Character.getType(c) == Character.CONTROL)) {
            throw new AssertionError("printed as it came: " + SafeText.line(text));
        }
    }
}
