package io.clearmladmin.kafka;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.secrets.Redactor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where Kafka is, how to log in there, and what the topics are called. A value; making one opens nothing and reads no file.
 * It never prints a secret.
 */
public final class KafkaSettings {

    private final List<String> bootstrapServers;
    private final Protocol protocol;
    private final Mechanism mechanism;
    private final @Nullable String user;
    private final @Nullable Secret password;
    private final @Nullable URI tokenEndpoint;
    private final @Nullable String tokenScope;
    private final @Nullable Path tokenTrustStore;
    private final @Nullable Path trustStore;
    private final @Nullable Path keyStore;
    private final @Nullable Path keyCertificates;
    private final @Nullable Secret keyPassword;
    private final String lifecycleTopic;
    private final String inventoryTopic;
    private final String stateTopic;
    private final Compression compression;
    private final int maxRequestBytes;
    private final Duration deliveryTimeout;
    private final Duration transactionTimeout;
    private final boolean isUnreadableStateSkipped;
    // It knows the secrets in the clear, so that nobody may write it who writes fields.
    private final transient Redactor secrets;

    private KafkaSettings(Builder builder) {
        bootstrapServers = List.copyOf(builder.bootstrapServers);
        protocol = builder.protocol;
        mechanism = builder.mechanism;
        user = builder.user;
        password = builder.password;
        tokenEndpoint = builder.tokenEndpoint;
        tokenScope = builder.tokenScope;
        tokenTrustStore = builder.tokenTrustStore;
        trustStore = builder.trustStore;
        keyStore = builder.keyStore;
        keyCertificates = builder.keyCertificates;
        keyPassword = builder.keyPassword;
        lifecycleTopic = builder.lifecycleTopic;
        inventoryTopic = builder.inventoryTopic;
        stateTopic = builder.stateTopic;
        compression = builder.compression;
        maxRequestBytes = builder.maxRequestBytes;
        deliveryTimeout = builder.deliveryTimeout;
        transactionTimeout = builder.transactionTimeout;
        isUnreadableStateSkipped = builder.isUnreadableStateSkipped;
        secrets = new Redactor(
                Stream.of(password(), keyPassword()).flatMap(Optional::stream).toList());
    }

    /** Starts with no login, and the topics {@code lifecycle}, {@code inventory} and {@code clearml-admin-state}. */
    public static Builder builder() {
        return new Builder();
    }

    /** As {@link #from(Map)}, of this process's environment. */
    public static KafkaSettings fromEnvironment() {
        return from(System.getenv());
    }

    /**
     * Reads the names that the API server's own custom events are set with, in any case: {@code
     * CLEARML__hosts__kafka__custom_events__host}, {@code CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__security_protocol}, {@code
     * …sasl_mechanism}, {@code …sasl_plain_username}, {@code …sasl_plain_password}, and {@code
     * CLEARML__services__custom_events__channels__main__topics__service_instance_lifecycle} and {@code …_inventory}. Other
     * names are left alone.
     *
     * @throws ConfigurationException if one is missing or wrong, by its name
     */
    public static KafkaSettings from(Map<String, String> environment) {
        Builder builder = ServerNames.read(environment);
        try {
            return builder.build();
        } catch (IllegalArgumentException incomplete) {
            throw new ConfigurationException(
                    "The environment's settings of Kafka: " + incomplete.getMessage(), incomplete);
        }
    }

    /** As {@link #from(Map)}, to be completed with what the API server has no name for. */
    public static Builder builderFrom(Map<String, String> environment) {
        return ServerNames.read(environment);
    }

    /** How to speak with the brokers. */
    public enum Protocol {
        /** Neither encrypted nor logged in. */
        PLAINTEXT(false, false),
        /** With a login, not encrypted: the password stays safe with SCRAM, what is sent does not. */
        SASL_PLAINTEXT(true, false),
        /** With a login, encrypted. */
        SASL_SSL(true, true),
        /** Encrypted; a client certificate is the login, if there is one. */
        SSL(false, true);

        private final boolean login;
        private final boolean encrypted;

