package io.clearmladmin.internal.configuration;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.hocon.ConfLookup;
import io.clearmladmin.internal.hocon.ConfReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code clearml.conf}.
 *
 * @param path where it should be
 * @param namedBy the setting that names it; null for the default path, where it may be absent
 */
record ConfigurationFile(Path path, @Nullable String namedBy) {

    private static final Map<Setting, List<List<String>>> NAMES = Map.of(
            Setting.API_HOST, List.of(List.of("api.api_server"), List.of("api.host")),
            Setting.API_URL_UNCHECKED, List.of(List.of("api.url_unchecked")),
            Setting.ACCESS_KEY, List.of(List.of("api.credentials.access_key")),
            Setting.SECRET_KEY, List.of(List.of("api.credentials.secret_key")),
            Setting.VERIFY_CERTIFICATE, List.of(List.of("api.verify_certificate")));

    static ConfigurationFile of(Environment environment) {
        for (String name : List.of("CLEARML_CONFIG_FILE", "TRAINS_CONFIG_FILE")) {
            String path = environment.variable().apply(name);
            if (path != null && !path.isBlank()) {
                return new ConfigurationFile(environment.path(name, path), name);
            }
        }
        Path file = environment.home().resolve("clearml.conf");
        Path old = environment.home().resolve("trains.conf");
        return new ConfigurationFile(!Files.exists(file) && Files.exists(old) ? old : file, null);
    }

    /**
     * Reads it; null if it may be absent and is. A file that is named or exists, but cannot be read, is an error; so is
     * a value in it that cannot be read, but only when that value is needed.
     */
    @Nullable
    Source read(Environment environment) {
        if (!Files.exists(path)) {
            if (namedBy == null) {
                return null;
            }
            throw new ConfigurationException(namedBy + ": no such file: " + path);
        }
        ConfLookup lookup = ConfReader.read(path, environment.variable());
        List<String> notes = lookup.absent().stream()
                .map(place -> place + ": the included file does not exist")
                .toList();
        return new Source(path.toString(), NAMES, lookup::text, true, notes);
    }
}
