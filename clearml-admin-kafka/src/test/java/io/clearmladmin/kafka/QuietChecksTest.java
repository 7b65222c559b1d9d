package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.clearmladmin.kafka.KafkaFailureException.Reason;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * A check against brokers that cannot be used says once what it knows, and Kafka's client logs little meanwhile. The broker
 * here advertises a name without an address, and to clients with a login a port where nobody listens.
 */
class QuietChecksTest {

    private static final int MOST = 20;
    // Where somebody listens, a second client asks what is advertised.
    private static final int MOST_WITH_THE_SECOND_LOOK = 30;
    private static final String UNKNOWN_NAME = "kafka-0.kafka-headless.invalid:9092";
    private static final String CLOSING = "clearml-kafka-close";
    private static final List<String> LOGGERS =
            List.of("org.apache.kafka.clients", "org.apache.kafka.common", "io.clearmladmin");

    private static EmbeddedKafka kafka;
    private static ServerSocket silent;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            // Else the thread is the one that asks for its name.
            event.prepareForDeferredProcessing();
            super.append(event);
        }
    };

    @BeforeAll
    static void start() throws IOException {
        Properties more = new Properties();
        more.put("advertised.listeners", "PLAINTEXT://" + UNKNOWN_NAME + ",SASL_PLAINTEXT://localhost:1");
        more.put("auto.create.topics.enable", "true");
        kafka = EmbeddedKafka.start(more);
        makeTopicFromTheDoor();
        silent = new ServerSocket(0);
    }

    // The broker makes it when it is asked for; that it is led by whom nobody reaches is what fails then.
    private static void makeTopicFromTheDoor() {
        Map<String, Object> properties = ClientProperties.producer(kafka.plain().build(), Duration.ofSeconds(1));
        try (Opened<Producer<byte[], byte[]>> producer =
                Clients.producer(kafka.plain().build(), properties, UnaryOperator.identity())) {
            producer.client().partitionsFor("seen");
        } catch (TimeoutException expected) {
            assertThat(expected).hasMessageContaining("seen");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        kafka.close();
        silent.close();
    }

    @BeforeEach
    void listen() {
        log.start();
        LOGGERS.forEach(name -> {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            logger.setLevel(Level.INFO);
            logger.setAdditive(false);
            logger.addAppender(log);
        });
    }

    @AfterEach
    void listenNoMore() {
        LOGGERS.forEach(name -> {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            logger.detachAppender(log);
            logger.setAdditive(true);
            logger.setLevel(null);
        });
    }

    private record Check(String name, KafkaSettings settings, Reason reason, String said) {}

    private static List<Check> checks() {
        return List.of(
                new Check("dead", at("127.0.0.1:1"), Reason.NO_BROKER, "127.0.0.1:1"),
                new Check("dead, several", at("127.0.0.1:1", "127.0.0.1:2"), Reason.NO_BROKER, "127.0.0.1:2"),
                new Check("name", kafka.plain().build(), Reason.ADVERTISED_ADDRESS, UNKNOWN_NAME + " (no such host)"),
                new Check("port", kafka.scram().build(), Reason.ADVERTISED_ADDRESS, "localhost:1 (nobody listens)"),
                new Check("without login", at(kafka.loginAddress()), Reason.WRONG_PROTOCOL, "SASL port"),
                new Check("silent", at("127.0.0.1:" + silent.getLocalPort()), Reason.WRONG_PROTOCOL, "protocol"));
    }

    private static KafkaSettings at(String... servers) {
        return KafkaSettings.builder().bootstrapServers(servers).build();
    }

    @Test
    void cases_11_and_14_every_check_names_the_cause_and_is_quiet() throws InterruptedException {
        assertThatAllAreQuiet(Duration.ofSeconds(3));
    }

    @Test
    @Tag("long")
    void cases_11_and_14_every_check_of_ten_seconds_is_quiet() throws InterruptedException {
        assertThatAllAreQuiet(Duration.ofSeconds(10));
    }

    private static LinkFindings findings(KafkaSettings settings) {
        return new LinkFindings(settings.secrets());
    }

    private void assertThatAllAreQuiet(Duration time) throws InterruptedException {
        Map<String, KafkaFailureException> failures = new ConcurrentHashMap<>();
        List<Thread> threads = new ArrayList<>();
        for (Check check : checks()) {
            threads.add(new Thread(
                    () -> {
                        KafkaFailureException failure = catchThrowableOfType(
                                KafkaFailureException.class, () -> Topics.checkForSink(check.settings(), time));
                        failures.put(check.name(), failure);
                    },
                    check.name()));
            threads.add(new Thread(
                    () -> new BrokerLinks(check.settings(), Optional.empty(), time, findings(check.settings())).look(),
                    "doctor, " + check.name()));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        for (Check check : checks()) {
            KafkaFailureException failure = failures.get(check.name());
            assertThat(failure).as(check.name()).isNotNull();
            assertThat(failure.reason()).as(failure.toString()).isEqualTo(check.reason());
            assertThat(failure).hasMessageContaining(check.said());
        }
        assertThatEachLoggedLittle();
    }

    /** By thread: each client has one, and each check its own. The broker's own do not count. */
    private void assertThatEachLoggedLittle() {
        Map<String, List<String>> lines = List.copyOf(log.list).stream()
                .filter(event -> isOfCheck(event.getThreadName()))
                .collect(Collectors.groupingBy(
                        ILoggingEvent::getThreadName,
                        Collectors.mapping(
                                event -> event.getLevel() + " "
                                        + event.getFormattedMessage()
                                                .lines()
                                                .findFirst()
                                                .orElse(""),
                                Collectors.toList())));
        assertThat(lines.keySet()).hasSizeGreaterThanOrEqualTo(checks().size() * 4);
        // All clients are closed by threads of one name.
        List<String> closing = Optional.ofNullable(lines.remove(CLOSING)).orElse(List.of());
        assertThat(lines)
                .allSatisfy((thread, said) -> assertThat(said).as(thread).hasSizeLessThanOrEqualTo(MOST));
        int all = lines.values().stream().mapToInt(List::size).sum() + closing.size();
        assertThat(all).as(lines.toString()).isLessThanOrEqualTo(checks().size() * 2 * MOST_WITH_THE_SECOND_LOOK);
    }

    private static boolean isOfCheck(String thread) {
        return thread.startsWith("kafka-admin-client-thread")
                || thread.equals(CLOSING)
                || checks().stream().anyMatch(check -> thread.endsWith(check.name()));
    }
}
