package io.clearmladmin.emitters;

import io.clearmladmin.emitters.Settings.Value;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.hocon.Hocon;
import io.clearmladmin.internal.text.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads settings from the environment and from a file, and names everything that is wrong with them at once. */
final class SettingsReader {

    private static final String ENVIRONMENT = "environment";
    private static final String PAGE = "docs/emitters/settings.md lists all settings";

    private final Map<Setting, Value> values = new EnumMap<>(Setting.class);
    private final List<String> faults = new ArrayList<>();

    private SettingsReader() {}

    /**
     * The settings.
     *
     * @param named the file that the command line names, instead of the environment
     * @throws ConfigurationException with each fault on a line
     */
    static Settings read(Map<String, String> environment, Optional<String> named) {
        SettingsReader reader = new SettingsReader();
        new TreeMap<>(environment).forEach(reader::variable);
        Optional<String> file = named.or(() ->
                Optional.ofNullable(reader.values.get(Setting.SETTINGS_FILE)).map(Value::text));
        file.ifPresent(reader::file);
        new EnumMap<>(reader.values).forEach(reader::check);
        if (!reader.faults.isEmpty()) {
            throw new ConfigurationException(String.join("\n", reader.faults) + "\n" + PAGE);
        }
        return new Settings(reader.values);
    }

    // What is empty counts as not set, as a template of a Deployment leaves it.
    private void variable(String name, String text) {
        if (text.isBlank()) {
            return;
        }
        if (!add(name, text.strip(), ENVIRONMENT)) {
            SettingNames.typo(name).ifPresent(nearest -> unknown(name, ENVIRONMENT, nearest));
        }
    }

    private void unknown(String name, String origin, String nearest) {
        faults.add(SafeText.line(name) + " (" + origin + "): there is no such setting; did you mean " + nearest + "?");
    }

    private boolean add(String name, String text, String origin) {
        Optional<Setting> whole = Setting.of(name);
        Optional<Setting> inFile = whole.isPresent() ? Optional.empty() : Setting.ofFile(name);
        whole.or(() -> inFile).ifPresent(setting -> put(setting, new Value(text, inFile.isPresent(), origin)));
        return whole.or(() -> inFile).isPresent();
    }

    private void put(Setting setting, Value value) {
        Value before = values.get(setting);
        if (before == null) {
            values.put(setting, value);
        } else if (before.origin().equals(value.origin()) && !before.equals(value)) {
            faults.add(setting.key() + " (" + value.origin() + "): is set twice, with different values"
                    + (setting.mayBeInFile()
                            ? "; it and " + setting.key() + Setting.IN_FILE + " exclude each other"
                            : ""));
        }
    }

    private void file(String path) {
        Map<String, @Nullable Object> all;
        try {
            all = Hocon.read(Files.readString(Path.of(path)));
        } catch (IOException | InvalidPathException unreadable) {
            faults.add(Setting.SETTINGS_FILE.key() + ": " + SafeText.line(path) + " cannot be read");
            return;
        } catch (ConfigurationException malformed) {
            faults.add(Setting.SETTINGS_FILE.key() + ": " + SafeText.line(path) + ": " + malformed.getMessage());
            return;
        }
        all.forEach((name, value) -> entry(name, value, path));
    }

    private void entry(String name, @Nullable Object value, String path) {
        Optional<String> text = text(value);
        if (text.isEmpty()) {
            faults.add(
                    SafeText.line(name) + " (" + path + "): must be a text, a number, true, false or a list of texts");
        } else if (!text.get().isBlank() && !add(name, text.get().strip(), path)) {
            unknown(name, path, SettingNames.nearest(name));
        }
    }

    private static Optional<String> text(@Nullable Object value) {
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return Optional.of(list.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private void check(Setting setting, Value value) {
        String text = value.text();
        String name = setting.key() + " (" + value.origin() + "): ";
        if (value.isInFile()) {
            try {
                text = Settings.read(setting, Path.of(value.text()));
            } catch (ConfigurationException | InvalidPathException unreadable) {
                faults.add(name + "the file " + SafeText.line(value.text()) + " cannot be read");
                return;
            }
            if (text.isEmpty()) {
                faults.add(name + "the file " + SafeText.line(value.text()) + " is empty");
            }
        }
        String fault = setting.kind().fault(normal(setting, text), setting.isSecret());
        if (!fault.isEmpty()) {
            faults.add(name + fault);
        } else if (!value.isInFile()) {
            values.put(setting, new Value(normal(setting, text), false, value.origin()));
        }
    }

    // Kafka's words are known in any case.
    private static String normal(Setting setting, String text) {
        return setting == Setting.COMPRESSION ? text.toLowerCase(Locale.ROOT) : text;
    }
}
