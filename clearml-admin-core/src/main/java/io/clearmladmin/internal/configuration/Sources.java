package io.clearmladmin.internal.configuration;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The places where settings may stand, asked in order: properties, environment, file. The file is read when needed. */
final class Sources {

    private final List<Source> places;
    private final ConfigurationFile file;
    private @Nullable Source opened;
    private boolean wasRead;

    Sources(Environment environment) {
        this.places = List.of(Source.properties(environment), Source.variables(environment));
        this.file = ConfigurationFile.of(environment);
    }

    /** A value and where it stands. */
    record Located(String value, String where, boolean isFromFile) {}

    /** A key with its secret, or a token, and where they stand. */
    record Credentials(@Nullable String accessKey, Secret secret, String where) {}

    /** The API address. */
    @Nullable
    Located apiHost() {
        return locate(Setting.API_HOST, true);
    }

    /** Whether and how to verify certificates; the file counts only if the address stands there too. */
    Optional<Located> verifyCertificate(boolean withFile) {
        return Optional.ofNullable(locate(Setting.VERIFY_CERTIFICATE, withFile));
    }

    private @Nullable Located locate(Setting setting, boolean withFile) {
        for (Source place : places) {
            Source.Found found = place.find(setting);
            if (found != null) {
                return new Located(found.value(), found.name(), false);
            }
        }
        Source last = withFile ? file() : null;
        Source.Found found = last == null ? null : last.find(setting);
        return found == null ? null : new Located(found.value(), file.path() + ", " + found.name(), true);
    }

    /** Key and secret, or a token, from the first place that has any of them. */
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
            return new Credentials(null, Secret.of(token.value()), token.name());
        }
        Source.Found key = place.find(Setting.ACCESS_KEY);
        Source.Found secret = place.find(Setting.SECRET_KEY);
        if (key != null && secret != null) {
            return new Credentials(key.value(), Secret.of(secret.value()), key.name());
        }
        if (key != null) {
            throw partial(place, key, Setting.SECRET_KEY);
        }
        if (secret != null) {
            throw partial(place, secret, Setting.ACCESS_KEY);
        }
        return null;
    }

    private static ConfigurationException partial(Source place, Source.Found there, Setting missing) {
        return new ConfigurationException(place.name() + ": PARTIAL, " + there.name() + " is set but the " + missing
                + " is not (" + place.namesOf(missing) + "); set both in one place");
    }

    private @Nullable Source file() {
        if (!wasRead) {
            opened = file.read();
            wasRead = true;
        }
        return opened;
    }

    /** That something is missing everywhere, with every place that was tried. */
    ConfigurationException missing(String what, String builderMethod, Setting... settings) {
        List<String> tried = new ArrayList<>();
        tried.add("builder: " + builderMethod + " NOT SET");
        places.forEach(place -> tried.add(place.name() + ": " + namesOf(place, settings) + " NOT SET"));
        Source last = file();
        tried.add(
                last == null ? file.path() + ": NOT FOUND" : file.path() + ": " + namesOf(last, settings) + " NOT SET");
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
