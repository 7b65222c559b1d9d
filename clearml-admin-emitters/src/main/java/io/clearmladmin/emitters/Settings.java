package io.clearmladmin.emitters;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ConfigurationException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was set, each value right by itself. A credential in a file of its own is read whenever it is asked for. */
final class Settings {

    private final Map<Setting, Value> values;

    /**
     * A value.
     *
     * @param text the value, or the file that holds it
     * @param isInFile which of them
     * @param origin where it was set, for people
     */
    record Value(String text, boolean isInFile, String origin) {}

    Settings(Map<Setting, Value> values) {
        this.values = new EnumMap<>(Setting.class);
        this.values.putAll(values);
    }

    /** The value, or its default; empty if there is neither. */
    Optional<String> text(Setting setting) {
        return Optional.ofNullable(values.get(setting))
                .map(value -> value.isInFile() ? read(setting, Path.of(value.text())) : value.text())
                .or(() -> Optional.of(setting.otherwise()).filter(text -> !text.isEmpty()));
    }

    /** Where it was set; empty if it was not. */
    Optional<String> origin(Setting setting) {
        return Optional.ofNullable(values.get(setting)).map(Value::origin);
    }

    /** The value, without which this emitter does not start. */
    String required(Setting setting) {
        return text(setting).orElseThrow(() -> missing(setting));
    }

    static ConfigurationException missing(Setting setting) {
        return new ConfigurationException(setting.key() + " is not set: " + setting.text());
    }

    /** Whether events go to Kafka, and not to the API server. */
    boolean isToKafka() {
        return required(Setting.TO).equals("kafka");
    }

    /** The file that holds a credential, if it was set so. */
    Optional<Path> file(Setting setting) {
        return Optional.ofNullable(values.get(setting)).filter(Value::isInFile).map(value -> Path.of(value.text()));
    }

    Optional<Secret> secret(Setting setting) {
        return text(setting).map(Secret::of);
    }

    Optional<Path> path(Setting setting) {
        return text(setting).map(Path::of);
    }

    List<String> list(Setting setting) {
        return text(setting).map(ValueKind::items).orElse(List.of());
    }

    boolean flag(Setting setting) {
        return text(setting).map(Boolean::parseBoolean).orElse(false);
    }

    int number(Setting setting) {
        return Integer.parseInt(required(setting));
    }

    Duration seconds(Setting setting) {
        return Duration.ofSeconds(number(setting));
    }

    InetSocketAddress address(Setting setting) {
        ValueKind.Address address = ValueKind.Address.of(required(setting));
        return new InetSocketAddress(address.host(), address.port());
    }

    // An editor leaves a line break at the end, which belongs to nothing.
    static String read(Setting setting, Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new ConfigurationException(
                    setting.key() + Setting.IN_FILE + ": " + file + " cannot be read", unreadable);
        }
    }
}
