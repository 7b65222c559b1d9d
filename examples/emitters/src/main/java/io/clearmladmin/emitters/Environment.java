package io.clearmladmin.emitters;

import io.clearmladmin.errors.ConfigurationException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the emitter's own settings from environment variables. A wrong value is refused with the variable's name. */
final class Environment {

    static final String LISTEN = "CLEARML_EVENTS_LISTEN";

    private static final Pattern ADDRESS = Pattern.compile("(?<host>.+):(?<port>\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** All variables, for a library that reads its own. */
    Map<String, String> variables() {
        return variables;
    }

    /** An optional variable; an empty one counts as absent. */
    Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** A required variable. */
    String required(String name, String what) {
        return text(name).orElseThrow(() -> new ConfigurationException(name + " is not set: " + what));
    }

    /** A list, separated by commas. */
    List<String> list(String name) {
        return text(name).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** {@code true} or {@code false}. */
    boolean flag(String name, boolean otherwise) {
        return switch (text(name).orElse(String.valueOf(otherwise))) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new ConfigurationException(name + " must be true or false, got '" + variables.get(name) + "'");
        };
    }

    /** A whole number within bounds. */
    int number(String name, int otherwise, int least, int most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw outOfBounds(name, least, most, noNumber);
        }
        throw outOfBounds(name, least, most, null);
    }

    /** Seconds, from one to a day. */
    Duration seconds(String name, int otherwise) {
        return Duration.ofSeconds(number(name, otherwise, 1, 86_400));
    }

    /** The address of health and metrics; reachable from this machine only by default. */
    InetSocketAddress listen() {
        String text = text(LISTEN).orElse("127.0.0.1:8080");
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches() || Integer.parseInt(address.group("port")) > LAST_PORT) {
            throw new ConfigurationException(
                    LISTEN + " must be an address with a port, such as 0.0.0.0:8080, got '" + text + "'");
        }
        return new InetSocketAddress(address.group("host"), Integer.parseInt(address.group("port")));
    }

    private ConfigurationException outOfBounds(String name, int least, int most, @Nullable Throwable cause) {
        return new ConfigurationException(
                name + " must be a number from " + least + " to " + most + ", got '" + variables.get(name) + "'",
                cause);
    }
}
