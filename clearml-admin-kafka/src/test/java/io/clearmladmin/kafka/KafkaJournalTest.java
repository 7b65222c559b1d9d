package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonValue;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.Event.Kind;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.events.JournalFencedException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class KafkaJournalTest {

    private static final String MONITOR = "6f1c2b3a-0000-4000-8000-000000000001";

    /** Events of which the first are sent before the last are made. */
    private static final int MANY = 600;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void what_was_published_last_of_each_subject_is_recorded() {
        KafkaSettings settings = kafka.withTopics("remembered");
        List<Event> events = Samples.lifecycle(0, 120);
        try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
            assertThat(journal.restore()).isEmpty();
            journal.record(events.subList(0, 60), Samples.SOON);
            journal.record(events.subList(60, 120), Samples.SOON);
        }
        assertThat(Reader.events(settings, settings.lifecycleTopic())).containsExactlyInAnyOrderElementsOf(events);
        try (KafkaJournal again = KafkaJournal.open(settings, MONITOR)) {
            Map<String, Event> state = again.restore();
            assertThat(state).hasSize(50);
            assertThat(state.get("pod/3")).isEqualTo(Samples.lifecycle(103));
            assertThat(state.get("pod/49")).isEqualTo(Samples.lifecycle(99));
        }
    }

    @Test
    void a_list_with_a_null_is_refused_before_anything_is_sent_and_the_journal_goes_on() {
        KafkaSettings settings = kafka.withTopics("nulls");
        List<Event> events = Samples.lifecycle(0, 3);
        List<Event> withNull = new ArrayList<>(events);
        withNull.add(1, null);
        try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
            journal.restore();
            assertThatThrownBy(() -> journal.record(withNull, Samples.SOON)).isInstanceOf(NullPointerException.class);
            journal.record(events, Samples.SOON);
        }
        assertThat(Reader.events(settings, settings.lifecycleTopic())).containsExactlyInAnyOrderElementsOf(events);
    }

    @Test
    void what_is_forgotten_is_not_restored() {
        KafkaSettings settings = kafka.withTopics("forgotten");
        try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
            journal.restore();
            journal.record(Samples.lifecycle(0, 3), Samples.SOON);
            journal.forget(List.of("pod/1", "pod/2"), Samples.SOON);
            assertThat(journal.restore()).containsOnlyKeys("pod/0");
        }
    }

    @Test
    void two_monitors_share_a_state_topic_and_know_nothing_of_each_other() {
        KafkaSettings settings = kafka.withTopics("shared");
        try (KafkaJournal one = KafkaJournal.open(settings, "one");
                KafkaJournal other = KafkaJournal.open(settings, "one-more")) {
            one.restore();
            other.restore();
            one.record(Samples.lifecycle(0, 2), Samples.SOON);
            other.record(Samples.lifecycle(2, 3), Samples.SOON);
            assertThat(one.restore()).containsOnlyKeys("pod/0", "pod/1");
            assertThat(other.restore()).containsOnlyKeys("pod/2");
        }
    }

    @Test
    @Tag("long")
    void restoring_behind_a_transaction_that_does_not_end_says_where_it_stands() throws Exception {
        KafkaSettings settings = kafka.withTopics("behind");
        try (Producer<byte[], byte[]> other = new KafkaProducer<>(
                        ClientProperties.transactions(settings, "other"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                KafkaJournal journal = KafkaJournal.builder(settings, MONITOR)
                        .restoreTimeout(Duration.ofSeconds(10))
                        .build()) {
            other.initTransactions();
            other.beginTransaction();
            other.send(new ProducerRecord<>(settings.stateTopic(), 1, new byte[1], new byte[1]))
                    .get();
            assertThatThrownBy(journal::restore)
                    .isInstanceOf(KafkaFailureException.class)
                    .hasMessageContaining("its partition 1 is read to offset 0 of 1. A transaction has begun there")
                    .hasMessageContaining("find-hanging");
        }
    }

    @Test
    void a_second_journal_with_the_same_id_fences_the_first() {
        KafkaSettings settings = kafka.withTopics("fenced");
        try (KafkaJournal first = KafkaJournal.open(settings, MONITOR);
                KafkaJournal second = KafkaJournal.open(settings, MONITOR)) {
            first.restore();
            first.record(Samples.lifecycle(0, 10), Samples.SOON);
            assertThat(second.restore()).hasSize(10);
            second.record(Samples.lifecycle(10, 20), Samples.SOON);
            JournalFencedException fenced = catchThrowableOfType(
                    JournalFencedException.class, () -> first.record(Samples.lifecycle(10, 20), Samples.SOON));
            assertThat(fenced).hasMessageContaining(MONITOR).hasMessageContaining("Close it");
            // It does not fence the second in turn.
            assertThatThrownBy(first::restore).isInstanceOf(JournalFencedException.class);
            second.record(Samples.lifecycle(20, 30), Samples.SOON);
        }
        assertThat(Reader.ids(settings, settings.lifecycleTopic()))
                .containsExactlyInAnyOrderElementsOf(Samples.ids(Samples.lifecycle(0, 30)));
    }

    @Test
    void one_event_too_large_keeps_the_others_back_and_the_journal_goes_on() {
        KafkaSettings settings = kafka.withTopics("large");
        Event large = large();
        try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
            journal.restore();
            assertRefused(journal, large);
            journal.record(Samples.lifecycle(0, 1), Samples.SOON);
        }
        assertThat(Reader.events(settings, settings.lifecycleTopic())).containsExactly(Samples.lifecycle(0));
    }

    @Test
    void one_event_over_the_brokers_limit_does_so_too() {
        KafkaSettings settings = EmbeddedKafka.topics(kafka.scram(), "larger")
                .maxRequestBytes(8 << 20)
                .compression(KafkaSettings.Compression.NONE)
                .build();
        Topics.create(settings, 1, 1, Samples.SOON);
        try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
            journal.restore();
            assertRefused(journal, large());
            journal.record(Samples.lifecycle(0, 1), Samples.SOON);
        }
        assertThat(Reader.events(settings, settings.lifecycleTopic())).containsExactly(Samples.lifecycle(0));
    }

    @Test
    void one_event_that_is_no_json_keeps_back_what_was_sent_before_it_and_the_journal_goes_on() {
        KafkaSettings settings = kafka.withTopics("late");
        List<Event> events = Samples.lifecycle(0, MANY);
        AtomicInteger sent = new AtomicInteger();
        try (KafkaJournal journal = journal(settings, sent::incrementAndGet)) {
            journal.restore();
            List<Event> withObject = new ArrayList<>(events);
            Event object = Samples.event(Kind.LIFECYCLE, "pod.changed", "pod/object", 1, Map.of("x", new Object()));
            withObject.add(object);
            EventsNotEmittedException failure = catchThrowableOfType(
                    EventsNotEmittedException.class, () -> journal.record(withObject, Samples.SOON));
            assertThat(sent).as("some were sent before the last was made").hasPositiveValue();
            assertThat(failure.refused()).singleElement().satisfies(one -> {
                assertThat(one.event()).isEqualTo(object);
                assertThat(one.reason()).contains("its data is not JSON");
            });
            assertThat(failure.failures())
                    .hasSize(MANY + 1)
                    .filteredOn(one -> one.fate() == Fate.NOT_EMITTED)
                    .extracting(one -> one.event())
                    .containsExactlyElementsOf(events);
            journal.record(events, Samples.SOON);
        }
        assertThat(Reader.ids(settings, settings.lifecycleTopic()))
                .containsExactlyInAnyOrderElementsOf(Samples.ids(events));
        assertThat(restored(settings)).hasSize(50);
    }

    @Test
    void a_journal_that_was_fenced_while_it_made_events_one_of_which_is_no_json_says_so() {
        KafkaSettings settings = kafka.withTopics("late-fenced");
        try (KafkaJournal first = KafkaJournal.open(settings, MONITOR)) {
            first.restore();
            List<Event> events = new ArrayList<>(Samples.lifecycle(0, MANY));
            // When its turn comes, another takes over.
            Object takingOver = new Object() {
                @JsonValue
                Object value() {
                    assertThat(restored(settings)).isEmpty();
                    throw new IllegalStateException("it has no value");
                }
            };
            events.add(Samples.event(Kind.LIFECYCLE, "pod.changed", "pod/object", 1, Map.of("x", takingOver)));
            assertThatThrownBy(() -> first.record(events, Samples.SOON)).isInstanceOf(JournalFencedException.class);
            assertThatThrownBy(first::restore).isInstanceOf(JournalFencedException.class);
        }
        assertThat(Reader.ids(settings, settings.lifecycleTopic())).isEmpty();
    }

    @Test
    void many_events_of_one_call_keep_their_order_and_the_last_of_each_subject_is_recorded() {
        KafkaSettings settings = kafka.withTopics("many");
        List<Event> events = Samples.lifecycle(0, 3 * MANY);
        try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
            journal.restore();
            journal.record(events, Samples.SOON);
        }
        Map<String, List<Event>> bySubject = events.stream().collect(Collectors.groupingBy(Event::subject));
        assertThat(Reader.events(settings, settings.lifecycleTopic()).stream()
                        .collect(Collectors.groupingBy(Event::subject)))
                .isEqualTo(bySubject);
        assertThat(restored(settings).values())
                .containsExactlyInAnyOrderElementsOf(events.subList(3 * MANY - 50, 3 * MANY));
    }

    private static Map<String, Event> restored(KafkaSettings settings) {
        try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
            return journal.restore();
        }
    }

    private static KafkaJournal journal(KafkaSettings settings, Runnable onSend) {
        KafkaJournal.Builder builder = KafkaJournal.builder(settings, MONITOR);
        builder.around = producer -> onSend(producer, onSend);
        return builder.build();
    }

    @SuppressWarnings("unchecked") // the proxy is of the interface, whatever its type arguments
    private static Producer<byte[], byte[]> onSend(Producer<byte[], byte[]> real, Runnable onSend) {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                KafkaJournalTest.class.getClassLoader(),
                new Class<?>[] {Producer.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("send")) {
                        onSend.run();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Event large() {
        return Samples.event(Kind.LIFECYCLE, "pod.changed", "pod/large", 2, Map.of("text", "x".repeat(2 << 20)));
    }

    private static void assertRefused(KafkaJournal journal, Event large) {
        EventsNotEmittedException failure = catchThrowableOfType(
                EventsNotEmittedException.class,
                () -> journal.record(List.of(Samples.lifecycle(1), large), Samples.SOON));
        assertThat(failure.failures())
                .extracting(one -> one.event().subject(), one -> one.fate())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("pod/large", Fate.REFUSED),
                        org.assertj.core.groups.Tuple.tuple("pod/1", Fate.NOT_EMITTED));
    }

    @Test
    void a_journal_must_be_restored_first() {
        try (KafkaJournal journal = KafkaJournal.open(kafka.withTopics("first"), MONITOR)) {
            assertThatThrownBy(() -> journal.record(Samples.lifecycle(0, 1), Samples.SOON))
                    .isInstanceOf(KafkaFailureException.class)
                    .hasMessageContaining("restore()");
        }
    }

    @Test
    void an_empty_or_strange_id_is_refused() {
        KafkaSettings settings = kafka.plain().build();
        assertThatThrownBy(() -> KafkaJournal.open(settings, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("monitor UUID: must not be empty");
        assertThatThrownBy(() -> KafkaJournal.open(settings, "a/b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a/b");
    }

    @Test
    void a_closed_journal_is_closed() {
        KafkaJournal journal = KafkaJournal.open(kafka.withTopics("end"), MONITOR);
        journal.restore();
        journal.close();
        journal.close();
        assertThatThrownBy(journal::restore).isInstanceOf(IllegalStateException.class);
    }
}
