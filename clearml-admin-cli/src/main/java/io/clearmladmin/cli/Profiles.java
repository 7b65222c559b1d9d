package io.clearmladmin.cli;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.files.OwnerOnly;
import io.clearmladmin.internal.hocon.ConfLookup;
import io.clearmladmin.internal.hocon.ConfReader;
import io.clearmladmin.internal.hocon.Hocon;
import io.clearmladmin.internal.text.NearestWord;
import io.clearmladmin.internal.text.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file of profiles, in HOCON:
 *
 * <pre>
 * profiles {
 *   production { api_server = "https://api.clearml.example", access_key = "…", secret_key = ${SECRET} }
 * }
 * </pre>
 */
final class Profiles {

    /** Names the profile, as {@code --profile} does. */
    static final String VARIABLE = "CLEARML_ADMIN_PROFILE";

    private final Path file;
    private final Map<String, String> environment;

    private Profiles(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    /** Those of this user. Nothing is read yet. */
    static Profiles of(Surroundings surroundings) {
        Path folder = surroundings
                .variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .orElseGet(() -> surroundings.home().resolve(".config"));
        return new Profiles(folder.resolve("clearml-admin").resolve("config"), surroundings.environment());
    }

    /** Where the file is, or would be. */
    Path file() {
        return file;
    }

    boolean isPresent() {
        return Files.exists(file);
    }

    /** Whether others than its owner may read or write the file, which has secrets. */
    boolean isOpenToOthers() throws IOException {
        return isPresent()
                && OwnerOnly.isKeptAt(file)
                && Files.getPosixFilePermissions(file).stream()
                        .anyMatch(right -> !right.name().startsWith("OWNER"));
    }

    /** The names, in the order of the file. */
    List<String> names() throws IOException {
        if (!isPresent()) {
            return List.of();
        }
        Map<String, @Nullable Object> all = Hocon.read(Files.readString(file));
        return all.get("profiles") instanceof Map<?, ?> profiles
                ? profiles.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The profile of this name. */
    Profile named(String name) throws IOException {
        List<String> names = names();
        if (!names.contains(name)) {
            String nearest = NearestWord.of(name, names)
                    .map(word -> "; did you mean " + SafeText.line(word) + "?")
                    .orElse(names.isEmpty() ? "; it has none" : "; it has " + String.join(", ", names));
            throw new ConfigurationException("there is no profile '" + SafeText.line(name) + "' in " + file + nearest);
        }
        ConfLookup lookup = ConfReader.read(file, environment::get);
        String path = "profiles." + name + ".";
        return new Profile(
                name,
                needed(lookup, path + "api_server"),
                needed(lookup, path + "access_key"),
                needed(lookup, path + "secret_key"),
                Optional.ofNullable(lookup.text(path + "trusted_certificates")),
                Optional.ofNullable(lookup.text(path + "verify_certificate")).map(this::isTrue));
    }

    private boolean isTrue(String word) {
        if (word.equals("true") || word.equals("false")) {
            return word.equals("true");
        }
        throw new ConfigurationException(file + ", verify_certificate: must be true or false");
    }

    private String needed(ConfLookup lookup, String path) {
        String found = lookup.text(path);
        if (found == null || found.isBlank()) {
            throw new ConfigurationException(file + ": " + path + " is not set");
        }
        return found;
    }
}
