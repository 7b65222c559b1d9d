package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.LifecycleJournal.RestoreHandler;
import io.clearmladmin.kafka.KafkaFailureException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a journal makes of records that another version wrote, or nobody. */
class StateTopicTest {

    private static final String MONITOR = "6f1c2b3a-0000-4000-8000-000000000001";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static Map<String, Event> restored(KafkaSettings settings) {
        try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
            return journal.restore();
        }
    }

    private static KafkaFailureException refusal(KafkaSettings settings) {
        try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
            return catchThrowableOfType(KafkaFailureException.class, journal::restore);
        }
    }

    private static List<ConsumerRecord<String, byte[]>> records(KafkaSettings settings) {
        return Reader.records(settings, settings.stateTopic(), new ByteArrayDeserializer());
    }

    private static void write(KafkaSettings settings, List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        Map<String, Object> properties = new HashMap<>(ClientProperties.transactions(settings, "writer"));
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (ProducerRecord<byte[], byte[]> record : records) {
                var unused = producer.send(record);
            }
            producer.commitTransaction();
        }
    }

    private static ProducerRecord<byte[], byte[]> record(
            KafkaSettings settings, String subject, List<Header> headers, @Nullable String value) {
        return new ProducerRecord<>(
                settings.stateTopic(),
                1,
                null,
                EventRecords.bytes(StateTopic.key(MONITOR, subject)),
                value == null ? null : EventRecords.bytes(value),
                headers);
    }

    private static List<Header> headers(Event event, String format) {
        List<Header> headers = EventRecords.headers(event, EventRecords.JSON_TYPE);
        headers.add(new RecordHeader("state-format", EventRecords.bytes(format)));
        return headers;
    }

    private static JsonNode first() throws IOException {
        try (InputStream json = StateTopicTest.class.getResourceAsStream("state-topic-1.json")) {
            return MAPPER.readTree(json);
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> firstRecords(KafkaSettings settings) throws IOException {
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
        for (JsonNode record : first().get("records")) {
            List<Header> headers = new ArrayList<>();
            for (JsonNode header : record.get("headers")) {
                headers.add(new RecordHeader(
                        header.get(0).asText(), EventRecords.bytes(header.get(1).asText())));
            }
            JsonNode value = record.get("value");
            all.add(new ProducerRecord<>(
                    settings.stateTopic(),
                    record.get("partition").asInt(),
                    null,
                    EventRecords.bytes(record.get("key").asText()),
                    value.isNull() ? null : EventRecords.bytes(value.asText()),
                    headers));
        }
        return all;
    }

    private static List<Event> firstRestored() throws IOException {
        List<Event> events = new ArrayList<>();
        for (JsonNode one : first().get("restored")) {
            Event event = new Event(
                    one.get("source").asText(),
                    Event.Kind.valueOf(one.get("kind").asText()),
                    one.get("type").asText(),
                    one.get("tenant").asText(),
                    one.get("subject").asText(),
                    Instant.parse(one.get("time").asText()),
                    MAPPER.convertValue(one.get("data"), new TypeReference<>() {}));
            assertThat(event.id()).hasToString(one.get("id").asText());
            events.add(event);
        }
        return events;
    }

    @Test
    void what_the_first_version_wrote_is_restored_exactly_and_goes_on() throws Exception {
        KafkaSettings settings = kafka.withTopics("upgraded");
        write(settings, firstRecords(settings));
        List<Event> expected = firstRestored();
        Event next = Samples.lifecycle("pod/next", 1);
        try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
            assertThat(journal.restore().values()).containsExactlyInAnyOrderElementsOf(expected);
            journal.record(List.of(next), Samples.SOON);
            assertThat(journal.restore()).hasSize(expected.size() + 1).containsEntry("pod/next", next);
        }
    }

    @Test
    void the_first_version_reads_what_this_one_writes() throws Exception {
        KafkaSettings settings = kafka.withTopics("downgraded");
        write(settings, firstRecords(settings));
        List<Event> events = List.of(
                Samples.lifecycle("pod/2", 1_000),
                Samples.lifecycle("pod/next", 1_001),
                Samples.event(
                        Event.Kind.LIFECYCLE, "later.type", "pod/odd", 1_002, Map.of("list", List.of(1, "zwei"))));
        Map<String, Event> state;
        try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
            journal.restore();
            journal.record(events, Samples.SOON);
            journal.forget(List.of("pod/3"), Samples.SOON);
            state = journal.restore();
        }
        assertThat(state).doesNotContainKey("pod/3").containsEntry("pod/odd", events.get(2));
        assertThat(FirstStateTopic.read(records(settings), MONITOR)).isEqualTo(state);
        assertThat(records(settings))
                .filteredOn(record -> record.key().endsWith("/pod/odd"))
                .allSatisfy(record -> assertThat(
                                record.headers().lastHeader("state-format").value())
                        .isEqualTo(EventRecords.bytes("1")));
    }

    @Test
    void an_event_of_an_unknown_type_in_an_unknown_format_is_passed_on_and_kept() throws Exception {
        KafkaSettings settings = kafka.withTopics("later");
        Event still = Samples.event(Event.Kind.LIFECYCLE, "pod.still_running", "pod/1", 1, Map.of("usage_start", "x"));
        Event watching =
                Samples.event(Event.Kind.LIFECYCLE, "monitor.watching", "monitor/1", 2, Map.of("new", List.of(1)));
        write(
                settings,
                List.of(
                        record(settings, "pod/1", headers(still, "2"), "{\"usage_start\":\"x\"}"),
                        record(settings, "monitor/1", headers(watching, "2"), "{\"new\":[1]}")));
        try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
            assertThat(journal.restore()).isEqualTo(Map.of("pod/1", still, "monitor/1", watching));
            journal.record(Samples.lifecycle(7, 8), Samples.SOON);
            assertThat(journal.restore()).hasSize(3).containsValues(still, watching);
        }
        assertThat(records(settings)).hasSize(3);
    }

    @Test
    void a_record_that_cannot_be_read_is_named_and_skipped_only_on_request() throws Exception {
        KafkaSettings settings = kafka.withTopics("unreadable");
        Event event = Samples.lifecycle("pod/1", 1);
        write(
                settings,
                List.of(
                        record(settings, "pod/1", headers(event, "1"), "{}"),
                        record(settings, "pod/2", headers(Samples.lifecycle("pod/2", 1), "1"), "not JSON"),
                        record(settings, "pod/3", List.of(), "{}"),
                        record(
                                settings,
                                "pod/4",
                                List.of(new RecordHeader("state-format", EventRecords.bytes("9"))),
                                "?"),
                        record(settings, "pod/5", headers(event, "1"), "{}")));
        KafkaFailureException refusal = refusal(settings);
        assertThat(refusal.reason()).isEqualTo(Reason.UNREADABLE_STATE);
        assertThat(refusal)
                .hasMessageStartingWith("4 records of the state topic " + settings.stateTopic())
                .hasMessageContaining("partition 1, offset 1, key " + MONITOR + "/pod/2 (not the JSON object")
                .hasMessageContaining("skipUnreadableState");
        KafkaSettings skipping = EmbeddedKafka.topics(kafka.scram(), "unreadable")
                .skipUnreadableState(true)
                .build();
        List<String> warnings = Warnings.of(
                StateTopic.class, () -> assertThat(restored(skipping)).containsOnlyKeys("pod/1"));
        assertThat(warnings).hasSize(4);
        assertThat(warnings.get(0)).contains("partition 1, offset 1, key " + MONITOR + "/pod/2");
        assertThat(warnings.get(2)).contains("/pod/4 (a later version wrote it; ");
        assertThat(warnings.get(3)).contains("/pod/5 (its event is of pod/1)");
        assertThat(records(settings)).hasSize(5);
    }

    @Test
    void a_record_that_cannot_be_read_harms_nobody_when_it_was_written_over_or_is_anothers() throws Exception {
        KafkaSettings settings = kafka.withTopics("over");
        Event event = Samples.lifecycle("pod/1", 1);
        byte[] another = EventRecords.bytes(StateTopic.key("another", "pod/1"));
        write(
                settings,
                List.of(
                        record(settings, "pod/1", List.of(), "?"),
                        record(settings, "pod/1", headers(event, "1"), "{\"number\":1}"),
                        record(settings, "pod/2", List.of(), "?"),
                        record(settings, "pod/2", List.of(), null),
                        new ProducerRecord<>(settings.stateTopic(), 1, another, new byte[1])));
        assertThat(restored(settings)).isEqualTo(Map.of("pod/1", event));
    }

    @Test
    void a_handler_gets_what_was_written_in_order_so_that_nobody_holds_all_of_it() throws Exception {
        KafkaSettings settings = EmbeddedKafka.topics(kafka.scram(), "in-order")
                .skipUnreadableState(true)
                .build();
        var created = kafka.withTopics("in-order");
        Event first = Samples.lifecycle("pod/1", 1);
        Event second = Samples.lifecycle("pod/1", 2);
        Event another = Samples.lifecycle("pod/2", 3);
        write(
                created,
                List.of(
                        record(settings, "pod/1", headers(first, "1"), "{\"number\":1}"),
                        record(settings, "pod/2", headers(another, "1"), "{\"number\":3}"),
                        record(settings, "pod/1", headers(second, "1"), "{\"number\":2}"),
                        record(settings, "pod/2", List.of(), null),
                        record(settings, "pod/1", List.of(), "?")));
        List<Object> got = new ArrayList<>();
        try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
            journal.restore(new RestoreHandler() {
                @Override
                public void onLast(Event event) {
                    got.add(event);
                }

                @Override
                public void onForgotten(String subject) {
                    got.add(subject);
                }
            });
            assertThat(journal.restore()).isEmpty();
        }
        // The second of pod/1 was the last that can be read, until what came after it.
        assertThat(got).containsExactly(first, another, second, "pod/2", "pod/1");
    }

    @Test
    void a_handler_that_fails_fails_the_restoring_and_the_next_goes_on() {
        KafkaSettings settings = kafka.withTopics("failing-handler");
        Event event = Samples.lifecycle("pod/1", 1);
        try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
            journal.restore();
            journal.record(List.of(event), Samples.SOON);
            RestoreHandler failing = new RestoreHandler() {
                @Override
                public void onLast(Event last) {
                    throw new IllegalStateException("no room for it");
                }

                @Override
                public void onForgotten(String subject) {}
            };
            assertThatThrownBy(() -> journal.restore(failing)).hasMessageContaining("no room for it");
            assertThatThrownBy(() -> journal.record(List.of(event), Samples.SOON))
                    .isInstanceOfSatisfying(
                            KafkaFailureException.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Reason.RESTORE_NEEDED));
            assertThat(journal.restore()).isEqualTo(Map.of("pod/1", event));
            journal.record(List.of(Samples.lifecycle("pod/1", 2)), Samples.SOON);
        }
    }
}
