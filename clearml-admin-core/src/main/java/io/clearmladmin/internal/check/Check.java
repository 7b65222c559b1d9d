package io.clearmladmin.internal.check;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses invalid values, naming the field and the reason. */
public final class Check {

    /** The largest page the server returns; it silently cuts larger ones. */
    public static final int MAX_PAGE_SIZE = 500;

    // The server's own rule: at least two digits in total, at most one dot.
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+|\\d{2,}");
    private static final Pattern QUOTED = Pattern.compile("[\\\\.^$*+?{}\\[\\]|()/#-]");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final Duration LONGEST_TOKEN = Duration.ofDays(365);

    private Check() {}

    private static IllegalArgumentException refusal(String field, String reason) {
        return new IllegalArgumentException(field + ": " + reason);
    }

    /** Checks that a text is not blank. */
    public static String text(String field, @Nullable String value) {
        if (value == null) {
            throw refusal(field, "must not be null");
        }
        if (value.isBlank()) {
            throw refusal(field, "must not be empty");
        }
        return value;
    }

    /**
     * A pattern for exactly this text, where the server takes a regular expression. Python and MongoDB read it alike: each
     * character that is special to either is quoted by itself.
     */
    public static String wholeText(String field, String value) {
        return "^" + QUOTED.matcher(text(field, value)).replaceAll("\\\\$0") + "$";
    }

    /** Checks that a text is not blank, and strips it. */
    public static String stripped(String field, @Nullable String value) {
        return text(field, value).strip();
    }

    /** Checks that a text has at least this many characters. */
    public static void atLeast(String field, String value, int length) {
        if (text(field, value).strip().length() < length) {
            throw refusal(field, "must be at least " + length + " characters, got '" + value + "'");
        }
    }

    /** Checks that a text looks like an e-mail address. */
    public static void email(String field, String value) {
        if (!EMAIL.matcher(text(field, value)).matches()) {
            throw refusal(field, "must be an e-mail address, got '" + value + "'");
        }
    }

    /** Checks that a list is not empty. */
    public static void notEmpty(String field, Collection<?> values) {
        if (values.isEmpty()) {
            throw refusal(field, "must not be empty");
        }
    }

    /** Checks that a number is not negative. */
    public static void notNegative(String field, Optional<Integer> value) {
        if (value.isPresent() && value.get() < 0) {
            throw refusal(field, "must not be negative, got " + value.get());
        }
    }

    /** Checks the lifetime of a token or key in seconds: at most a year. */
    public static void seconds(String field, Optional<Long> value) {
        if (value.isPresent() && (value.get() < 0 || value.get() > LONGEST_TOKEN.toSeconds())) {
            throw refusal(field, "must be from 0 to " + LONGEST_TOKEN.toSeconds() + " seconds, got " + value.get());
        }
    }

    /** Checks a page size that the server does not cut. */
    public static void pageSize(String field, Optional<Integer> value) {
        if (value.isPresent() && (value.get() < 1 || value.get() > MAX_PAGE_SIZE)) {
            throw refusal(field, "must be from 1 to " + MAX_PAGE_SIZE + ", got " + value.get());
        }
    }

    /** Checks that exactly one of two texts is given. */
    public static void oneOf(String first, Optional<String> one, String second, Optional<String> other) {
        if (one.isPresent() == other.isPresent()) {
            throw refusal(first, "exactly one of " + first + " and " + second + " must be given");
        }
        one.ifPresent(value -> text(first, value));
        other.ifPresent(value -> text(second, value));
    }

    /** Checks that at least one of several values is given. */
    public static void oneAtLeast(String fields, Optional<?>... values) {
        if (Arrays.stream(values).allMatch(Optional::isEmpty)) {
            throw refusal(fields, "at least one of them must be given");
        }
    }

    /** Checks that a beginning does not come after its end: two times or two days. */
    public static <T extends Comparable<? super T>> void order(String first, T begin, String second, T end) {
        if (begin.compareTo(end) > 0) {
            throw refusal(first, "must not be after " + second + ", but " + begin + " is after " + end);
        }
        date(first, begin);
        date(second, end);
    }

