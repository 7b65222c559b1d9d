package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The broker goes away and comes back. */
class OutageTest {

    private static final Duration DEADLINE = Duration.ofMillis(300);
    private static final Executor BACKGROUND = work -> {
        Thread thread = new Thread(work, "background");
        thread.setDaemon(true);
        thread.start();
    };

    private EmbeddedKafka kafka;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start();
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    @Tag("long")
    void with_the_broker_down_emit_returns_at_its_deadline_and_all_is_published_afterwards() {
        KafkaSettings settings = kafka.withTopics("down");
        List<Event> all = Samples.lifecycle(0, 20_000);
        try (KafkaSink sink = KafkaSink.builder(settings).queueBytes(1 << 20).build()) {
            sink.emit(all.subList(0, 100), Samples.SOON);
            kafka.stop();
            List<Event> open = new ArrayList<>();
            for (int from = 100; from < all.size(); from += 1_990) {
                open.addAll(unpublished(sink, all.subList(from, from + 1_990)));
                assertThat(sink.queuedBytes()).isLessThanOrEqualTo(1 << 20);
            }
            assertThat(open).hasSize(19_900);
            kafka.restart();
            sink.emit(open, Samples.SOON);
            assertThat(sink.flush(Samples.SOON)).isTrue();
        }
        List<String> read = Reader.ids(settings, settings.lifecycleTopic());
        assertThat(new HashSet<>(read)).isEqualTo(new HashSet<>(Samples.ids(all)));
    }

    private static List<Event> unpublished(KafkaSink sink, List<Event> events) {
        long begin = System.nanoTime();
        try {
            sink.emit(events, DEADLINE);
            return List.of();
        } catch (EventsNotEmittedException e) {
            // A busy machine may wake the thread late, but not by seconds.
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(DEADLINE.plusSeconds(10));
            assertThat(e.failures()).extracting(Failure::fate).doesNotContain(Fate.REFUSED);
            return e.failures().stream().map(Failure::event).toList();
        }
    }

    @Test
    void a_full_queue_rejects_at_once_if_it_was_configured_to() {
        KafkaSettings settings = kafka.withTopics("full");
        kafka.stop();
        Event large =
                Samples.event(Event.Kind.LIFECYCLE, "pod.changed", "pod/1", 1, Map.of("text", "x".repeat(900_000)));
        KafkaSink sink = KafkaSink.builder(settings)
                .queueBytes(1 << 20)
                .overflow(Overflow.REJECT)
                .build();
        for (int i = 0; i < 2; i++) {
            BACKGROUND.execute(() -> unpublished(sink, List.of(large)));
        }
        assertThatThrownBy(() -> {
                    while (true) {
                        sink.emit(List.of(large, large), Duration.ofMillis(20));
                    }
                })
                .isInstanceOf(EventsNotEmittedException.class);
        sink.close(Duration.ofMillis(500));
    }

    @Test
    void a_sink_that_is_closed_in_an_outage_ends_in_time() {
        KafkaSettings settings = kafka.withTopics("closing");
        kafka.stop();
        KafkaSink sink = KafkaSink.open(settings);
        CompletableFuture<List<Event>> open =
                CompletableFuture.supplyAsync(() -> assertNotEmitted(sink, Samples.lifecycle(0, 10)), BACKGROUND);
        long begin = System.nanoTime();
        sink.close(Duration.ofSeconds(1));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
        assertThat(open.join()).hasSize(10);
    }

    private static List<Event> assertNotEmitted(KafkaSink sink, List<Event> events) {
        try {
            sink.emit(events, Samples.SOON);
            return List.of();
        } catch (EventsNotEmittedException e) {
            return e.failures().stream().map(Failure::event).toList();
        } catch (IllegalStateException closedAlready) {
            return events;
        }
    }

    @Test
    void a_journal_gives_up_at_its_deadline_and_goes_on_after_it_was_restored() {
        KafkaSettings settings = kafka.withTopics("given-up");
        try (KafkaJournal journal = KafkaJournal.open(settings, "monitor")) {
            journal.restore();
            journal.record(Samples.lifecycle(0, 10), Samples.SOON);
            kafka.stop();
            long begin = System.nanoTime();
            assertThatThrownBy(() -> journal.record(Samples.lifecycle(10, 20), DEADLINE))
                    .isInstanceOf(EventsNotEmittedException.class)
                    .hasMessageContaining("estore the journal first");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(DEADLINE.plusSeconds(10));
            assertThatThrownBy(() -> journal.record(Samples.lifecycle(10, 20), DEADLINE))
                    .isInstanceOf(KafkaFailureException.class)
                    .hasMessageContaining("restore()");
            kafka.restart();
            assertThat(journal.restore()).hasSize(10);
            journal.record(Samples.lifecycle(10, 20), Samples.SOON);
        }
        assertThat(Reader.ids(settings, settings.lifecycleTopic()))
                .containsExactlyInAnyOrderElementsOf(Samples.ids(Samples.lifecycle(0, 20)));
    }
}
