package io.clearmladmin;

import java.time.Duration;
import java.util.regex.Pattern;

/** Refuses values that can never work, with the field and the reason. */
final class Bounds {

    // The server's own rule: at least two digits in all, one dot at most.
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+|\\d{2,}");
    private static final Duration LONGEST_TOKEN = Duration.ofDays(365);
    private static final Duration LONGEST = Duration.ofDays(1);

    private Bounds() {}

    static Duration positive(String field, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(field + ": must be longer than zero, is " + time);
        }
        if (time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(field + ": must be a day at most, is " + time);
        }
        return time;
    }

    static int atLeastOne(String field, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(field + ": must be at least 1, is " + count);
        }
        return count;
    }

    static long atLeastOne(String field, long count) {
        if (count < 1) {
            throw new IllegalArgumentException(field + ": must be at least 1, is " + count);
        }
        return count;
    }

    static Duration tokenLife(String field, Duration life) {
        if (life.toSeconds() < 1 || life.compareTo(LONGEST_TOKEN) > 0) {
            throw new IllegalArgumentException(field + ": must be from a second to 365 days, is " + life);
        }
        return life;
    }

    static String headerValue(String field, String value) {
        if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    field + ": must be visible ASCII without blanks, since it is sent in a header");
        }
        return value;
    }

    static String apiVersion(String field, String version) {
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException(field + ": must be like 2.30, is '" + version + "'");
        }
        return version;
    }
}