        Protocol(boolean login, boolean encrypted) {
            this.login = login;
            this.encrypted = encrypted;
        }

        /** Whether it needs a user and a password. */
        public boolean hasLogin() {
            return login;
        }

        /** Whether it is TLS. */
        public boolean isEncrypted() {
            return encrypted;
        }

        /** By its name in Kafka's configuration, in any case. */
        public static Protocol of(String name) {
            return Named.of("security_protocol", name, values(), Enum::name);
        }
    }

    /** How the login is made. */
    public enum Mechanism {
        /** The password itself is sent: only over TLS. */
        PLAIN("PLAIN"),
        /** A proof of the password is sent. */
        SCRAM_SHA_256("SCRAM-SHA-256"),
        /** A proof of the password is sent. */
        SCRAM_SHA_512("SCRAM-SHA-512"),
        /**
         * User and password are a client's id and secret at an identity provider, which gives a token for them. The token is
         * sent: only over TLS.
         */
        OAUTHBEARER("OAUTHBEARER");

        private final String kafkaName;

        Mechanism(String kafkaName) {
            this.kafkaName = kafkaName;
        }

        /** Its name in Kafka's configuration. */
        public String kafkaName() {
            return kafkaName;
        }

        /** By its name in Kafka's configuration, in any case. */
        public static Mechanism of(String name) {
            return Named.of("sasl_mechanism", name, values(), Mechanism::kafkaName);
        }
    }

    /** How what is sent is made smaller. */
    public enum Compression {
        /** Not at all. */
        NONE,
        /** Small, slow. */
        GZIP,
        /** Fast. */
        SNAPPY,
        /** Fast; the default. */
        LZ4,
        /** Small, fast enough. */
        ZSTD;

        /** By its name in Kafka's configuration, in any case. */
        public static Compression of(String name) {
            return Named.of("compression", name, values(), Enum::name);
        }
    }

    /** {@code host:port} of some brokers; the others are found through them. */
    public List<String> bootstrapServers() {
        return bootstrapServers;
    }

    /** How to speak with the brokers. */
    public Protocol protocol() {
        return protocol;
    }

    /** How the login is made, where the protocol has one. */
    public Mechanism mechanism() {
        return mechanism;
    }

    /** Who logs in. */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    /** With what. */
    public Optional<Secret> password() {
        return Optional.ofNullable(password);
    }

    /** Where the identity provider gives tokens, with {@link Mechanism#OAUTHBEARER}. */
    public Optional<URI> tokenEndpoint() {
        return Optional.ofNullable(tokenEndpoint);
    }

    /** For what the tokens are. */
    public Optional<String> tokenScope() {
        return Optional.ofNullable(tokenScope);
    }

    /** A PEM file with the certificates to trust at the token endpoint; without one, the JVM's. */
    public Optional<Path> tokenTrustStore() {
        return Optional.ofNullable(tokenTrustStore);
    }

    /** A PEM file with the certificates to trust; without one, the JVM's. */
    public Optional<Path> trustStore() {
        return Optional.ofNullable(trustStore);
    }

    /** A PEM file with the client's private key, and its certificates if they are in no file of their own. */
    public Optional<Path> keyStore() {
        return Optional.ofNullable(keyStore);
    }

    /** A PEM file with the certificates of that key, if it does not have them itself. */
    public Optional<Path> keyCertificates() {
        return Optional.ofNullable(keyCertificates);
    }

    /** What the private key is encrypted with. */
    public Optional<Secret> keyPassword() {
        return Optional.ofNullable(keyPassword);
    }

    /** Where events of kind {@code LIFECYCLE} go. */
    public String lifecycleTopic() {
        return lifecycleTopic;
    }

    /** Where events of kind {@code INVENTORY} go. */
    public String inventoryTopic() {
        return inventoryTopic;
    }

    /** Where journals remember; compacted. */
    public String stateTopic() {
        return stateTopic;
    }

    /** How what is sent is made smaller. */
    public Compression compression() {
        return compression;
    }

    /** The largest event that is sent. */
    public int maxRequestBytes() {
        return maxRequestBytes;
    }

