package io.clearmladmin.kafka;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.kafka.KafkaSettings.Compression;
import io.clearmladmin.kafka.KafkaSettings.Mechanism;
import io.clearmladmin.kafka.KafkaSettings.Protocol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes {@link KafkaSettings}; what can never work is refused by its name. */
public final class KafkaSettingsBuilder {

    private static final Pattern SERVER = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^\\s:\\[\\],/@]+):(\\d{1,5})");
    // The broker's own rule.
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final int HIGHEST_PORT = 65_535;
    private static final int LARGEST_REQUEST = 64 << 20;

    List<String> bootstrapServers = List.of();
    Protocol protocol = Protocol.PLAINTEXT;
    Mechanism mechanism = Mechanism.SCRAM_SHA_512;

    @Nullable
    String user;

    @Nullable
    Secret password;

    @Nullable
    Path trustStore;

    @Nullable
    Path keyStore;

    @Nullable
    Secret keyPassword;

    String lifecycleTopic = "lifecycle";
    String inventoryTopic = "inventory";
    String stateTopic = "clearml-admin-state";
    Compression compression = Compression.LZ4;
    int maxRequestBytes = 1 << 20;
    Duration deliveryTimeout = Duration.ofMinutes(2);
    Duration transactionTimeout = Duration.ofMinutes(1);

    KafkaSettingsBuilder() {}

    /** {@code host:port} of one broker or some. */
    public KafkaSettingsBuilder bootstrapServers(String... servers) {
        return bootstrapServers(List.of(servers));
    }

    /** {@code host:port} of one broker or some. */
    public KafkaSettingsBuilder bootstrapServers(List<String> servers) {
        servers.forEach(KafkaSettingsBuilder::checkServer);
        bootstrapServers = List.copyOf(servers);
        return this;
    }

    /** How to speak with the brokers. */
    public KafkaSettingsBuilder protocol(Protocol kind) {
        protocol = kind;
        return this;
    }

    /** How the login is made; SCRAM-SHA-512 if nothing is said. */
    public KafkaSettingsBuilder mechanism(Mechanism kind) {
        mechanism = kind;
        return this;
    }

    /** Who logs in. */
    public KafkaSettingsBuilder login(String name, Secret secret) {
        user = name;
        password = secret;
        return this;
    }

    KafkaSettingsBuilder user(String name) {
        user = name;
        return this;
    }

    KafkaSettingsBuilder password(Secret secret) {
        password = secret;
        return this;
    }

    /** A PEM file with the certificates to trust. */
    public KafkaSettingsBuilder trustStore(Path pem) {
        trustStore = pem;
        return this;
    }

    /** A PEM file with the client's private key, not encrypted, and its certificates. */
    public KafkaSettingsBuilder keyStore(Path pem) {
        keyStore = pem;
        keyPassword = null;
        return this;
    }

    /** A PEM file with the client's private key, encrypted with a password, and its certificates. */
    public KafkaSettingsBuilder keyStore(Path pem, Secret secret) {
        keyStore = pem;
        keyPassword = secret;
        return this;
    }

    /** Where events of kind {@code LIFECYCLE} go. */
    public KafkaSettingsBuilder lifecycleTopic(String name) {
        lifecycleTopic = topic("lifecycle topic", name);
        return this;
    }

    /** Where events of kind {@code INVENTORY} go. */
    public KafkaSettingsBuilder inventoryTopic(String name) {
        inventoryTopic = topic("inventory topic", name);
        return this;
    }

    /** Where journals remember; many can share one. */
    public KafkaSettingsBuilder stateTopic(String name) {
        stateTopic = topic("state topic", name);
        return this;
    }

    /** How what is sent is made smaller. */
    public KafkaSettingsBuilder compression(Compression kind) {
        compression = kind;
        return this;
    }

    /** The largest event that is sent, 1 MiB if nothing is said. The broker has a limit of its own. */
    public KafkaSettingsBuilder maxRequestBytes(int bytes) {
        if (bytes < 1024 || bytes > LARGEST_REQUEST) {
            throw refusal("max request bytes", "must be from 1024 to " + LARGEST_REQUEST + ", is " + bytes);
        }
        maxRequestBytes = bytes;
        return this;
    }

    /** How long an event that was handed to Kafka's client is tried to be sent: a second to a day, two minutes if nothing is said. */
    public KafkaSettingsBuilder deliveryTimeout(Duration time) {
        deliveryTimeout = time("delivery timeout", time, Duration.ofDays(1));
        return this;
    }

    /**
     * After what time the broker ends a transaction whose writer is not heard of: a second to 15 minutes, one minute if
     * nothing is said. A snapshot must be done within it.
     */
    public KafkaSettingsBuilder transactionTimeout(Duration time) {
        transactionTimeout = time("transaction timeout", time, Duration.ofMinutes(15));
        return this;
    }

    /**
     * The settings.
     *
     * @throws IllegalArgumentException if the servers are not set, or these do not go together
     */
    public KafkaSettings build() {
        if (bootstrapServers.isEmpty()) {
            throw refusal("bootstrap servers", "must be given, such as kafka.example.com:9092");
        }
        if (protocol.hasLogin()) {
            require("user", protocol, user);
            require("password", protocol, password == null ? null : password.reveal());
        } else if (user != null || password != null) {
            throw refusal("security protocol", protocol + " has no login, but a user or password is given");
        }
        if (!protocol.isEncrypted() && (trustStore != null || keyStore != null)) {
            throw refusal("security protocol", protocol + " is not TLS, but a PEM file is given");
        }
        if (Set.of(lifecycleTopic, inventoryTopic).contains(stateTopic)) {
            throw refusal("state topic", "must not be a topic of events, but both are " + stateTopic);
        }
        return new KafkaSettings(this);
    }

    private static void require(String setting, Protocol protocol, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw refusal(setting, "must be given and not be empty, since the protocol is " + protocol);
        }
    }

    private static void checkServer(String server) {
        var matcher = SERVER.matcher(server);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > HIGHEST_PORT) {
            // A login has no place in it, and is not to be seen.
            throw refusal("bootstrap servers", "must be host:port, is '" + server.replaceAll("(?s)^.*@", "***@") + "'");
        }
    }

    private static String topic(String setting, String name) {
        if (!TOPIC.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            throw refusal(
                    setting, "must be 1 to 249 letters, digits, '.', '_' and '-' (not '.' or '..'), is '" + name + "'");
        }
        return name;
    }

    private static Duration time(String setting, Duration time, Duration longest) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(longest) > 0) {
            throw refusal(setting, "must be from a second to " + longest + ", is " + time);
        }
        return time;
    }

    private static IllegalArgumentException refusal(String setting, String reason) {
        return new IllegalArgumentException(setting + ": " + reason);
    }
}
