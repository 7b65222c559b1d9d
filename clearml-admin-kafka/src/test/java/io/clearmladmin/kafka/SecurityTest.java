package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.kafka.KafkaFailureException.Reason;
import io.clearmladmin.kafka.KafkaSettings.Mechanism;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to be let in by a broker, and what is said by each when it does not let in. */
class SecurityTest {

    private static final Duration SHORT = Duration.ofSeconds(3);

    @TempDir
    private static Path folder;

    private static Certificate server;
    private static Certificate client;
    private static Certificate stranger;
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() throws Exception {
        server = Certificate.make(folder, "server");
        client = Certificate.make(folder, "client");
        stranger = Certificate.make(folder, "stranger");
        kafka = EmbeddedKafka.start(server, client);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static KafkaSettings.Builder mutual() {
        return kafka.tls(server.trusted()).keyStore(client.own());
    }

    static Stream<KafkaSettings.Builder> ways() {
        return Stream.concat(
                Stream.of(
                        kafka.plain(),
                        mutual(),
                        kafka.tls(server.trusted()).keyStore(client.encrypted(), Certificate.KEY_PASSWORD)),
                Stream.of(Mechanism.values())
                        // TokenLoginTest has an identity provider.
                        .filter(mechanism -> mechanism != Mechanism.OAUTHBEARER)
                        .flatMap(mechanism -> Stream.of(
                                kafka.scram().mechanism(mechanism),
                                kafka.tlsLogin(server.trusted()).mechanism(mechanism))));
    }

    @ParameterizedTest
    @Tag("long") // the canaries go through every way by default
    @MethodSource("ways")
    void every_way_in_serves_topics_sink_and_journal(KafkaSettings.Builder way) {
        KafkaSettings settings =
                EmbeddedKafka.topics(way, "way" + System.nanoTime()).build();
        Topics.create(settings, 1, 1, Samples.SOON);
        Topics.checkForJournal(settings, Samples.SOON);
        try (KafkaSink sink = KafkaSink.open(settings);
                KafkaJournal journal = KafkaJournal.open(settings, "monitor")) {
            sink.emit(List.of(Samples.inventory(1)), Samples.SOON);
            sink.emitSnapshot(List.of(Samples.inventory(2)), Samples.SOON);
            journal.restore();
            journal.record(Samples.lifecycle(0, 2), Samples.SOON);
            assertThat(journal.restore()).hasSize(2);
        }
        assertThat(Reader.events(settings, settings.inventoryTopic()))
                .containsExactly(Samples.inventory(1), Samples.inventory(2));
    }

    /** As a Secret of type kubernetes.io/tls has them, in the form in which cert-manager writes the key if nothing is set. */
    @Test
    void a_private_key_and_its_certificates_in_files_of_their_own_are_a_way_in() throws Exception {
        String key = ClientKeyTest.sec1(ClientKeyTest.key(client.own()));
        KafkaSettings settings = kafka.tls(server.trusted())
                .keyStore(Files.writeString(folder.resolve("tls.key"), key))
                .keyCertificates(client.trusted())
                .build();
        Topics.create(settings, 1, 1, Samples.SOON);
        Topics.checkForSink(settings, Samples.SOON);
        assertPublished(
                kafka.tls(server.trusted())
                        .keyStore(folder.resolve("tls.key"))
                        .keyCertificates(folder.resolve("none.crt"))
                        .build(),
                Reason.TLS,
                "none.crt");
    }

    @Test
    void a_client_without_tls_on_a_port_with_it_is_reported() {
        String port = kafka.tls(server.trusted()).build().bootstrapServers().get(0);
        KafkaSettings settings = KafkaSettings.builder().bootstrapServers(port).build();
        assertPublished(settings, Reason.WRONG_PROTOCOL, port, "another security protocol");
    }

    @Test
    @Tag("long")
    void a_client_with_a_login_and_without_tls_on_a_port_with_it_is_reported() {
        String port =
                kafka.tlsLogin(server.trusted()).build().bootstrapServers().get(0);
        assertPublished(
                kafka.scram().bootstrapServers(port).build(), Reason.WRONG_PROTOCOL, port, "another security protocol");
    }

    @Test
    @Tag("long")
    void a_client_with_tls_on_a_port_without_it_is_reported() {
        KafkaSettings settings = kafka.tls(server.trusted())
                .bootstrapServers(kafka.plainAddress())
                .build();
        assertPublished(settings, Reason.WRONG_PROTOCOL, kafka.plainAddress(), "another security protocol");
    }

    @ParameterizedTest
    @EnumSource(value = Mechanism.class, mode = EnumSource.Mode.EXCLUDE, names = "OAUTHBEARER")
    void a_wrong_password_is_reported(Mechanism mechanism) {
        KafkaSettings settings = kafka.tlsLogin(server.trusted())
                .mechanism(mechanism)
                .login(EmbeddedKafka.USER, Secret.of("canary"))
                .build();
        assertPublished(settings, Reason.WRONG_LOGIN, "user clearml", mechanism.kafkaName());
    }

    @Test
    void a_certificate_of_an_unknown_authority_is_reported() {
        assertPublished(kafka.tlsLogin(stranger.trusted()).build(), Reason.TLS, "trustStore", "does not trust");
    }

    @Test
    void a_host_that_is_not_named_in_the_certificate_is_reported() {
        String port =
                kafka.tlsLogin(server.trusted()).build().bootstrapServers().get(0);
        String byName = port.replace("127.0.0.1", "localhost");
        assertPublished(
                kafka.tlsLogin(server.trusted()).bootstrapServers(byName).build(),
                Reason.TLS,
                "localhost",
                "not in the broker's certificate");
    }

    @Test
    void a_client_certificate_that_is_missing_is_reported() {
        assertPublished(kafka.tls(server.trusted()).build(), Reason.TLS, "keyStore", "client certificate");
    }

    @Test
    void a_client_certificate_that_the_broker_does_not_know_is_reported() {
        assertPublished(
                kafka.tls(server.trusted()).keyStore(stranger.own()).build(),
                Reason.TLS,
                "keyStore",
                "client certificate");
    }

    @Test
    void a_wrong_password_of_the_private_key_is_reported() {
        assertPublished(
                kafka.tls(server.trusted())
                        .keyStore(client.encrypted(), Secret.of("canary"))
                        .build(),
                Reason.TLS,
                client.encrypted().toString());
    }

    @Test
    void a_pem_file_that_is_not_there_is_reported() {
        Path nowhere = folder.resolve("nowhere.pem");
        assertPublished(kafka.tlsLogin(nowhere).build(), Reason.TLS, nowhere.toString());
    }

    /** The check says it; sink and journal say the same where Kafka's client notices; none says a secret. */
    private static void assertPublished(KafkaSettings settings, Reason reason, String... words) {
        KafkaFailureException check =
                catchThrowableOfType(KafkaFailureException.class, () -> Topics.checkForSink(settings, SHORT));
        assertThat(check)
                .isNotNull()
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("canary")
                .extracting(KafkaFailureException::reason)
                .isEqualTo(reason);
        if (reason == Reason.WRONG_PROTOCOL) {
            return;
        }
        try (KafkaJournal journal = KafkaJournal.builder(settings, "monitor")
                .restoreTimeout(Samples.SOON)
                .build()) {
            assertThat(catchThrowableOfType(KafkaFailureException.class, journal::restore))
                    .isNotNull()
                    .hasMessageContainingAll(words)
                    .hasMessageNotContaining("canary");
        }
        ClearMlException sink = catchThrowableOfType(ClearMlException.class, () -> {
            try (KafkaSink open = KafkaSink.open(settings)) {
                open.emit(Samples.lifecycle(0, 1), Samples.SOON);
            }
        });
        assertThat(sink).isNotNull().hasMessageContainingAll(words).hasMessageNotContaining("canary");
    }
}