    /** How long an event that was handed to Kafka's client is tried to be sent. */
    public Duration deliveryTimeout() {
        return deliveryTimeout;
    }

    /** After what time the broker ends a transaction whose writer is not heard of. */
    public Duration transactionTimeout() {
        return transactionTimeout;
    }

    /** Whether a journal goes on without the records of the state topic that it cannot read. */
    public boolean isUnreadableStateSkipped() {
        return isUnreadableStateSkipped;
    }

    /** Takes these secrets out of what others say. */
    Redactor secrets() {
        return secrets;
    }

    @Override
    public String toString() {
        return "KafkaSettings[" + String.join(",", bootstrapServers) + ", " + protocol
                + (protocol.hasLogin() ? " " + mechanism.kafkaName() + " as " + user : "") + ", lifecycle="
                + lifecycleTopic + ", inventory=" + inventoryTopic + ", state=" + stateTopic + "]";
    }

    /** Makes {@link KafkaSettings}; what can never work is refused by its name. */
    public static final class Builder {

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
        URI tokenEndpoint;

        @Nullable
        String tokenScope;

        @Nullable
        Path tokenTrustStore;

        @Nullable
        Path trustStore;

        @Nullable
        Path keyStore;

        @Nullable
        Path keyCertificates;

        @Nullable
        Secret keyPassword;

        String lifecycleTopic = "lifecycle";
        String inventoryTopic = "inventory";
        String stateTopic = "clearml-admin-state";
        Compression compression = Compression.LZ4;
        int maxRequestBytes = 1 << 20;
        Duration deliveryTimeout = Duration.ofMinutes(2);
        Duration transactionTimeout = Duration.ofMinutes(1);
        boolean isUnreadableStateSkipped;

        private Builder() {}

        /** {@code host:port} of one broker or some. */
        public Builder bootstrapServers(String... servers) {
            return bootstrapServers(List.of(servers));
        }

        /** {@code host:port} of one broker or some. */
        public Builder bootstrapServers(List<String> servers) {
            servers.forEach(Builder::checkServer);
            bootstrapServers = List.copyOf(servers);
            return this;
        }

        /** How to speak with the brokers. */
        public Builder protocol(Protocol kind) {
            protocol = kind;
            return this;
        }

        /** How the login is made; SCRAM-SHA-512 if nothing is said. */
        public Builder mechanism(Mechanism kind) {
            mechanism = kind;
            return this;
        }

        /** Who logs in; with {@link Mechanism#OAUTHBEARER} the client's id and secret. */
        public Builder login(String name, Secret secret) {
            user = name;
            password = secret;
            return this;
        }

        Builder user(String name) {
            user = name;
            return this;
        }

        Builder password(Secret secret) {
            password = secret;
            return this;
        }

        /**
         * Where the identity provider gives tokens for a client's id and secret ({@code client_credentials}), with {@link
         * Mechanism#OAUTHBEARER}. Opening a client of Kafka's waits for it, ten seconds at most, which no other bound includes;
         * Kafka's client renews the token before it expires. Kafka's client only calls addresses that are in the system property
         * {@code org.apache.kafka.sasl.oauthbearer.allowed.urls}: this one is added to it when a client is opened.
         *
         * @throws IllegalArgumentException if it is no {@code http} or {@code https} address, or has a login in it
         */
        public Builder tokenEndpoint(URI address) {
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if (!Set.of("http", "https").contains(scheme)
                    || address.getHost() == null
                    || address.getRawUserInfo() != null) {
                // A login has no place in it, and is not to be seen.
                throw refusal(
                        "token endpoint",
                        "must be like https://login.example.com/token, got '"
                                + address.toString().replaceAll("(?s)//.*@", "//***@") + "'");
            }
            tokenEndpoint = address;
            return this;
        }

        /** For what the tokens are, if the identity provider wants to know; several with spaces between them. */
        public Builder tokenScope(String scope) {
            tokenScope = scope;
            return this;
        }

        /** A PEM file with the certificates to trust at the token endpoint; the JVM's if nothing is said. */
        public Builder tokenTrustStore(Path pem) {
            tokenTrustStore = pem;
            return this;
        }

