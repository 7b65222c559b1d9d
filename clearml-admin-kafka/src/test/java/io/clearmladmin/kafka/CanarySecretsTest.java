package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.house.Canaries;
import io.clearmladmin.house.ShownValues;
import io.clearmladmin.kafka.KafkaSettings.Mechanism;
import io.clearmladmin.kafka.KafkaSettings.Protocol;
import io.clearmladmin.report.Report;
import io.clearmladmin.testkit.FakeClearMl;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No secret is seen anywhere, whether the connection comes about or not, with every way to connect that there is. */
class CanarySecretsTest {

    private static final Secret PASSWORD = EmbeddedKafka.PASSWORD;
    private static final Secret WRONG_PASSWORD = Secret.of("kanari \"wrong\\ n\u00e9\u65e5%41+/\nkanari second line");
    private static final Secret KEY_PASSWORD = Certificate.KEY_PASSWORD;
    private static final Secret WRONG_KEY_PASSWORD = Secret.of("kanari \"wrong\\ key+%41");
    // No certificate is read with it: it is not even tried.
    private static final Secret IMPOSSIBLE_KEY_PASSWORD = Secret.of("kanari key n\u00e9\u65e5\nkanari key line");
    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir
    private static Path folder;

    private static Certificate server;
    private static Certificate client;
    private static Path noPem;
    private static EmbeddedKafka kafka;

    // A broker in this JVM logs as its owner says; that of these tests knows the right password.
    private final Canaries canaries = new Canaries(
            "kafka",
            "state.change.logger",
            "org.apache.kafka.controller",
            "org.apache.kafka.coordinator",
            "org.apache.kafka.image",
            "org.apache.kafka.metadata",
            "org.apache.kafka.network",
            "org.apache.kafka.raft",
            "org.apache.kafka.security",
            "org.apache.kafka.server",
            "org.apache.kafka.storage",
            "org.apache.kafka.timeline");
    private final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
    private final ClearMl clearml = fake.connect();

