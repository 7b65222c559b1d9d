package io.clearmladmin.internal.text;

import java.lang.reflect.RecordComponent;
import java.util.StringJoiner;

/**
 * Makes text from outside (servers, tenants, labels, files) safe to display: it controls no terminal, forges no log line,
 * reverses no text, and is bounded. Safe text is returned unchanged.
 */
public final class SafeText {

    private static final int LONGEST_LINE = 2_000;
    private static final int LONGEST_TEXT = 20_000;
    // The mark of a cut text, so that it is not cut again.
    private static final int ROOM = 48;
    // Persian words and emoji need them.
    private static final String JOINERS = "\u200c\u200d";
    private static final String BREAKS = "\n\r\u000b\f\u0085\u2028\u2029";

    private final String text;
    private final boolean isOneLine;
    private final StringBuilder safe = new StringBuilder();

    private SafeText(String text, boolean isOneLine) {
        this.text = text;
        this.isOneLine = isOneLine;
    }

    /**
     * The text on one line: line breaks and tabs become blanks, and every other invisible character becomes its number.
     * A long text becomes its first 2,000 characters, and how many more there are.
     */
    public static String line(String text) {
        return line(text, LONGEST_LINE);
    }

    /** The same, with another maximal length. */
    public static String line(String text, int longest) {
        return new SafeText(text, true).cleaned(longest);
    }

    /**
     * The text with its line breaks; all lines but the first are indented, unlike those of a log. A long text becomes its
     * first 20,000 characters, and how many more there are.
     */
    public static String lines(String text) {
        return new SafeText(text, false).cleaned(LONGEST_TEXT);
    }

    /** A record as Java prints it, each field safe and on one line. */
    public static String of(Record value) {
        StringJoiner fields = new StringJoiner(", ", value.getClass().getSimpleName() + "[", "]");
        for (RecordComponent field : value.getClass().getRecordComponents()) {
            try {
                fields.add(field.getName() + "="
                        + line(String.valueOf(field.getAccessor().invoke(value))));
            } catch (ReflectiveOperationException notPublic) {
                throw new LinkageError(notPublic.getMessage(), notPublic);
            }
        }
        return line(fields.toString(), LONGEST_TEXT);
    }

    private String cleaned(int longest) {
        int at = 0;
        int fits = 0;
        int fitsTo = 0;
        while (at < text.length() && safe.length() <= longest + ROOM) {
            if (safe.length() <= longest) {
                fits = at;
                fitsTo = safe.length();
            }
            at += add(text.codePointAt(at), at);
        }
        if (safe.length() > longest + ROOM) {
            safe.setLength(fitsTo);
            safe.append("… (").append(text.length() - fits).append(" more characters)");
        }
        return text.contentEquals(safe) ? text : safe.toString();
    }

    // How many characters of the text were used.
    private int add(int point, int at) {
        int length = Character.charCount(point);
        if (BREAKS.indexOf(point) >= 0) {
            boolean isPair = point == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
            addBreak(at + (isPair ? 2 : 1));
            return isPair ? 2 : 1;
        }
        if (point == '\t') {
            safe.append(isOneLine ? ' ' : '\t');
        } else if (isHidden(point)) {
            safe.append("\\u%04x".formatted(point));
        } else {
            safe.appendCodePoint(point);
        }
        return length;
    }

    private void addBreak(int next) {
        if (isOneLine) {
            safe.append(' ');
            return;
        }
        safe.append('\n');
        boolean isAtMargin = next < text.length() && text.charAt(next) != ' ' && text.charAt(next) != '\t';
        if (isAtMargin && BREAKS.indexOf(text.charAt(next)) < 0) {
            safe.append("  ");
        }
    }

    private static boolean isHidden(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || (type == Character.FORMAT && JOINERS.indexOf(point) < 0);
    }
}