        /** A PEM file with the certificates to trust. */
        public Builder trustStore(Path pem) {
            trustStore = pem;
            return this;
        }

        /** A PEM file with the client's private key, not encrypted, and its certificates. */
        public Builder keyStore(Path pem) {
            keyStore = pem;
            keyPassword = null;
            return this;
        }

        /** A PEM file with the client's private key, encrypted with a password, and its certificates. */
        public Builder keyStore(Path pem, Secret secret) {
            keyStore = pem;
            keyPassword = secret;
            return this;
        }

        /** A PEM file with the certificates of the key in {@code keyStore}, as {@code tls.crt} is beside {@code tls.key}. */
        public Builder keyCertificates(Path pem) {
            keyCertificates = pem;
            return this;
        }

        /** Where events of kind {@code LIFECYCLE} go. */
        public Builder lifecycleTopic(String name) {
            lifecycleTopic = topic("lifecycle topic", name);
            return this;
        }

        /** Where events of kind {@code INVENTORY} go. */
        public Builder inventoryTopic(String name) {
            inventoryTopic = topic("inventory topic", name);
            return this;
        }

        /** Where journals remember; many can share one. */
        public Builder stateTopic(String name) {
            stateTopic = topic("state topic", name);
            return this;
        }

        /** How what is sent is made smaller. */
        public Builder compression(Compression kind) {
            compression = kind;
            return this;
        }

        /** The largest event that is sent, 1 MiB if nothing is said. The broker has a limit of its own. */
        public Builder maxRequestBytes(int bytes) {
            if (bytes < 1024 || bytes > LARGEST_REQUEST) {
                throw refusal("max request bytes", "must be from 1024 to " + LARGEST_REQUEST + ", is " + bytes);
            }
            maxRequestBytes = bytes;
            return this;
        }

        /**
         * How long an event that was handed to Kafka's client is tried to be sent: a second to a day, two minutes if nothing
         * is said.
         */
        public Builder deliveryTimeout(Duration time) {
            deliveryTimeout = time("delivery timeout", time, Duration.ofDays(1));
            return this;
        }

        /**
         * After what time the broker ends a transaction whose writer is not heard of: a second to 15 minutes, one minute if
         * nothing is said. A snapshot must be done within it.
         */
        public Builder transactionTimeout(Duration time) {
            transactionTimeout = time("transaction timeout", time, Duration.ofMinutes(15));
            return this;
        }

        /**
         * Whether a journal that finds records in the state topic which it cannot read goes on without them, with a warning
         * for each. It then knows nothing of what they are about, which is published anew. If nothing is said, restoring the
         * journal fails, and names the first of them.
         */
        public Builder skipUnreadableState(boolean on) {
            isUnreadableStateSkipped = on;
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
            boolean isToken = protocol.hasLogin() && mechanism == Mechanism.OAUTHBEARER;
            if (isToken && tokenEndpoint == null) {
                throw refusal("token endpoint", "must be given, since the mechanism is OAUTHBEARER");
            }
            if (!isToken && (tokenEndpoint != null || tokenScope != null || tokenTrustStore != null)) {
                throw refusal(
                        "mechanism",
                        "must be OAUTHBEARER, of a protocol with a login, for a token endpoint, its scope or trust store");
            }
            if (!protocol.isEncrypted() && (trustStore != null || keyStore != null)) {
                throw refusal("security protocol", protocol + " is not TLS, but a PEM file is given");
            }
            if (keyCertificates != null && keyStore == null) {
                throw refusal("key certificates", "are given, but no keyStore has their private key");
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
                throw refusal(
                        "bootstrap servers", "must be host:port, got '" + server.replaceAll("(?s)^.*@", "***@") + "'");
            }
        }

        private static String topic(String setting, String name) {
            if (!TOPIC.matcher(name).matches() || name.equals(".") || name.equals("..")) {
                throw refusal(
                        setting,
                        "must be 1 to 249 letters, digits, '.', '_' and '-' (not '.' or '..'), got '" + name + "'");
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
}