    /** The same for two optional times. */
    public static void order(String first, Optional<Instant> begin, String second, Optional<Instant> end) {
        begin.ifPresent(date -> date(first, date));
        end.ifPresent(date -> date(second, date));
        if (begin.isPresent() && end.isPresent()) {
            order(first, begin.get(), second, end.get());
        }
    }

    /** Checks a date that every server can read. */
    public static void date(String field, Comparable<?> date) {
        long second = date instanceof Instant instant
                ? instant.getEpochSecond()
                : ((LocalDate) date).toEpochDay() * Duration.ofDays(1).toSeconds();
        if (second < 0 || second > LAST_SECOND) {
            throw refusal(field, "must be from 1970 to 9999, got " + date);
        }
    }

    /** Checks a preference name that the server accepts. */
    public static void preference(String field, String name) {
        if (text(field, name).startsWith("$")) {
            throw refusal(field, "names must not begin with $, as '" + name + "' does");
        }
    }

    /** Checks that a time is longer than zero. */
    public static Duration positive(String field, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw refusal(field, "must be longer than zero, got " + time);
        }
        return time;
    }

    /** Checks a time to wait: longer than zero, at most a day. */
    public static Duration wait(String field, Duration time) {
        positive(field, time);
        if (time.compareTo(LONGEST_WAIT) > 0) {
            throw refusal(field, "must be at most a day, got " + time);
        }
        return time;
    }

    /** Checks that a time is within these bounds. */
    public static Duration between(String field, Duration time, Duration least, Duration most) {
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw refusal(field, "must be from " + least + " to " + most + ", got " + time);
        }
        return time;
    }

    /** Checks a time to wait, or zero for none: at most a day. */
    public static Duration waitOrNone(String field, Duration time) {
        if (time.isNegative()) {
            throw refusal(field, "must not be negative, got " + time);
        }
        return time.isZero() ? time : wait(field, time);
    }

    /** Checks the lifetime of a token: a second to a year. */
    public static Duration tokenLifetime(String field, Duration lifetime) {
        if (lifetime.toSeconds() < 1 || lifetime.compareTo(LONGEST_TOKEN) > 0) {
            throw refusal(field, "must be from a second to 365 days, got " + lifetime);
        }
        return lifetime;
    }

    /** Checks that a count is at least 1. */
    public static long atLeastOne(String field, long count) {
        if (count < 1) {
            throw refusal(field, "must be at least 1, got " + count);
        }
        return count;
    }

    /** Checks that a text can be sent in a header. */
    public static String headerValue(String field, @Nullable String value) {
        String text = text(field, value);
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw refusal(field, "must be visible ASCII without blanks, since it is sent in a header");
        }
        return text;
    }

    /** Checks an API version by the server's own rule. */
    public static String apiVersion(String field, String version) {
        if (!VERSION.matcher(version).matches()) {
            throw refusal(field, "must be like 2.30, got '" + version + "'");
        }
        return version;
    }

    /** Checks that a required field of a reply is present. */
    public static void present(String field, @Nullable Object value) {
        if (value == null) {
            throw refusal(field, "is missing");
        }
    }

    /** A list that cannot change; empty if the reply has none. */
    public static <T> List<T> list(@Nullable List<T> values) {
        return values == null ? List.of() : List.copyOf(values);
    }

    /** A map that cannot change; empty if the reply has none. */
    public static <V> Map<String, V> map(@Nullable Map<String, V> values) {
        return values == null ? Map.of() : Collections.unmodifiableMap(values);
    }

    /** The unknown fields of a reply. They are not printed: they may hold secrets. */
    public static Map<String, Object> additional(@Nullable Map<String, Object> fields) {
        return fields == null || fields.isEmpty() ? Map.of() : new Additional(fields);
    }

    private static final class Additional extends AbstractMap<String, Object> {

        private final Map<String, Object> fields;

        Additional(Map<String, Object> fields) {
            this.fields = Collections.unmodifiableMap(fields);
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return fields.entrySet();
        }

        @Override
        public @Nullable Object get(Object name) {
            return fields.get(name);
        }

        @Override
        public boolean containsKey(Object name) {
            return fields.containsKey(name);
        }

        @Override
        public String toString() {
            return "***";
        }
    }
}
