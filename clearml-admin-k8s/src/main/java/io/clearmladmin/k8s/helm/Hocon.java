package io.clearmladmin.k8s.helm;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.io.File;
import java.net.URL;

/** The server's configuration files in values. What they include is not read: it is not on this machine. */
final class Hocon {

    private Hocon() {}

    /** Reads a text; the exception says the line only, since the parser's own quotes what it read. */
    static Config parse(String text) throws UnreadableException {
        try {
            return ConfigFactory.parseString(text, ConfigParseOptions.defaults().setIncluder(new Nothing()));
        } catch (ConfigException wrong) {
            throw new UnreadableException(
                    wrong.origin() == null ? 0 : wrong.origin().lineNumber());
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
