package io.clearmladmin.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;

/** Texts that go as deep as they can, in JSON, YAML and HOCON. */
public final class NestedTexts {

    private static final int LEVELS = 45;

    private NestedTexts() {}

    /** Each of about so many characters, with what it is. */
    public static Map<String, String> all(int size) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("lists that are never closed", "[".repeat(size));
        texts.put("lists", "[".repeat(size / 2) + "]".repeat(size / 2));
        texts.put("maps that are never closed", "{\"a\":".repeat(size / 5));
        texts.put("maps", "{\"a\":".repeat(size / 6) + "1" + "}".repeat(size / 6));
        texts.put("maps and lists", "{\"a\":[".repeat(size / 8) + "]}".repeat(size / 8));
        texts.put("YAML's maps in braces", "{a: ".repeat(size / 5) + "}".repeat(size / 5));
        texts.put("blocks of maps", indented(size, "a:"));
        texts.put("blocks of lists", indented(size, "-"));
        texts.put("lists in one line", "- ".repeat(size / 2) + "a");
        texts.put("keys in one line", "? ".repeat(size / 2) + "a");
        texts.put("a path as a key", "a.".repeat(size / 2) + "b = 1");
        texts.put("long names, and much below them", longNames(size));
        texts.put(
                "many values that deep",
                "[".repeat(LEVELS) + "1,".repeat(size / 2 - LEVELS) + "1" + "]".repeat(LEVELS));
        texts.put("aliases that double", doubling());
        return texts;
    }

    private static String indented(int size, String line) {
        StringBuilder text = new StringBuilder(size);
        for (int depth = 0; text.length() < size; depth++) {
            text.append(" ".repeat(depth)).append(line).append('\n');
        }
        return text.toString();
    }

    private static String longNames(int size) {
        StringBuilder text = new StringBuilder(size);
        String name = "n".repeat(size / 2 / LEVELS);
        for (int depth = 0; depth < LEVELS; depth++) {
            text.append("{\"").append(name).append("\":");
        }
        text.append('{');
        for (int i = 0; text.length() < size; i++) {
            text.append("\"k").append(i).append("\":1,");
        }
        return text.append("\"end\":1").append("}".repeat(LEVELS + 1)).toString();
    }

    private static String doubling() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < LEVELS; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        return text.toString();
    }
}
