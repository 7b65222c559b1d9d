package io.clearmladmin.internal.secrets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text with all escapes of JSON, URLs, HTML or Python undone, once or several times; it
 * records the position of each character. Only for comparing: it may mistake text for an escape, in both texts alike.
 */
final class Unescaped {

    private static final int MOST_ROUNDS = 6;
    private static final String ESCAPES = "\\%&+";

    private final String original;
    private final StringBuilder text = new StringBuilder();
    // The position of each character in the original, and the end of the last one.
    private int[] starts;

    Unescaped(String original) {
        this.original = original;
        this.text.append(original);
        this.starts = new int[original.length() + 1];
        Arrays.setAll(starts, i -> i);
        int rounds = 0;
        while (rounds < MOST_ROUNDS && isNeeded(text) && new Round().run()) {
            rounds++;
        }
    }

    /** Whether the text may contain escapes. */
    static boolean isNeeded(CharSequence text) {
        return text.chars().anyMatch(c -> ESCAPES.indexOf(c) >= 0);
    }

    String text() {
        return text.toString();
    }

    /** The original with a mask wherever one of these occurs, which are unescaped themselves. */
    String mask(List<String> hidden) {
        String plain = text();
        boolean[] masked = new boolean[original.length()];
        boolean isAny = false;
        for (String one : hidden) {
            for (int at = plain.indexOf(one); at >= 0; at = plain.indexOf(one, at + 1)) {
                Arrays.fill(masked, starts[at], starts[at + one.length()], true);
                isAny = true;
            }
        }
        return isAny ? without(masked) : original;
    }

    private String without(boolean[] masked) {
        StringBuilder clean = new StringBuilder(original.length());
        for (int i = 0; i < masked.length; i++) {
            if (!masked[i]) {
                clean.append(original.charAt(i));
            } else if (i == 0 || !masked[i - 1]) {
                clean.append(Redactor.MASK);
            }
        }
        return clean.toString();
    }

    /** Undoes one layer. */
    private final class Round {

        private final String from = text.toString();
        private final int[] before = starts;
        private final int[] after = new int[before.length];
        private int at;

        /** Whether the text contained escapes. */
        boolean run() {
            text.setLength(0);
            while (at < from.length()) {
                switch (from.charAt(at)) {
                    case '\\' -> backslashes();
                    case '%' -> percent();
                    case '&' -> entity();
                    case '+' -> put(" ", 1);
                    default -> put(from.substring(at, at + 1), 1);
                }
            }
            after[text.length()] = before[from.length()];
            starts = Arrays.copyOf(after, text.length() + 1);
            return !from.contentEquals(text);
        }

        private void put(String characters, int length) {
            for (int i = 0; i < characters.length(); i++) {
                after[text.length()] = before[at];
                text.append(characters.charAt(i));
            }
            at += length;
        }

        // Any number of backslashes: each layer of JSON doubles them.
        private void backslashes() {
            int end = at;
            while (end < from.length() && from.charAt(end) == '\\') {
                end++;
            }
            int run = end - at;
            if (end == from.length()) {
                at = end;
                return;
            }
            char escaped = from.charAt(end);
            int control = "nrtbf".indexOf(escaped);
            int digits = escaped == 'u' ? 4 : escaped == 'x' ? 2 : 0;
            int code = digits == 0 ? -1 : hex(end + 1, digits);
            if (code >= 0) {
                put(String.valueOf((char) code), run + 1 + digits);
            } else if (control >= 0) {
                put(String.valueOf("\n\r\t\b\f".charAt(control)), run + 1);
            } else {
                at = end;
            }
        }

        private void percent() {
            int first = hex(at + 1, 2);
            if (first < 0) {
                put("%", 1);
                return;
            }
            int length = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
            List<Byte> bytes = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                int next = i > 0 && !from.startsWith("%", at + 3 * i) ? -1 : hex(at + 3 * i + 1, 2);
                if (next < 0 || (i > 0 && (next & 0xc0) != 0x80)) {
                    put(String.valueOf((char) first), 3);
                    return;
                }
                bytes.add((byte) next);
            }
            byte[] character = new byte[length];
            for (int i = 0; i < length; i++) {
                character[i] = bytes.get(i);
            }
            put(length == 1 ? String.valueOf((char) first) : new String(character, StandardCharsets.UTF_8), 3 * length);
        }

        private void entity() {
            int end = from.indexOf(';', at);
            String name = end < 0 || end - at > 8 ? "" : from.substring(at + 1, end);
            int code = switch (name) {
                case "quot" -> '"';
                case "amp" -> '&';
                case "lt" -> '<';
                case "gt" -> '>';
                case "apos" -> '\'';
                default -> number(name);
            };
            if (code < 0) {
                put("&", 1);
            } else {
                put(Character.toString(code), end - at + 1);
            }
        }

        private int number(String name) {
            if (!name.matches("#([0-9]{1,6}|[xX][0-9a-fA-F]{1,5})")) {
                return -1;
            }
            boolean isHex = name.charAt(1) == 'x' || name.charAt(1) == 'X';
            int code = isHex ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
            return Character.isValidCodePoint(code) ? code : -1;
        }

        private int hex(int from, int digits) {
            int value = 0;
            for (int i = from; i < from + digits; i++) {
                int digit = i < this.from.length() ? Character.digit(this.from.charAt(i), 16) : -1;
                if (digit < 0) {
                    return -1;
                }
                value = value * 16 + digit;
            }
            return value;
        }
    }
}
