package io.clearmladmin.internal.configuration;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.fuzz.Outcome;
import io.clearmladmin.internal.hocon.Hocon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@code clearml.conf}, also as a text in a chart's values. */
public final class ConfTarget {

    private static final Path FOLDER = folder();

    private ConfTarget() {}

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("conf");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** One input. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        Path file = Files.write(FOLDER.resolve("clearml.conf"), data);
        Environment environment = new Environment(name -> null, name -> "value of " + name, FOLDER);
        try {
            Source source = new ConfigurationFile(file, "the fuzzer").read(environment);
            for (Setting setting : Setting.values()) {
                if (source != null) {
                    source.find(setting);
                }
            }
        } catch (ConfigurationException documented) {
            Outcome.shown(documented);
        }
        try {
            Hocon.read(new String(data, StandardCharsets.UTF_8));
        } catch (ConfigurationException documented) {
            Outcome.shown(documented);
        } finally {
            Files.delete(file);
        }
    }
}
