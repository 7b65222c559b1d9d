package io.clearmladmin.k8s.events;

import java.time.Duration;

/** Refuses bad settings by their name. */
final class Checks {

    private Checks() {}

    static String text(String field, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + ": must not be empty");
        }
        return value;
    }

    static Duration between(String field, Duration time, Duration least, Duration most) {
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw new IllegalArgumentException(field + ": must be from " + least + " to " + most + ", is " + time);
        }
        return time;
    }
}
