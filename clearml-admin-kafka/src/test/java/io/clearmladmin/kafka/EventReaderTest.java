package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.Event.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events are read by somebody who looks, from the beginning, the end or a time on. */
class EventReaderTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static void emit(KafkaSettings settings, Event... events) {
        try (KafkaSink sink = KafkaSink.open(settings)) {
            sink.emit(List.of(events), Samples.SOON);
        }
    }

    private static List<Event> all(EventReader reader, int count) {
        List<Event> read = new ArrayList<>();
        long end = System.nanoTime() + SOON.toNanos();
        while (read.size() < count && System.nanoTime() < end) {
            read.addAll(reader.read(Duration.ofMillis(200)));
        }
        return read;
    }

    @Test
    void from_the_beginning_it_reads_all_there_is_and_knows_its_end() {
        KafkaSettings settings = kafka.withTopics("read-all");
        Event one = Samples.event(Kind.LIFECYCLE, "tenant.changed", "tenant/a", 1, Map.of());
        Event two = Samples.event(Kind.LIFECYCLE, "tenant.changed", "tenant/a", 2, Map.of());
        emit(settings, one, two);
        try (EventReader reader = EventReader.fromBeginning(settings, List.of(settings.lifecycleTopic()), SOON)) {
            assertThat(reader.isPastStart()).isFalse();
            assertThat(all(reader, 2)).containsExactly(one, two);
            assertThat(reader.isPastStart()).isTrue();
            assertThat(reader.skipped()).isZero();
        }
    }

    @Test
    void from_the_end_it_reads_what_comes() {
        KafkaSettings settings = kafka.withTopics("read-end");
        Event one = Samples.event(Kind.LIFECYCLE, "tenant.changed", "tenant/a", 1, Map.of());
        Event two = Samples.event(Kind.LIFECYCLE, "tenant.changed", "tenant/a", 2, Map.of());
        emit(settings, one);
        try (EventReader reader = EventReader.fromEnd(settings, List.of(settings.lifecycleTopic()), SOON)) {
            assertThat(reader.isPastStart()).isTrue();
            emit(settings, two);
            assertThat(all(reader, 1)).containsExactly(two);
        }
    }

    @Test
    void from_a_time_on_it_leaves_out_what_was_before() throws InterruptedException {
        KafkaSettings settings = kafka.withTopics("read-since");
        Event one = Samples.event(Kind.LIFECYCLE, "tenant.changed", "tenant/a", 1, Map.of());
        Event two = Samples.event(Kind.LIFECYCLE, "tenant.changed", "tenant/a", 2, Map.of());
        emit(settings, one);
        // Kafka's times have milliseconds.
        Instant between = Instant.now().plusMillis(2);
        while (!Instant.now().isAfter(between)) {
            Thread.onSpinWait();
        }
        emit(settings, two);
        List<String> topics = List.of(settings.lifecycleTopic());
        try (EventReader reader = EventReader.since(settings, topics, between, SOON)) {
            assertThat(all(reader, 1)).containsExactly(two);
        }
        try (EventReader reader =
                EventReader.since(settings, topics, Instant.now().plusSeconds(60), SOON)) {
            assertThat(reader.isPastStart()).isTrue();
        }
    }

    @Test
    void what_is_no_event_is_counted_and_left_out() throws Exception {
        KafkaSettings settings = kafka.withTopics("read-others");
        Map<String, Object> properties = ClientProperties.connection(settings);
        try (KafkaProducer<String, @Nullable String> other =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            for (@Nullable String text : Arrays.asList("not an event", null)) {
                other.send(new ProducerRecord<>(settings.lifecycleTopic(), "k", text))
                        .get();
            }
        }
        Event one = Samples.event(Kind.LIFECYCLE, "tenant.changed", "tenant/a", 1, Map.of());
        emit(settings, one);
        try (EventReader reader = EventReader.fromBeginning(settings, List.of(settings.lifecycleTopic()), SOON)) {
            assertThat(all(reader, 1)).containsExactly(one);
            assertThat(reader.skipped()).isEqualTo(2);
        }
    }

    @Test
    void a_topic_that_is_not_there_is_named_and_not_created() {
        KafkaSettings settings = kafka.withTopics("read-missing");
        KafkaFailureException failure = catchThrowableOfType(
                KafkaFailureException.class,
                () -> EventReader.fromBeginning(settings, List.of("read-no-such-topic"), SOON)
                        .close());
        assertThat(failure.reason()).isEqualTo(KafkaFailureException.Reason.MISSING_TOPIC);
        assertThat(failure).hasMessageContaining("read-no-such-topic");
        KafkaFailureException again = catchThrowableOfType(
                KafkaFailureException.class,
                () -> EventReader.fromEnd(settings, List.of("read-no-such-topic"), SOON)
                        .close());
        assertThat(again.reason()).isEqualTo(KafkaFailureException.Reason.MISSING_TOPIC);
    }

    @Test
    void an_interrupt_ends_the_opening() {
        KafkaSettings settings = kafka.withTopics("read-uninterrupted");
        try {
            Thread.currentThread().interrupt();
            KafkaFailureException failure = catchThrowableOfType(
                    KafkaFailureException.class,
                    () -> EventReader.fromBeginning(settings, List.of(settings.lifecycleTopic()), SOON)
                            .close());
            assertThat(failure.reason()).isEqualTo(KafkaFailureException.Reason.INTERRUPTED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void an_interrupt_ends_the_waiting() {
        KafkaSettings settings = kafka.withTopics("read-interrupted");
        try (EventReader reader = EventReader.fromEnd(settings, List.of(settings.lifecycleTopic()), SOON)) {
            Thread.currentThread().interrupt();
            KafkaFailureException failure =
                    catchThrowableOfType(KafkaFailureException.class, () -> reader.read(Duration.ofSeconds(60)));
            assertThat(failure.reason()).isEqualTo(KafkaFailureException.Reason.INTERRUPTED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
