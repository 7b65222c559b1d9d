package io.clearmladmin.internal.hocon;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The value of a key or list element as written: several parts may follow each other.
 *
 * @param parts from left to right; empty if there is no value
 * @param place where it begins
 * @param isAdded whether it was written with {@code +=}
 */
record ConfValue(List<Part> parts, Place place, boolean isAdded) {

    /**
     * A line of a file.
     *
     * @param file the file
     * @param line from 1
     */
    record Place(Path file, int line) {

        @Override
        public String toString() {
            return file + ", line " + line;
        }
    }

    /** One part of a value. */
    sealed interface Part {}

    /** Text, its escapes replaced. */
    record Text(String text, boolean isQuoted) implements Part {}

    /** A substitution: {@code ${path}} or {@code ${?path}}. */
    record Reference(String path, boolean isOptional) implements Part {}

    /** A list. */
    record Listing(List<ConfValue> elements) implements Part {}

    /** A part that cannot be read, and why. It makes the value unusable, not the file. */
    record Broken(String reason) implements Part {}

    /** A key and its value. */
    record Entry(String key, ConfValue value) {}

    /** A block: the text between braces, or a whole file. */
    static final class Block implements Part {

        final List<Entry> entries = new ArrayList<>();
    }

    static ConfValue of(Block block, Place place) {
        return new ConfValue(List.of(block), place, false);
    }

    boolean isNull() {
        return parts.size() == 1
                && parts.get(0) instanceof Text text
                && !text.isQuoted()
                && text.text().equalsIgnoreCase("null");
    }
}
