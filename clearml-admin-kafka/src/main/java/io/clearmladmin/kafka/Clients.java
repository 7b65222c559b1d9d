package io.clearmladmin.kafka;

import io.clearmladmin.kafka.KafkaFailureException.Reason;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Opens Kafka's clients. What keeps one from being opened is in this machine: a file, or how it finds the hosts. */
final class Clients {

    private static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    private Clients() {}

    /** {@code around} puts something between it and its user. */
    static Opened<Producer<byte[], byte[]>> producer(
            KafkaSettings settings, Map<String, Object> properties, UnaryOperator<Producer<byte[], byte[]>> around) {
        Producer<byte[], byte[]> producer = around.apply(open(
                settings, () -> new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())));
        return new Opened<>(producer, settings, producer::close);
    }

    static Opened<Consumer<String, byte[]>> consumer(KafkaSettings settings, Map<String, Object> properties) {
        Consumer<String, byte[]> consumer = open(
                settings, () -> new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer()));
        return new Opened<>(consumer, settings, time -> consumer.close(CloseOptions.timeout(time)));
    }

    static Opened<Admin> admin(KafkaSettings settings, Map<String, Object> properties) {
        Admin admin = open(settings, () -> Admin.create(properties));
        return new Opened<>(admin, settings, admin::close);
    }

    private static <T> T open(KafkaSettings settings, Supplier<T> client) {
        settings.tokenEndpoint().ifPresent(Clients::allow);
        try {
            return client.get();
        } catch (KafkaException failure) {
            throw failure(settings, failure);
        }
    }

    // Kafka's client asks the JVM's owner. Here the address comes from the program itself, and from nobody else.
    private static synchronized void allow(URI tokenEndpoint) {
        Set<String> allowed =
                new LinkedHashSet<>(List.of(System.getProperty(ALLOWED_URLS, "").split(",")));
        allowed.remove("");
        if (allowed.add(tokenEndpoint.toString())) {
            System.setProperty(ALLOWED_URLS, String.join(",", allowed));
        }
    }

    private static KafkaFailureException failure(KafkaSettings settings, KafkaException e) {
        Throwable publishing = Failures.innermost(e);
        String what = "Opening a client of the brokers at " + String.join(",", settings.bootstrapServers()) + ": "
                + settings.secrets().redact(String.valueOf(publishing.getMessage())) + ". ";
        Throwable cause = Failures.cause(settings, e);
        if (settings.tokenEndpoint().isPresent() && Failures.isOfLogin(e)) {
            return new KafkaFailureException(
                    Reason.WRONG_LOGIN,
                    what + "The identity provider at "
                            + settings.tokenEndpoint().get()
                            + " gave no token: look at the token endpoint, its scope and trust store, and the client's id ("
                            + Failures.who(settings) + ") and secret.",
                    cause);
        }
        if (publishing instanceof ConfigException) {
            return new KafkaFailureException(Reason.NO_BROKER, what + "Look at the hosts' names.", cause);
        }
        return settings.protocol().isEncrypted()
                ? new KafkaFailureException(
                        Reason.TLS,
                        what + "Look at the PEM files and the password of the private key: " + Failures.files(settings)
                                + ".",
                        cause)
                : new KafkaFailureException(Reason.OTHER, what + "See the cause.", cause);
    }
}
