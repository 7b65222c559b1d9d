package io.clearmladmin.kafka;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.secrets.Redactor;
import io.clearmladmin.kafka.KafkaSettings.Mechanism;
import io.clearmladmin.kafka.KafkaSettings.Protocol;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The names by which the API server knows Kafka. */
final class ServerNames {

    static final String HOST = "CLEARML__hosts__kafka__custom_events__host";
    static final String SECURE = "CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__";
    private static final String PASSWORD = SECURE + "sasl_plain_password";
    static final String TOPIC = "CLEARML__services__custom_events__channels__main__topics__service_instance_";

    private final TreeMap<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private ServerNames(Map<String, String> environment) {
        environment.forEach(this::add);
    }

    static KafkaSettings.Builder read(Map<String, String> environment) {
        return new ServerNames(environment).builder();
    }

    private void add(String name, String value) {
        if (!name.toUpperCase(Locale.ROOT).startsWith("CLEARML__")) {
            return;
        }
        String other = values.put(name, value);
        if (other != null && !other.equals(value)) {
            throw new ConfigurationException(name + " is there twice, in different case and with different values");
        }
    }

    private KafkaSettings.Builder builder() {
        KafkaSettings.Builder builder = KafkaSettings.builder();
        String hosts = values.get(HOST);
        if (hosts == null) {
            throw new ConfigurationException(HOST + " is not set; it must be like [kafka.example.com:9092]");
        }
        set(HOST, text -> builder.bootstrapServers(list(text)));
        set(SECURE + "security_protocol", text -> builder.protocol(Protocol.of(text)));
        set(SECURE + "sasl_mechanism", text -> builder.mechanism(Mechanism.of(text)));
        if (builder.protocol.hasLogin()) {
            set(SECURE + "sasl_plain_username", builder::user);
            set(PASSWORD, text -> builder.password(Secret.of(text)));
        }
        set(TOPIC + "lifecycle", builder::lifecycleTopic);
        set(TOPIC + "inventory", builder::inventoryTopic);
        return builder;
    }

    private void set(String name, Consumer<String> setting) {
        String text = values.get(name);
        if (text == null) {
            return;
        }
        if (text.isBlank()) {
            throw new ConfigurationException(name + " is there, but empty");
        }
        try {
            setting.accept(text);
        } catch (IllegalArgumentException failure) {
            Redactor secrets = new Redactor(Optional.ofNullable(values.get(PASSWORD)).map(Secret::of).stream()
                    .toList());
            throw new ConfigurationException(
                    name + ": " + secrets.redact(String.valueOf(failure.getMessage())), secrets.cause(failure));
        }
    }

    // A list of HOCON, its texts in quotes or not; or a single host.
    private static List<String> list(String text) {
        String inner = text.strip();
        if (inner.startsWith("[") && inner.endsWith("]")) {
            inner = inner.substring(1, inner.length() - 1);
        }
        return Arrays.stream(inner.split(","))
                .map(String::strip)
                .map(host -> host.replaceAll("^[\"']|[\"']$", ""))
                .filter(host -> !host.isEmpty())
                .toList();
    }
}
