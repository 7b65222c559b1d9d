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

/** The emitter's own settings, by the names of their variables. What is wrong is refused by name. */
final class Environment {

    static final String LISTEN = "CLEARML_EVENTS_LISTEN";

    private static final Pattern ADDRESS = Pattern.compile("(?<host>.+):(?<port>\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** All of them, for a library that has names of its own. */
    Map<String, String> variables() {
        return variables;
    }

    /** A variable that may be absent; an empty one is absent. */
    Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** A variable that must be there. */
    String required(String name, String what) {
        return text(name).orElseThrow(() -> new ConfigurationException(name + " is not set: " + what));
    }

    /** A list with commas. */
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
            default -> throw new ConfigurationException(name + " is true or false, not '" + variables.get(name) + "'");
        };
    }

    /** A whole number in its bounds. */
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

    /** Where health and metrics are asked for; this machine alone unless said otherwise. */
    InetSocketAddress listen() {
        String text = text(LISTEN).orElse("127.0.0.1:8080");
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches() || Integer.parseInt(address.group("port")) > LAST_PORT) {
            throw new ConfigurationException(
                    LISTEN + " is an address with a port, such as 0.0.0.0:8080, not '" + text + "'");
        }
        return new InetSocketAddress(address.group("host"), Integer.parseInt(address.group("port")));
    }

    private ConfigurationException outOfBounds(String name, int least, int most, @Nullable Throwable cause) {
        return new ConfigurationException(
                name + " is a number from " + least + " to " + most + ", not '" + variables.get(name) + "'", cause);
    }
}