    @BeforeAll
    static void start() throws Exception {
        server = Certificate.make(folder, "server");
        client = Certificate.make(folder, "client");
        noPem = Files.writeString(
                folder.resolve("no.pem"), "-----BEGIN ENCRYPTED PRIVATE KEY-----\nkanari\n-----END kanari\n");
        kafka = EmbeddedKafka.start(server, client);
        Topics.create(settings(Protocol.PLAINTEXT).build(), 1, 1, Samples.SOON);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void listen() {
        fake.stub(
                "server.config",
                call -> String.valueOf(call.body().get("path")).startsWith("secure")
                        ? Map.of("sasl_plain_username", EmbeddedKafka.USER, "sasl_plain_password", PASSWORD.reveal())
                        : Map.of("host", kafka.plainAddress()));
        clearml.system()
                .updateCompanyCustomEventsConfig(fake.addCompany("acme"), Map.of("service_instance_id", "acme-1"));
    }

    @AfterEach
    void stopListening() {
        canaries.close();
        clearml.close();
        fake.close();
    }

    private static KafkaSettings.Builder settings(Protocol protocol) {
        KafkaSettings.Builder builder = switch (protocol) {
            case PLAINTEXT -> kafka.plain();
            case SASL_PLAINTEXT -> kafka.scram();
            case SASL_SSL -> kafka.tlsLogin(server.trusted());
            case SSL -> kafka.tls(server.trusted());
        };
        return EmbeddedKafka.topics(builder, "secrets");
    }

    private static KafkaSettings.Builder settings(
            Protocol protocol, Mechanism mechanism, Secret password, Secret keyPassword) {
        KafkaSettings.Builder builder = settings(protocol).mechanism(mechanism);
        if (protocol.hasLogin()) {
            builder.login(EmbeddedKafka.USER, password);
        }
        if (protocol.isEncrypted()) {
            builder.keyStore(client.encrypted(), keyPassword);
        }
        return builder;
    }

    private static Stream<Arguments> ways() {
        return Stream.of(Protocol.values())
                .flatMap(protocol -> Stream.of(Mechanism.values())
                        // TokenLoginTest has an identity provider.
                        .filter(mechanism -> mechanism != Mechanism.OAUTHBEARER)
                        .filter(mechanism -> protocol.hasLogin() || mechanism == Mechanism.PLAIN)
                        .map(mechanism -> Arguments.of(protocol, mechanism)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void no_secret_is_seen_when_the_connection_comes_about(Protocol protocol, Mechanism mechanism) {
        KafkaSettings settings =
                settings(protocol, mechanism, PASSWORD, KEY_PASSWORD).build();
        assertThat(use(settings, Samples.SOON)).as("what failed").isEmpty();
        assertNoSecret();
    }

    /** What goes wrong, and how. */
    private static Stream<Arguments> failing() {
        return Stream.of(
                Arguments.of(
                        "a wrong password",
                        settings(Protocol.SASL_SSL, Mechanism.SCRAM_SHA_512, WRONG_PASSWORD, KEY_PASSWORD)),
                Arguments.of(
                        "a wrong password of the key",
                        settings(Protocol.SSL, Mechanism.PLAIN, PASSWORD, WRONG_KEY_PASSWORD)),
                Arguments.of(
                        "a password that no key has",
                        settings(Protocol.SASL_SSL, Mechanism.SCRAM_SHA_256, PASSWORD, IMPOSSIBLE_KEY_PASSWORD)),
                Arguments.of(
                        "a file that is no PEM file",
                        kafka.tlsLogin(server.trusted()).keyStore(noPem, KEY_PASSWORD)),
                Arguments.of(
                        "a file that is not there",
                        kafka.tlsLogin(folder.resolve("none")).keyStore(client.encrypted(), KEY_PASSWORD)),
                Arguments.of(
                        "an unknown authority",
                        settings(Protocol.SASL_SSL, Mechanism.PLAIN, PASSWORD, KEY_PASSWORD)
                                .trustStore(client.trusted())),
                Arguments.of(
                        "topics that are missing",
                        EmbeddedKafka.topics(
                                settings(Protocol.SASL_SSL, Mechanism.PLAIN, PASSWORD, KEY_PASSWORD), "missing")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failing")
    void no_secret_is_seen_when_it_fails(String what, KafkaSettings.Builder settings) {
        assertThat(use(settings.build(), SHORT)).as(what).isNotEmpty();
        assertNoSecret();
    }

    private static Stream<Arguments> failingSlowly() {
        return Stream.of(
                Arguments.of(
                        "a wrong password that is sent itself",
                        settings(Protocol.SASL_PLAINTEXT, Mechanism.PLAIN, WRONG_PASSWORD, KEY_PASSWORD)),
                Arguments.of(
                        "nobody at the port",
                        settings(Protocol.SASL_SSL, Mechanism.PLAIN, WRONG_PASSWORD, WRONG_KEY_PASSWORD)
                                .keyStore(client.encrypted(), KEY_PASSWORD)
                                .bootstrapServers("127.0.0.1:1")));
    }

    @ParameterizedTest(name = "{0}")
    @Tag("long")
    @MethodSource("failingSlowly")
    void no_secret_is_seen_when_it_takes_long_to_fail(String what, KafkaSettings.Builder settings) {
        no_secret_is_seen_when_it_fails(what, settings);
    }

    private static Stream<Arguments> waysWithSecrets() {
        return ways().filter(way -> way.get()[0] != Protocol.PLAINTEXT);
    }

    @ParameterizedTest
    @Tag("long")
    @MethodSource("waysWithSecrets")
    void no_secret_is_seen_when_password_or_key_are_wrong(Protocol protocol, Mechanism mechanism) {
        List<Throwable> failures = new ArrayList<>();
        if (protocol.hasLogin()) {
            failures.addAll(use(
                    settings(protocol, mechanism, WRONG_PASSWORD, KEY_PASSWORD).build(), SHORT));
        }
        if (protocol.isEncrypted()) {
            failures.addAll(use(
                    settings(protocol, mechanism, PASSWORD, WRONG_KEY_PASSWORD).build(), SHORT));
        }
        assertThat(failures).isNotEmpty();
        assertNoSecret();
    }

    @Test
    @Tag("long")
    void no_secret_is_seen_when_the_port_has_another_protocol() {
        KafkaSettings loginToPlain = settings(Protocol.SASL_PLAINTEXT, Mechanism.PLAIN, PASSWORD, KEY_PASSWORD)
                .bootstrapServers(kafka.plainAddress())
                .build();
        KafkaSettings tlsToLogin = settings(Protocol.SASL_SSL, Mechanism.SCRAM_SHA_512, PASSWORD, KEY_PASSWORD)
                .bootstrapServers(kafka.loginAddress())
                .build();
        assertThat(use(loginToPlain, SHORT)).isNotEmpty();
        assertThat(use(tlsToLogin, SHORT)).isNotEmpty();
        assertNoSecret();
    }

    @Test
    void no_secret_is_seen_in_whatever_form_a_broker_or_client_quotes_it() {
        KafkaSettings settings = settings(Protocol.SASL_SSL, Mechanism.PLAIN, WRONG_PASSWORD, WRONG_KEY_PASSWORD)
                .build();
        String echo = Stream.of(WRONG_PASSWORD, WRONG_KEY_PASSWORD)
                .flatMap(secret -> Canaries.forms(secret.reveal()))
                .collect(Collectors.joining(" | "));
        String login = ClientProperties.connection(settings).get(SaslConfigs.SASL_JAAS_CONFIG) instanceof Password jaas
                ? jaas.value()
                : "";
        assertThat(Canaries.shows(login)).isTrue();
        String quoted = "bad: " + login + " | " + echo;
        KafkaException failure = new SaslAuthenticationException(quoted, new IllegalArgumentException(quoted));
        failure.addSuppressed(new IllegalStateException(quoted));
        for (Exception one : List.of(
                failure,
                new KafkaException(quoted),
                new TimeoutException(quoted, failure),
                new TopicAuthorizationException(quoted),
                new SslAuthenticationException(quoted, new CertificateException(quoted)))) {
            canaries.see(Failures.of(settings, "Trying", one));
            canaries.see(Failures.line(settings, one));
            canaries.see(ConnectFailures.failure(settings, "Trying", new ExecutionException(one)));
        }
        String password = Canaries.forms(WRONG_PASSWORD.reveal()).collect(Collectors.joining(" | "));
        tryWith(new SaslAuthenticationException(password, new IllegalArgumentException(password)));
        LinkFindings findings = new LinkFindings(settings.secrets());
        findings.broken(new Link("link", quoted, quoted), quoted, quoted);
        findings.skip(new Link("other", quoted, quoted), quoted, quoted);
        Report quoting = findings.report(Instant.EPOCH);
        canaries.see(quoting.toJson() + quoting + quoting.findings() + quoting.skipped());
        assertThat(canaries.seen()).anyMatch(text -> text.contains("bad: ") && text.contains("***"));
        canaries.assertNone();
    }

    // Whatever Kafka's client is asked for while it is used, it throws this.
    private void tryWith(KafkaException failure) {
        KafkaSettings settings = settings(Protocol.SASL_PLAINTEXT, Mechanism.PLAIN, WRONG_PASSWORD, KEY_PASSWORD)
                .build();
        UnaryOperator<Producer<byte[], byte[]>> failing = producer -> failing(producer, failure);
        KafkaSink.Builder builder = KafkaSink.builder(settings);
        builder.around = failing;
        List<Throwable> failures = new ArrayList<>();
        try (KafkaSink sink = builder.build()) {
            attempt(failures, () -> sink.emit(Samples.lifecycle(0, 2), SHORT));
            attempt(failures, () -> sink.emitSnapshot(List.of(Samples.inventory(1)), SHORT));
        }
        KafkaJournal.Builder journals = KafkaJournal.builder(settings, "monitor");
        journals.around = failing;
        try (KafkaJournal journal = journals.build()) {
            attempt(failures, journal::restore);
        }
        assertThat(failures).hasSize(3);
    }

    @SuppressWarnings("unchecked") // the proxy is of the interface, whatever its type arguments
    private static Producer<byte[], byte[]> failing(Producer<byte[], byte[]> producer, KafkaException failure) {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                CanarySecretsTest.class.getClassLoader(),
                new Class<?>[] {Producer.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        producer.close(Duration.ZERO);
                        return null;
                    }
                    throw failure;
                });
    }

    @Test
    void no_secret_is_seen_of_settings_that_are_refused() {
        String host = "CLEARML__hosts__kafka__custom_events__host";
        String secure = "CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__";
        String secret = WRONG_PASSWORD.reveal();
        List<Runnable> refused = List.of(
                () -> KafkaSettings.builder().bootstrapServers("user:kanari@127.0.0.1:9092"),
                () -> KafkaSettings.builder().bootstrapServers("kanari@127.0.0.1:9092"),
                () -> KafkaSettings.builder().bootstrapServers("SASL_SSL://user:kanari@127.0.0.1:9092"),
                () -> KafkaSettings.builder()
                        .bootstrapServers("127.0.0.1:9092")
                        .login("user", WRONG_PASSWORD)
                        .build(),
                () -> KafkaSettings.from(Map.of(
                        host,
                        "127.0.0.1:9092",
                        secure + "security_protocol",
                        "SASL_SSL",
                        secure + "sasl_mechanism",
                        secret,
                        secure + "sasl_plain_password",
                        secret)),
                () -> KafkaSettings.from(Map.of(
                        host,
                        "127.0.0.1:9092",
                        secure + "sasl_plain_password",
                        secret,
                        secure.toLowerCase(Locale.ROOT) + "SASL_PLAIN_PASSWORD",
                        "kanari")));
        for (Runnable one : refused) {
            // A wrong argument of a builder, or a wrong setting of the environment.
            assertThat(catchThrowable(one::run))
                    .isInstanceOfAny(IllegalArgumentException.class, ConfigurationException.class)
                    .satisfies(canaries::see);
        }
        canaries.assertNone();
    }

    @Test
    void no_secret_is_seen_of_settings_and_their_builder_by_whoever_writes_them() {
        KafkaSettings.Builder builder =
                settings(Protocol.SASL_SSL, Mechanism.PLAIN, WRONG_PASSWORD, WRONG_KEY_PASSWORD);
        KafkaSettings settings = builder.build();
        // What it has computed shows no more than it did before.
        canaries.see(settings.secrets().redact(WRONG_PASSWORD.reveal()));
        List<ObjectMapper> mappers = ShownValues.foreignMappers();
        for (Object value : List.of(
                builder,
                settings,
                KafkaSink.builder(settings),
                KafkaJournal.builder(settings, "monitor"),
                CustomEventsDoctor.builder(clearml, settings),
                new LinkFindings(settings.secrets()).report(Instant.EPOCH))) {
            canaries.see(value + " " + ShownValues.dump(value));
            mappers.forEach(mapper -> canaries.see(ShownValues.write(mapper, value)));
        }
        canaries.assertNone();
    }

    /** Returns what of it failed. */
    private List<Throwable> use(KafkaSettings settings, Duration time) {
        List<Throwable> failures = new ArrayList<>();
        canaries.see(settings.toString());
        canaries.see(settings.password() + " " + settings.keyPassword());
        canaries.see(ReaderProperties.consumer(settings, "readers").toString());
        canaries.see(ReaderProperties.streams(settings, "counting").toString());
        canaries.see(ClientProperties.transactions(settings, "id").toString());
        canaries.see(clearml.toString());
        canaries.see(report(settings, time));
        attempt(failures, () -> Topics.checkForSink(settings, time));
        attempt(failures, () -> {
            try (KafkaSink sink = KafkaSink.open(settings)) {
                attempt(failures, () -> sink.emit(Samples.lifecycle(0, 2), time));
                attempt(failures, () -> sink.emitSnapshot(List.of(Samples.inventory(1)), time));
                sink.close(Duration.ofMillis(100));
            }
        });
        attempt(failures, () -> {
            try (KafkaJournal journal = KafkaJournal.builder(settings, "monitor")
                    .restoreTimeout(time)
                    .build()) {
                journal.restore();
                journal.record(Samples.lifecycle(2, 3), time);
            }
        });
        return failures;
    }

    private String report(KafkaSettings settings, Duration time) {
        Report report = CustomEventsDoctor.builder(clearml, settings)
                .monitorUuid("monitor")
                .brokerTime(time)
                .build()
                .run();
        return report.toText() + report.toJson() + report;
    }

    private void attempt(List<Throwable> failures, Runnable use) {
        try {
            use.run();
        } catch (ClearMlException failure) {
            canaries.see(failure);
            failures.add(failure);
        }
    }

    private void assertNoSecret() {
        // Kafka prints its settings: they have been looked at, too.
        assertThat(canaries.seen()).anyMatch(line -> line.contains("sasl.jaas.config = "));
        canaries.assertNone();
        String key = fake.systemUser().secretKey().reveal();
        assertThat(canaries.seen()).noneMatch(text -> text.contains(key));
    }
}
