package io.clearmladmin.k8s.internal;

import java.time.Duration;

/** Refuses bad settings by their name. */
public final class Checks {

    private Checks() {}

    /** Refuses a text without a letter in it. */
    public static String text(String field, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + ": must not be empty");
        }
        return value;
    }

    /** The same, without blanks around it. */
    public static String stripped(String field, String value) {
        return text(field, value).strip();
    }

    /** Refuses a time beyond these bounds. */
    public static Duration between(String field, Duration time, Duration least, Duration most) {
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw new IllegalArgumentException(field + ": must be from " + least + " to " + most + ", is " + time);
        }
        return time;
    }
}
