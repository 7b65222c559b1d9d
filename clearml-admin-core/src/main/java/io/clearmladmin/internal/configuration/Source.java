package io.clearmladmin.internal.configuration;

import io.clearmladmin.errors.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A source of settings.
 *
 * @param name the source's name, for messages
 * @param names the names of each setting in it, the newest first; names in one list must not contradict each other
 * @param lookup finds the value of a name
 * @param isFile whether the source is a file, which is named with each setting
 * @param notes what to add to the message if a setting is missing
 */
record Source(
        String name,
        Map<Setting, List<List<String>>> names,
        UnaryOperator<@Nullable String> lookup,
        boolean isFile,
        List<String> notes) {

    /** A value and the name under which it was found. */
    record Found(String value, String name) {}

    static Source properties(Environment environment) {
        return new Source(
                "system properties",
                Map.of(
                        Setting.API_HOST, List.of(List.of("clearml.api.host")),
                        Setting.API_URL_UNCHECKED, List.of(List.of("clearml.api.url_unchecked")),
                        Setting.ACCESS_KEY, List.of(List.of("clearml.api.access_key")),
                        Setting.SECRET_KEY, List.of(List.of("clearml.api.secret_key")),
                        Setting.TOKEN, List.of(List.of("clearml.auth.token")),
                        Setting.VERIFY_CERTIFICATE, List.of(List.of("clearml.api.verify_certificate"))),
                environment.property(),
                false,
                List.of());
    }

    // The names of the official Python client, the present and the former ones, and of the Terraform provider.
    static Source variables(Environment environment) {
        return new Source(
                "environment",
                Map.of(
                        Setting.API_HOST,
                                List.of(List.of("CLEARML_API_HOST", "CLEARML_API_URL"), List.of("TRAINS_API_HOST")),
                        Setting.API_URL_UNCHECKED, List.of(List.of("CLEARML_API_URL_UNCHECKED")),
                        Setting.ACCESS_KEY,
                                List.of(
                                        List.of("CLEARML_API_ACCESS_KEY", "CLEARML_ACCESS_KEY"),
                                        List.of("TRAINS_API_ACCESS_KEY")),
                        Setting.SECRET_KEY,
                                List.of(
                                        List.of("CLEARML_API_SECRET_KEY", "CLEARML_SECRET_KEY"),
                                        List.of("TRAINS_API_SECRET_KEY")),
                        Setting.TOKEN, List.of(List.of("CLEARML_AUTH_TOKEN"), List.of("TRAINS_AUTH_TOKEN")),
                        Setting.VERIFY_CERTIFICATE,
                                List.of(
                                        List.of("CLEARML_API_HOST_VERIFY_CERT"),
                                        List.of("TRAINS_API_HOST_VERIFY_CERT"))),
                environment.variable(),
                false,
                List.of());
    }

    /** The value of a setting; null if the source does not have it. */
    @Nullable
    Found find(Setting setting) {
        for (List<String> alternatives : names.getOrDefault(setting, List.of())) {
            Found found = find(setting, alternatives);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Found find(Setting setting, List<String> alternatives) {
        Found first = null;
        for (String candidate : alternatives) {
            String value = lookup.apply(candidate);
            if (value == null || value.isBlank()) {
                continue;
            }
            if (first == null) {
                first = new Found(value, candidate);
            } else if (!first.value().equals(value)) {
                throw new ConfigurationException(name + ": " + first.name() + " and " + candidate
                        + " give different values for the " + setting + "; unset one of them");
            }
        }
        return first;
    }

    /** Where a value was found, for a message. */
    String where(Found found) {
        return isFile ? name + ", " + found.name() : found.name();
    }

    /** Its names of a setting, for a message. */
    String namesOf(Setting setting) {
        return names.getOrDefault(setting, List.of()).stream()
                .flatMap(List::stream)
                .collect(Collectors.joining(" / "));
    }
}
