package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a listener hears of what is emitted. */
class KafkaSinkListenerTest {

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(new Properties());
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    /** Writes down all it hears, one line each. */
    private static final class Heard implements KafkaSinkListener {

        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
        private final List<Failure> failures = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void onQueued(Event event, int bytes) {
            lines.add("queued " + event.subject() + " " + bytes);
        }

        @Override
        public void onPublished(Event event, int bytes, Duration time) {
            assertThat(time).isPositive().isLessThan(Samples.SOON);
            lines.add("published " + event.subject() + " " + bytes);
        }

        @Override
        public void onFailed(Failure failure) {
            failures.add(failure);
            lines.add("failed " + failure.event().subject() + " " + failure.fate());
        }
    }

    @Test
    void each_event_is_queued_and_published_before_emit_returns() {
        Heard heard = new Heard();
        KafkaSettings settings = kafka.withTopics("published");
        Event event = Samples.lifecycle(1);
        try (KafkaSink sink = KafkaSink.builder(settings).listener(heard).build()) {
            sink.emit(List.of(event), Samples.SOON);
            int bytes = new Messages(settings, null).of(event).bytes();
            assertThat(heard.lines).containsExactly("queued pod/1 " + bytes, "published pod/1 " + bytes);
        }
    }

    @Test
    void what_is_refused_is_not_queued_and_failures_are_those_of_the_exception() {
        Heard heard = new Heard();
        Event large =
                Samples.event(Event.Kind.LIFECYCLE, "pod.changed", "pod/large", 2, Map.of("text", "x".repeat(1 << 20)));
        try (KafkaSink sink =
                KafkaSink.builder(kafka.withTopics("large")).listener(heard).build()) {
            EventsNotEmittedException failure = catchThrowableOfType(
                    EventsNotEmittedException.class,
                    () -> sink.emit(List.of(large, Samples.lifecycle(1)), Samples.SOON));
            assertThat(heard.failures).isEqualTo(failure.failures());
            assertThat(heard.lines).hasSize(3).last().isEqualTo("failed pod/large REFUSED");
        }
    }

    @Test
    void a_listener_that_throws_harms_neither_the_events_nor_other_listeners() {
        Heard heard = new Heard();
        KafkaSettings settings = kafka.withTopics("throws");
        KafkaSinkListener broken = new KafkaSinkListener() {
            @Override
            public void onQueued(Event event, int bytes) {
                throw new IllegalStateException("queued");
            }

            @Override
            public void onPublished(Event event, int bytes, Duration time) {
                throw new NoClassDefFoundError("published");
            }
        };
        try (KafkaSink sink =
                KafkaSink.builder(settings).listener(broken).listener(heard).build()) {
            sink.emit(Samples.lifecycle(0, 100), Samples.SOON);
            assertThat(heard.lines).hasSize(200);
        }
        assertThat(Reader.ids(settings, settings.lifecycleTopic())).hasSize(100);
    }
}
