package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.kafka.KafkaSettings.Mechanism;
import io.clearmladmin.kafka.KafkaSettings.Protocol;
import io.clearmladmin.testkit.FakeClearMl;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
import org.slf4j.LoggerFactory;

/** No secret is seen anywhere, whether the connection comes about or not, with every way to connect that there is. */
class CanarySecretsTest {

    private static final Secret PASSWORD = EmbeddedKafka.PASSWORD;
    private static final Secret WRONG_PASSWORD = Secret.of("canary-wrong\"\\password");
    private static final Secret KEY_PASSWORD = Certificate.KEY_PASSWORD;
    private static final Secret WRONG_KEY_PASSWORD = Secret.of("canary-wrong-key-password");
    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir
    private static Path folder;

    private static Certificate server;
    private static Certificate client;
    private static EmbeddedKafka kafka;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> texts = new ArrayList<>();
    private final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
    private final ClearMl clearml = fake.connect();

    @BeforeAll
    static void start() throws Exception {
        server = Certificate.make(folder, "server");
        client = Certificate.make(folder, "client");
        kafka = EmbeddedKafka.start(server, client);
        Topics.create(settings(Protocol.PLAINTEXT).build(), 1, 1, Samples.SOON);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void listen() {
        log.start();
        listen("org.apache.kafka", Level.INFO);
        listen("io.clearmladmin", Level.DEBUG);
        fake.answer(
                "server.config",
                call -> String.valueOf(call.body().get("path")).startsWith("secure")
                        ? Map.of("sasl_plain_username", EmbeddedKafka.USER, "sasl_plain_password", PASSWORD.reveal())
                        : Map.of("host", kafka.plainAddress()));
        clearml.system()
                .updateCompanyCustomEventsConfig(fake.addCompany("acme"), Map.of("service_instance_id", "acme-1"));
    }

    private void listen(String name, Level level) {
        Logger logger = (Logger) LoggerFactory.getLogger(name);
        logger.setLevel(level);
        logger.setAdditive(false);
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        for (String name : List.of("org.apache.kafka", "io.clearmladmin")) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            logger.detachAppender(log);
            logger.setAdditive(true);
            logger.setLevel(null);
        }
        clearml.close();
        fake.close();
    }

    private static KafkaSettingsBuilder settings(Protocol protocol) {
        KafkaSettingsBuilder builder = switch (protocol) {
            case PLAINTEXT -> kafka.plain();
            case SASL_PLAINTEXT -> kafka.scram();
            case SASL_SSL -> kafka.tlsLogin(server.trusted());
            case SSL -> kafka.tls(server.trusted());
        };
        return EmbeddedKafka.topics(builder, "secrets");
    }

    private static KafkaSettingsBuilder settings(
            Protocol protocol, Mechanism mechanism, Secret password, Secret keyPassword) {
        KafkaSettingsBuilder builder = settings(protocol).mechanism(mechanism);
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
                        .filter(mechanism -> protocol.hasLogin() || mechanism == Mechanism.PLAIN)
                        .map(mechanism -> Arguments.of(protocol, mechanism)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void no_secret_is_seen_when_the_connection_comes_about(Protocol protocol, Mechanism mechanism) {
        KafkaSettings settings =
                settings(protocol, mechanism, PASSWORD, KEY_PASSWORD).build();
        assertThat(use(settings, Samples.SOON)).as(String.join("\n", texts)).isZero();
        assertNoSecret();
    }

    private static Stream<Arguments> waysWithSecrets() {
        return ways().filter(way -> way.get()[0] != Protocol.PLAINTEXT);
    }

    @ParameterizedTest
    @Tag("long")
    @MethodSource("waysWithSecrets")
    void no_secret_is_seen_when_password_or_key_are_wrong(Protocol protocol, Mechanism mechanism) {
        int failures = 0;
        if (protocol.hasLogin()) {
            failures += use(
                    settings(protocol, mechanism, WRONG_PASSWORD, KEY_PASSWORD).build(), SHORT);
        }
        if (protocol.isEncrypted()) {
            failures += use(
                    settings(protocol, mechanism, PASSWORD, WRONG_KEY_PASSWORD).build(), SHORT);
        }
        assertThat(failures).isPositive();
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
        assertThat(use(loginToPlain, SHORT)).isPositive();
        assertThat(use(tlsToLogin, SHORT)).isPositive();
        assertNoSecret();
    }

    /** Returns how much of it failed. */
    private int use(KafkaSettings settings, Duration time) {
        int before = texts.size();
        List<String> prints = List.of(
                settings.toString(),
                String.valueOf(settings.password()),
                String.valueOf(settings.keyPassword()),
                ReaderProperties.consumer(settings, "readers").toString(),
                ReaderProperties.streams(settings, "counting").toString(),
                ClientProperties.transactions(settings, "id").toString(),
                clearml.toString(),
                report(settings, time));
        attempt(() -> Topics.checkForSink(settings, time));
        attempt(() -> {
            try (KafkaSink sink = KafkaSink.open(settings)) {
                attempt(() -> sink.emit(Samples.lifecycle(0, 2), time));
                attempt(() -> sink.emitSnapshot(List.of(Samples.inventory(1)), time));
                sink.close(Duration.ofMillis(100));
            }
        });
        attempt(() -> {
            try (KafkaJournal journal = KafkaJournal.builder(settings, "monitor")
                    .restoreTimeout(time)
                    .build()) {
                journal.restore();
                journal.record(Samples.lifecycle(2, 3), time);
            }
        });
        int failures = texts.size() - before;
        texts.addAll(prints);
        return failures;
    }

    private String report(KafkaSettings settings, Duration time) {
        DoctorReport report = CustomEventsDoctor.builder(clearml, settings)
                .monitorUuid("monitor")
                .brokerTime(time)
                .build()
                .examine();
        return report.toText() + report.toJson() + report;
    }

    private void attempt(Runnable use) {
        try {
            use.run();
        } catch (ClearMlException failure) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            texts.add(trace.toString());
        }
    }

    private void assertNoSecret() {
        List<String> seen = new ArrayList<>(texts);
        List.copyOf(log.list)
                .forEach(event -> seen.add(event.getLoggerName() + " " + event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy()))));
        // Kafka prints its settings: they have been looked at, too.
        assertThat(seen).anyMatch(line -> line.contains("sasl.jaas.config = "));
        List<String> secrets = List.of(
                PASSWORD.reveal(),
                WRONG_PASSWORD.reveal(),
                "canary",
                KEY_PASSWORD.reveal(),
                fake.systemUser().secretKey().reveal());
        for (String secret : secrets) {
            assertThat(seen.stream().filter(text -> text.contains(secret)).toList())
                    .as("where " + secret + " is seen")
                    .isEmpty();
        }
    }
}
