package io.clearmladmin.internal.hocon;

/** The characters of a {@code clearml.conf}, one after the other, with their line numbers. */
final class ConfCharacters {

    static final char END = '\0';

    private final String text;
    private int position;
    private int line = 1;

    ConfCharacters(String text) {
        this.text = text;
    }

    int line() {
        return line;
    }

    boolean isAtEnd() {
        return position >= text.length();
    }

    boolean isEnd(int ahead) {
        return position + ahead >= text.length();
    }

    /** The next character; {@link #END} if there is none. */
    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        int index = position + ahead;
        return index < text.length() ? text.charAt(index) : END;
    }

    boolean startsWith(String what) {
        return text.startsWith(what, position);
    }

    boolean startsWithWord(String word) {
        return text.regionMatches(true, position, word, 0, word.length());
    }

    char next() {
        char c = text.charAt(position++);
        boolean endsLine = c == '\n' || (c == '\r' && peek() != '\n');
        if (endsLine) {
            line++;
        }
        return c;
    }

    void skip(int count) {
        for (int i = 0; i < count && !isAtEnd(); i++) {
            next();
        }
    }

    boolean isAtLineEnd() {
        return isAtEnd() || isLineEnd(peek());
    }

    boolean isAtComment() {
        return peek() == '#' || startsWith("//");
    }

    /** Skips blanks within a line. */
    String blanks() {
        int start = position;
        while (!isAtEnd() && isBlank(peek())) {
            position++;
        }
        return text.substring(start, position);
    }

    /** Skips blanks, line ends and comments; and commas too, where they only separate. */
    void skipVoid(boolean withCommas) {
        while (true) {
            blanks();
            if (isAtComment()) {
                skipLine();
            } else if (!isAtEnd() && (isLineEnd(peek()) || (withCommas && peek() == ','))) {
                next();
            } else {
                return;
            }
        }
    }

    void skipLine() {
        while (!isAtLineEnd()) {
            position++;
        }
    }

    /** Whether a key follows, not a value: a word, and {@code =}, {@code +=}, a brace or a colon after it. */
    boolean isAtKey() {
        int at = position;
        if (text.startsWith("\"", at)) {
            at = text.indexOf('"', at + 1) + 1;
            if (at == 0) {
                return false;
            }
        } else {
            while (at < text.length() && isOfWord(text.charAt(at))) {
                at++;
            }
        }
        boolean isWord = at > position;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        char c = at < text.length() ? text.charAt(at) : END;
        char after = at + 1 < text.length() ? text.charAt(at + 1) : END;
        return isWord && (c == '=' || c == '{' || (c == '+' && after == '=') || (c == ':' && !isOfAddress(after)));
    }

    // "host:8008" and "http://host" are values.
    private static boolean isOfAddress(char c) {
        return c == '/' || Character.isDigit(c);
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    // Also those of text copied from a web page, and a byte order mark.
    static boolean isBlank(char c) {
        return !isLineEnd(c) && (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\ufeff');
    }
}
