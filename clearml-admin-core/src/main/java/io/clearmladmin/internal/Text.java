package io.clearmladmin.internal;

import org.jspecify.annotations.Nullable;

/** Refuses texts that cannot be sent, with the field and the reason. */
final class Text {

    private Text() {}

    static String required(String field, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(field + ": must not be null");
        }
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + ": must not be empty");
        }
        return value;
    }

    static String headerValue(String field, @Nullable String value) {
        String text = required(field, value);
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    field + ": must be visible ASCII without blanks, since it is sent in a header");
        }
        return text;
    }
}
