package io.clearmladmin.emitters;

import io.clearmladmin.events.Schedule;
import io.clearmladmin.internal.text.SafeText;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the value of a setting must be.
 *
 * @param text for people, behind "must be"
 */
record ValueKind(String text, Predicate<String> fits) {

    static final ValueKind TEXT = new ValueKind("text", value -> true);
    static final ValueKind FLAG = choice("true", "false");
    static final ValueKind LIST =
            new ValueKind("texts, separated by commas", value -> !items(value).isEmpty());
    static final ValueKind FILE = new ValueKind("the path of a file", value -> true);
    static final ValueKind FOLDER = new ValueKind("the path of a folder", value -> true);
    static final ValueKind ADDRESS = new ValueKind("an address with a port, such as 0.0.0.0:8080", Address::isValid);
    static final ValueKind HTTP_ADDRESS = new ValueKind(
            "an address such as https://login.example.com/token",
            value -> value.matches("https?://[^\\s@/]+(/[^\\s@]*)?"));
    static final ValueKind SCHEDULE =
            new ValueKind("a cron expression of five fields, or @daily and the like", ValueKind::isSchedule);

    /** The host and the port of an address. */
    record Address(String host, int port) {

        private static final int LAST_PORT = 65_535;

        static Address of(String text) {
            int colon = text.lastIndexOf(':');
            return new Address(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        }

        private static boolean isValid(String text) {
            return text.matches(".+:\\d{1,5}") && of(text).port() <= LAST_PORT;
        }
    }

    static ValueKind choice(String... words) {
        List<String> all = List.of(words);
        String last = " or " + all.get(all.size() - 1);
        return new ValueKind(
                all.stream().limit(all.size() - 1).collect(Collectors.joining(", ")) + last, all::contains);
    }

    static ValueKind number(long least, long most) {
        return new ValueKind(
                "a number from " + least + " to " + most,
                // Shorter than what overflows.
                value -> value.matches("\\d{1,18}") && Long.parseLong(value) >= least && Long.parseLong(value) <= most);
    }

    /** Seconds, up to a day. */
    static ValueKind seconds(long least) {
        return number(least, 86_400);
    }

    static List<String> items(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** What is wrong with a value, or nothing. The value of a secret is not quoted. */
    String fault(String value, boolean isSecret) {
        return fits.test(value) ? "" : "must be " + text + (isSecret ? "" : ", got '" + SafeText.line(value) + "'");
    }

    private static boolean isSchedule(String value) {
        try {
            return !Schedule.of(value).toString().isEmpty();
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
