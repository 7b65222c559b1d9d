package io.clearmladmin.internal.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import io.clearmladmin.errors.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code clearml.conf}.
 *
 * @param path where it should be
 * @param namedBy who says so; null for the usual place, where it may be absent
 */
record ConfigurationFile(Path path, @Nullable String namedBy) {

    // clearml-init writes addresses without quotes, which the Python client reads and HOCON proper does not.
    private static final Pattern BARE_URL = Pattern.compile("(?m)^(\\s*[\\w.]+\\s*[:=]\\s*)(https?://[^\\s\"',}#]+)");

    private static final Map<Setting, List<List<String>>> NAMES = Map.of(
            Setting.API_HOST, List.of(List.of("api.api_server"), List.of("api.host")),
            Setting.ACCESS_KEY, List.of(List.of("api.credentials.access_key")),
            Setting.SECRET_KEY, List.of(List.of("api.credentials.secret_key")),
            Setting.VERIFY_CERTIFICATE, List.of(List.of("api.verify_certificate")));

    static ConfigurationFile of(Environment environment) {
        for (String name : List.of("CLEARML_CONFIG_FILE", "TRAINS_CONFIG_FILE")) {
            String path = environment.variable().apply(name);
            if (path != null && !path.isBlank()) {
                return new ConfigurationFile(absolute(path, environment), name);
            }
        }
        return new ConfigurationFile(environment.home().resolve("clearml.conf"), null);
    }

    private static Path absolute(String path, Environment environment) {
        return path.startsWith("~/") ? environment.home().resolve(path.substring(2)) : Path.of(path);
    }

    /** Reads it; null if it may be absent and is. A file that is named or there, but cannot be read, is an error. */
    @Nullable
    Source read() {
        if (!Files.exists(path)) {
            if (namedBy == null) {
                return null;
            }
            throw new ConfigurationException(namedBy + ": there is no file " + path);
        }
        try {
            String text = BARE_URL.matcher(Files.readString(path)).replaceAll("$1\"$2\"");
            Config config = ConfigFactory.parseString(
                            text, ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF))
                    .resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true));
            return new Source(path.toString(), NAMES, value(config));
        } catch (ConfigException broken) {
            throw broken(broken);
        } catch (IOException unreadable) {
            throw new ConfigurationException(path + ": it cannot be opened", unreadable);
        }
    }

    private UnaryOperator<@Nullable String> value(Config config) {
        return name -> {
            try {
                return config.hasPath(name) ? config.getString(name) : null;
            } catch (ConfigException broken) {
                throw broken(broken);
            }
        };
    }

    // The parser's own message may quote the file, and the file holds keys: only the line is told.
    private ConfigurationException broken(ConfigException failure) {
        String where = failure.origin() == null || failure.origin().lineNumber() < 1
                ? ""
                : " at line " + failure.origin().lineNumber();
        String what = "it is not valid HOCON" + where;
        if (failure instanceof ConfigException.NotResolved
                || failure instanceof ConfigException.UnresolvedSubstitution) {
            what = "a value refers to something that is not set" + where;
        }
        return new ConfigurationException(path + ": " + what);
    }
}
