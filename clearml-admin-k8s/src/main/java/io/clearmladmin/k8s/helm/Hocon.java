package io.clearmladmin.k8s.helm;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import java.io.File;
import java.net.URL;
import java.util.function.Consumer;

/** The server's configuration files in values. What they include is not read: it is not on this machine. */
final class Hocon {

    private Hocon() {}

    /** Reads a text; the exception says the line only, since the parser's own quotes what it read. */
    static Config parse(String text) throws UnreadableException {
        try {
            return ConfigFactory.parseString(text, ConfigParseOptions.defaults().setIncluder(new Nothing()))
                    .resolve(ConfigResolveOptions.noSystem().setAllowUnresolved(true));
        } catch (ConfigException wrong) {
            throw new UnreadableException(
                    wrong.origin() == null ? 0 : wrong.origin().lineNumber());
        }
    }

    /** Tells of every text; one that only the server can put together is left out. */
    static void texts(ConfigValue value, Consumer<String> each) {
        if (value instanceof ConfigObject object) {
            object.values().forEach(inner -> texts(inner, each));
        } else if (value instanceof ConfigList list) {
            list.forEach(inner -> texts(inner, each));
        } else {
            try {
                each.accept(String.valueOf(value.unwrapped()));
            } catch (ConfigException.NotResolved elsewhere) {
                return;
            }
        }
    }

    /** A text that is not HOCON. */
    static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1;

        UnreadableException(int line) {
            super(line > 0 ? "line " + line + " of it" : "it");
        }
    }

    private static final class Nothing
            implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

        private static ConfigObject nothing() {
            return ConfigFactory.empty().root();
        }

        @Override
        public ConfigIncluder withFallback(ConfigIncluder fallback) {
            return this;
        }

        @Override
        public ConfigObject include(ConfigIncludeContext context, String what) {
            return nothing();
        }

        @Override
        public ConfigObject includeFile(ConfigIncludeContext context, File what) {
            return nothing();
        }

        @Override
        public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
            return nothing();
        }

        @Override
        public ConfigObject includeResources(ConfigIncludeContext context, String what) {
            return nothing();
        }
    }
}
