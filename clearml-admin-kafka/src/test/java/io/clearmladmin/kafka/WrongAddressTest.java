package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A broker that advertises an address where nobody listens, the most frequent mistake in setting one up:
 * 11-kafka-advertised-refused-hangs.
 */
class WrongAddressTest {

    private static final Duration TIME = Duration.ofSeconds(1);

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        Properties more = new Properties();
        more.put("advertised.listeners", "PLAINTEXT://localhost:1,SASL_PLAINTEXT://localhost:2");
        kafka = EmbeddedKafka.start(more);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void whoever_waits_is_back_in_time_and_hears_what_may_be_wrong() throws InterruptedException {
        KafkaSettings settings = EmbeddedKafka.topics(kafka.plain(), "wrong").build();
        Map<String, Runnable> calls = Map.of(
                "checkForSink", () -> Topics.checkForSink(settings, TIME),
                "checkForJournal", () -> Topics.checkForJournal(settings, TIME),
                "create", () -> Topics.create(settings, 1, 1, TIME),
                "the doctor",
                        () -> {
                            LinkFindings findings = new LinkFindings(settings.secrets());
                            new BrokerLinks(settings, java.util.Optional.empty(), TIME, findings).look();
                            assertThat(findings.report(Instant.EPOCH).toText()).isEmpty();
                        },
                "emit",
                        () -> {
                            try (KafkaSink sink = KafkaSink.open(settings)) {
                                try {
                                    sink.emit(Samples.lifecycle(0, 1), TIME);
                                } finally {
                                    sink.close(Duration.ofMillis(1));
                                }
                            }
                        },
                "emitSnapshot",
                        () -> {
                            try (KafkaSink sink = KafkaSink.open(settings)) {
                                sink.emitSnapshot(Samples.lifecycle(0, 1), TIME);
                            }
                        },
                "restore",
                        () -> {
                            try (KafkaJournal journal = KafkaJournal.builder(settings, "m")
                                    .restoreTimeout(TIME)
                                    .build()) {
                                journal.restore();
                            }
                        });
        Map<String, Throwable> failures = new ConcurrentHashMap<>();
        List<Thread> threads = calls.entrySet().stream()
                .map(call -> new Thread(() -> {
                    Throwable thrown = catchThrowable(() -> assertIsBack(call.getKey(), call.getValue()));
                    if (thrown != null) {
                        failures.put(call.getKey(), thrown);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    private static void assertIsBack(String name, Runnable call) {
        long begin = System.nanoTime();
        Throwable thrown = catchThrowable(call::run);
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(thrown).as(name).isNotNull();
        assertThat(taken).as(name).isLessThan(TIME.plusSeconds(15));
        if (name.startsWith("c")) {
            assertThat(thrown)
                    .as(name)
                    .isInstanceOf(KafkaFailureException.class)
                    .hasMessageContaining("advertises");
        }
    }
}
