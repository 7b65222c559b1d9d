package io.clearmladmin.internal.configuration;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sources of settings, in this order: properties, environment, file. The file is read when needed. */
final class Sources {

    private static final Set<String> QUOTES = Set.of("\"\"", "''", "``", "\u201c\u201d", "\u2018\u2019");

    private final Environment environment;
    private final List<Source> places;
    private final ConfigurationFile file;
    private @Nullable Source opened;
    private boolean wasRead;

    Sources(Environment environment) {
        this.environment = environment;
        this.places = List.of(Source.properties(environment), Source.variables(environment));
        this.file = ConfigurationFile.of(environment);
    }

    /** A value and where it was found. */
    record Located(String value, String where, boolean isFromFile) {}

    /**
     * A key with its secret, or a token.
     *
     * @param accessKey null for a token
     * @param secret the secret, or the token
     * @param where where the key was found, or the token
     * @param secretWhere where the secret was found
     */
    record Credentials(@Nullable String accessKey, Secret secret, String where, String secretWhere) {}

    /** The API address. */
    @Nullable
    Located apiHost() {
        return locate(Setting.API_HOST, true);
    }

    /** Whether the API address may look like another server's. */
    Optional<Located> urlUnchecked() {
        return Optional.ofNullable(locate(Setting.API_URL_UNCHECKED, true));
    }

    /** Whether and how to verify certificates; the file counts only if it has the address too. */
    Optional<Located> verifyCertificate(boolean withFile) {
        return Optional.ofNullable(locate(Setting.VERIFY_CERTIFICATE, withFile));
    }

    private @Nullable Located locate(Setting setting, boolean withFile) {
        for (Source place : places) {
            Source.Found found = place.find(setting);
            if (found != null) {
                return new Located(found.value(), place.where(found), false);
            }
        }
        Source last = withFile ? file() : null;
        Source.Found found = last == null ? null : last.find(setting);
        return last == null || found == null ? null : new Located(found.value(), last.where(found), true);
    }

    /** Key and secret, or a token, from the first source that has any of them. */
    @Nullable
    Credentials credentials() {
        for (Source place : places) {
            Credentials found = credentials(place);
            if (found != null) {
                return found;
            }
        }
        Source last = file();
        return last == null ? null : credentials(last);
    }

    private static @Nullable Credentials credentials(Source place) {
        Source.Found token = place.find(Setting.TOKEN);
        if (token != null) {
            Secret value = Secret.of(unquoted(place, token, "token"));
            return new Credentials(null, value, place.where(token), place.where(token));
        }
        Source.Found key = place.find(Setting.ACCESS_KEY);
        Source.Found secret = place.find(Setting.SECRET_KEY);
        if (key != null && secret != null) {
            String accessKey = unquoted(place, key, "access key");
            Secret value = Secret.of(unquoted(place, secret, "secret key"));
            return new Credentials(accessKey, value, place.where(key), place.where(secret));
        }
        if (key != null) {
            throw partial(place, key, Setting.SECRET_KEY);
        }
        if (secret != null) {
            throw partial(place, secret, Setting.ACCESS_KEY);
        }
        return null;
    }

    /** Refuses the quotes of an env file, which not every reader removes. */
    private static String unquoted(Source place, Source.Found found, String what) {
        String value = found.value();
        boolean isQuoted = value.length() > 1 && QUOTES.contains(value.charAt(0) + value.substring(value.length() - 1));
        if (isQuoted) {
            throw new ConfigurationException(place.where(found) + ": the " + what
                    + " begins and ends with quotes, which ClearML's do not; remove them where it is set");
        }
        return value;
    }

    private static ConfigurationException partial(Source place, Source.Found there, Setting missing) {
        return new ConfigurationException(place.name() + ": PARTIAL, " + there.name() + " is set but the " + missing
                + " is not (" + place.namesOf(missing) + "); set both in one place");
    }

    private @Nullable Source file() {
        if (!wasRead) {
            opened = file.read(environment);
            wasRead = true;
        }
        return opened;
    }

    /** The exception for a setting that no source has, with every source that was tried. */
    ConfigurationException missing(String what, String builderMethod, Setting... settings) {
        List<String> tried = new ArrayList<>();
        tried.add("builder: " + builderMethod + " NOT SET");
        places.forEach(place -> tried.add(place.name() + ": " + namesOf(place, settings) + " NOT SET"));
        Source last = file();
        tried.add(
                last == null ? file.path() + ": NOT FOUND" : file.path() + ": " + namesOf(last, settings) + " NOT SET");
        if (last != null) {
            tried.addAll(last.notes());
        }
        return new ConfigurationException(
                "No " + what + " is configured. Tried, in this order:\n  " + String.join("\n  ", tried));
    }

    private static String namesOf(Source place, Setting... settings) {
        List<String> names = new ArrayList<>();
        for (Setting setting : settings) {
            String known = place.namesOf(setting);
            if (!known.isEmpty()) {
                names.add(known);
            }
        }
        return String.join(", ", names);
    }
}
