package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.events.SnapshotNotEmittedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An interrupted thread learns the fate of each of its events. */
class InterruptedSinkTest {

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(new Properties());
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void a_thread_that_is_interrupted_before_anything_is_sent_hears_so_of_each_event() {
        KafkaSettings settings = kafka.withTopics("before");
        List<Event> events = Samples.lifecycle(0, 20);
        try (KafkaSink sink = KafkaSink.open(settings)) {
            Thread.currentThread().interrupt();
            Throwable thrown = catchThrowable(() -> sink.emit(events, Samples.SOON));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(thrown).isInstanceOfSatisfying(EventsNotEmittedException.class, failure -> {
                assertThat(failure.failures()).extracting(Failure::event).isEqualTo(events);
                assertThat(failure.failures()).extracting(Failure::fate).containsOnly(Fate.NOT_EMITTED);
                assertThat(failure).hasMessageContaining("interrupted");
            });
            assertThat(sink.flush(Duration.ofSeconds(1))).isTrue();
            assertThat(sink.queuedBytes()).isZero();
        }
        assertThat(Reader.events(settings, settings.lifecycleTopic())).isEmpty();
    }

    @Test
    void a_sink_is_closed_at_once_though_its_callers_were_interrupted() {
        long begin;
        try (KafkaSink sink = KafkaSink.open(kafka.withTopics("closed"))) {
            for (int i = 0; i < 100; i++) {
                int number = i;
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> sink.emit(Samples.lifecycle(number, number + 1), Samples.SOON))
                        .isInstanceOf(EventsNotEmittedException.class);
                assertThat(Thread.interrupted()).isTrue();
            }
            begin = System.nanoTime();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_listener_that_throws_any_error_leaves_no_room_taken() {
        KafkaSettings settings = kafka.withTopics("room");
        KafkaSinkListener broken = new KafkaSinkListener() {
            @Override
            public void onQueued(Event event, int bytes) {
                throw new ExceptionInInitializerError("a bug");
            }
        };
        KafkaSinkListener deep = new KafkaSinkListener() {
            @Override
            public void onQueued(Event event, int bytes) {
                throw new StackOverflowError("endless");
            }
        };
        try (KafkaSink sink =
                KafkaSink.builder(settings).listener(broken).listener(deep).build()) {
            Throwable thrown = catchThrowable(() -> sink.emit(Samples.lifecycle(0, 20), Samples.SOON));
            assertThat(thrown).isNull();
            assertThat(sink.queuedBytes()).isZero();
        }
        assertThat(Reader.events(settings, settings.lifecycleTopic())).hasSize(20);
    }

    @Test
    void an_interrupt_of_the_sinks_own_thread_does_not_end_it() {
        KafkaSettings settings = kafka.withTopics("own-thread");
        try (KafkaSink sink = KafkaSink.open(settings)) {
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("clearml-kafka-sink"))
                    .forEach(Thread::interrupt);
            sink.emit(Samples.lifecycle(0, 20), Samples.SOON);
            assertThat(sink.isHealthy()).isTrue();
        }
        assertThat(Reader.events(settings, settings.lifecycleTopic())).hasSize(20);
    }

    @Test
    void an_error_of_the_virtual_machine_ends_the_sink_and_of_each_event_it_is_said_what_became() {
        for (String where : List.of("queued", "published", "failed")) {
            KafkaSettings settings = kafka.withTopics("end-" + where);
            KafkaSink sink =
                    KafkaSink.builder(settings).listener(new Exhausted(where)).build();
            List<Event> first = Samples.lifecycle(0, 20);
            Set<String> said = new TreeSet<>(Samples.ids(first));
            try {
                sink.emit(where.equals("failed") ? List.of(LARGE) : first, Samples.SOON);
            } catch (EventsNotEmittedException failure) {
                failure.failures().forEach(one -> said.remove(one.event().id().toString()));
            }
            assertThat(sink.isHealthy()).as(where).isFalse();
            assertThatThrownBy(() -> sink.emit(Samples.lifecycle(20, 40), Samples.SOON))
                    .isInstanceOfSatisfying(EventsNotEmittedException.class, failure -> {
                        assertThat(failure.failures()).hasSize(20);
                        assertThat(failure.failures()).extracting(Failure::fate).containsOnly(Fate.NOT_EMITTED);
                        assertThat(failure).hasMessageContaining("OutOfMemoryError");
                    });
            assertThatThrownBy(() -> sink.emitSnapshot(List.of(Samples.inventory(1)), Samples.SOON))
                    .isInstanceOf(SnapshotNotEmittedException.class)
                    .hasMessageContaining("OutOfMemoryError");
            assertThat(sink.flush(Samples.SOON)).isTrue();
            assertThat(sink.queuedBytes()).isZero();
            sink.close();
            assertThat(Reader.ids(settings, settings.lifecycleTopic()))
                    .as(where)
                    .containsExactlyInAnyOrderElementsOf(where.equals("failed") ? List.of() : said);
        }
    }

    private static final Event LARGE =
            Samples.event(Event.Kind.LIFECYCLE, "pod.changed", "pod/large", 2, Map.of("text", "x".repeat(1 << 20)));

    /** A listener that runs out of memory. */
    private record Exhausted(String where) implements KafkaSinkListener {

        private void end(String here) {
            if (here.equals(where)) {
                throw new OutOfMemoryError("no heap");
            }
        }

        @Override
        public void onQueued(Event event, int bytes) {
            end("queued");
        }

        @Override
        public void onPublished(Event event, int bytes, Duration time) {
            end("published");
        }

        @Override
        public void onFailed(Failure failure) {
            end("failed");
        }
    }
}
