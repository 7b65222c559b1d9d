package io.clearmladmin.kafka;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.kafka.KafkaSettings.Protocol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/** A real broker in this JVM, and the settings to reach it. */
final class EmbeddedKafka implements AutoCloseable {

    static final String USER = io.clearmladmin.embedded.EmbeddedKafka.USER;
    static final Secret PASSWORD = Secret.of(io.clearmladmin.embedded.EmbeddedKafka.PASSWORD);

    private final io.clearmladmin.embedded.EmbeddedKafka broker;

    private EmbeddedKafka(io.clearmladmin.embedded.EmbeddedKafka broker) {
        this.broker = broker;
    }

    static EmbeddedKafka start() {
        return start(new Properties());
    }

    /** With these settings beside its own. */
    static EmbeddedKafka start(Properties more) {
        return new EmbeddedKafka(io.clearmladmin.embedded.EmbeddedKafka.start(more));
    }

    /** With TLS by these PEM files; without a login, the client must show its certificate. */
    static EmbeddedKafka start(Certificate server, Certificate client) {
        Properties more = new Properties();
        more.put("sasl.enabled.mechanisms", "SCRAM-SHA-512,SCRAM-SHA-256,PLAIN");
        more.put("ssl.keystore.type", "PEM");
        more.put("ssl.keystore.location", server.own().toString());
        more.put("ssl.truststore.type", "PEM");
        more.put("ssl.truststore.location", client.trusted().toString());
        more.put("listener.name.ssl.ssl.client.auth", "required");
        return start(more);
    }

    EmbeddedKafka startSecondBroker() {
        return new EmbeddedKafka(broker.startSecondBroker());
    }

    /** Starts it, on the same folder and ports as before. */
    void restart() {
        broker.restart();
    }

    void stop() {
        broker.stop();
    }

    String plainAddress() {
        return broker.plainAddress();
    }

    String loginAddress() {
        return broker.loginAddress();
    }

    /** Settings of the listener with TLS and without a login. */
    KafkaSettings.Builder tls(Path trusted) {
        return KafkaSettings.builder()
                .bootstrapServers(broker.tlsAddress())
                .protocol(Protocol.SSL)
                .trustStore(trusted);
    }

    /** Settings of the listener with TLS and a login. */
    KafkaSettings.Builder tlsLogin(Path trusted) {
        return KafkaSettings.builder()
                .bootstrapServers(broker.tlsLoginAddress())
                .protocol(Protocol.SASL_SSL)
                .login(USER, PASSWORD)
                .trustStore(trusted);
    }

    /** Settings of the listener without a login. */
    KafkaSettings.Builder plain() {
        return KafkaSettings.builder().bootstrapServers(plainAddress());
    }

    /** Settings of the listener with SCRAM-SHA-512. */
    KafkaSettings.Builder scram() {
        return KafkaSettings.builder()
                .bootstrapServers(loginAddress())
                .protocol(Protocol.SASL_PLAINTEXT)
                .login(USER, PASSWORD);
    }

    /** Settings with topics of their own, which are created. */
    KafkaSettings withTopics(String name) {
        KafkaSettings settings = topics(scram(), name).build();
        Topics.create(settings, 2, 1, Duration.ofSeconds(30));
        return settings;
    }

    static KafkaSettings.Builder topics(KafkaSettings.Builder builder, String name) {
        return builder.lifecycleTopic(name + "-lifecycle")
                .inventoryTopic(name + "-inventory")
                .stateTopic(name + "-state");
    }

    @Override
    public void close() {
        broker.close();
    }
}
