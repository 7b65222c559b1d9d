package io.clearmladmin.kafka;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.kafka.KafkaSettings.Mechanism;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;

/** The settings as Kafka's clients take them. Whatever is secret is a {@link Password}, which does not print. */
final class ClientProperties {

    private static final int LINGER_MS = 5;
    private static final int BATCH_BYTES = 256 << 10;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    private ClientProperties() {}

    /**
     * Enough to connect with any client. Reads the client's key and certificates.
     *
     * @throws KafkaFailureException if they cannot be read
     */
    static Map<String, Object> connection(KafkaSettings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                settings.protocol().name());
        if (settings.protocol().hasLogin()) {
            properties.put(SaslConfigs.SASL_MECHANISM, settings.mechanism().kafkaName());
            properties.put(SaslConfigs.SASL_JAAS_CONFIG, login(settings));
            settings.tokenEndpoint().ifPresent(address -> properties.putAll(tokens(settings, address)));
        }
        settings.trustStore().ifPresent(pem -> {
            properties.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            properties.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, pem.toString());
        });
        settings.keyStore().ifPresent(pem -> {
            ClientKey client = ClientKey.read(pem, settings.keyCertificates().orElse(pem));
            properties.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PEM");
            properties.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, client.key());
            properties.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, client.certificates());
        });
        settings.keyPassword()
                .ifPresent(secret -> properties.put(SslConfigs.SSL_KEY_PASSWORD_CONFIG, new Password(secret.reveal())));
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        // Telemetry would show the brokers' owner more of this process than was asked for.
        properties.put("enable.metrics.push", false);
        return properties;
    }

    /** An idempotent producer that waits for all in-sync replicas. */
    static Map<String, Object> producer(KafkaSettings settings, Duration longestBlock) {
        Map<String, Object> properties = connection(settings);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                settings.compression().name().toLowerCase(Locale.ROOT));
        properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, Math.min(BATCH_BYTES, settings.maxRequestBytes()));
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, settings.maxRequestBytes());
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, longestBlock.toMillis());
        long delivery = settings.deliveryTimeout().toMillis();
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) delivery);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                Math.min(REQUEST_TIMEOUT.toMillis(), delivery - LINGER_MS));
        return properties;
    }

    /** A producer of transactions. */
    static Map<String, Object> transactions(KafkaSettings settings, String transactionalId) {
        Map<String, Object> properties = producer(settings, settings.transactionTimeout());
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int)
                settings.transactionTimeout().toMillis());
        // What is not sent within the transaction's time would be sent into no transaction at all.
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) Math.min(
                settings.deliveryTimeout().toMillis(),
                settings.transactionTimeout().toMillis()));
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.min(
                REQUEST_TIMEOUT.toMillis(), settings.transactionTimeout().toMillis() / 2));
        return properties;
    }

    /** A reader of what is committed, from the beginning, without a group. */
    static Map<String, Object> reader(KafkaSettings settings) {
        Map<String, Object> properties = connection(settings);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return properties;
    }

    /** A client that looks at topics. */
    static Map<String, Object> admin(KafkaSettings settings, Duration timeout) {
        Map<String, Object> properties = seldom(connection(settings));
        int millis = (int) timeout.toMillis();
        properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis);
        properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        return properties;
    }

    /** A consumer that only asks what is there. */
    static Map<String, Object> asking(KafkaSettings settings) {
        return seldom(reader(settings));
    }

    // Kafka's clients log each try that fails; a check says itself what came of them, so that a few are enough.
    private static Map<String, Object> seldom(Map<String, Object> properties) {
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 2_500);
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 10_000);
        properties.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, 500);
        properties.put(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, 2_000);
        // Else an admin client whose brokers are all away begins anew without a pause, and logs that, too.
        properties.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        return properties;
    }

    private static Map<String, Object> tokens(KafkaSettings settings, URI endpoint) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(
                SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS,
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler");
        properties.put(SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL, endpoint.toString());
        settings.user().ifPresent(id -> properties.put(SaslConfigs.SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_ID, id));
        settings.password()
                .ifPresent(secret -> properties.put(
                        SaslConfigs.SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_SECRET, new Password(secret.reveal())));
        // Kafka's client writes it into a form as it is.
        settings.tokenScope()
                .ifPresent(scope -> properties.put(
                        SaslConfigs.SASL_OAUTHBEARER_SCOPE, URLEncoder.encode(scope, StandardCharsets.UTF_8)));
        // Its own have no end. The last try begins within the backoff's maximum: ten seconds in all.
        properties.put(SaslConfigs.SASL_LOGIN_CONNECT_TIMEOUT_MS, 3_000);
        properties.put(SaslConfigs.SASL_LOGIN_READ_TIMEOUT_MS, 5_000);
        properties.put(SaslConfigs.SASL_LOGIN_RETRY_BACKOFF_MAX_MS, 1_000L);
        return properties;
    }

    private static Password login(KafkaSettings settings) {
        if (settings.mechanism() == Mechanism.OAUTHBEARER) {
            String trusted = settings.tokenTrustStore()
                    .map(pem -> " ssl.truststore.type=PEM ssl.truststore.location=" + quoted(pem.toString()))
                    .orElse("");
            return new Password(
                    "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required" + trusted + ";");
        }
        String module = settings.mechanism() == Mechanism.PLAIN
                ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                : "org.apache.kafka.common.security.scram.ScramLoginModule";
        return new Password(
                module + " required username=" + quoted(settings.user().orElse("")) + " password="
                        + quoted(settings.password().map(Secret::reveal).orElse("")) + ";");
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }
}
