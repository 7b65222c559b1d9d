package io.clearmladmin.fuzz;

import io.clearmladmin.internal.secrets.SafeText;

/** What every target asks of a failure. */
public final class Outcome {

    private Outcome() {}

    /** The message of an exception that is documented can be shown. */
    public static void shown(Exception documented) {
        String message = String.valueOf(documented.getMessage());
        if (!SafeText.lines(message).equals(message)) {
            throw new AssertionError("shown as it came: " + SafeText.line(message), documented);
        }
    }

    /** What prints can be shown. */
    public static void shown(Object value) {
        String text = value.toString();
        if (text.codePoints().anyMatch(c -> c != '\n' && c != '\t' && Character.getType(c) == Character.CONTROL)) {
            throw new AssertionError("printed as it came: " + SafeText.line(text));
        }
    }
}
