package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.Event.Kind;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.events.SnapshotNotEmittedException;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaSinkTest {

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
    void what_is_emitted_is_read_as_it_was() {
        KafkaSettings settings = kafka.withTopics("as-it-was");
        Event nested = Samples.event(
                Kind.LIFECYCLE,
                "tenant.changed",
                "tenant/ä",
                1,
                Map.of("list", List.of(1, "two", Map.of("three", 3.5)), "flag", true));
        Event platform = new Event("inventory", Kind.INVENTORY, "inventory.done", "", "run/1", nested.time(), Map.of());
        try (KafkaSink sink = KafkaSink.open(settings)) {
            sink.emit(List.of(nested, platform), Samples.SOON);
        }
        assertThat(Reader.events(settings, settings.lifecycleTopic())).containsExactly(nested);
        assertThat(Reader.events(settings, settings.inventoryTopic())).containsExactly(platform);
    }

    @Test
    void another_reader_of_cloud_events_understands_it() {
        KafkaSettings settings = kafka.withTopics("cloud-events");
        Event event = Samples.lifecycle(7);
        try (KafkaSink sink = KafkaSink.open(settings)) {
            sink.emit(List.of(event), Samples.SOON);
        }
        ConsumerRecord<String, CloudEvent> record = Reader.records(
                        settings, settings.lifecycleTopic(), new CloudEventDeserializer())
                .get(0);
        CloudEvent read = record.value();
        assertThat(record.key()).isEqualTo(event.subject());
        assertThat(read.getId()).isEqualTo(event.id().toString());
        assertThat(read.getSource()).hasToString("monitor-1");
        assertThat(read.getType()).isEqualTo("pod.changed");
        assertThat(read.getSubject()).isEqualTo(event.subject());
        assertThat(read.getTime()).isEqualTo(event.time().atOffset(ZoneOffset.UTC));
        assertThat(read.getDataContentType()).isEqualTo("application/json");
        assertThat(read.getExtension("tenant")).isEqualTo("tenant-1");
        assertThat(read.getExtension("kind")).isEqualTo("lifecycle");
        assertThat(new String(read.getData().toBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"number\":7}");
    }

    @Test
    void events_of_one_subject_keep_their_order() {
        KafkaSettings settings = kafka.withTopics("order");
        List<Event> events = Samples.lifecycle(0, 5_000);
        try (KafkaSink sink = KafkaSink.open(settings)) {
            sink.emit(events, Samples.SOON);
        }
        List<Event> read = Reader.events(settings, settings.lifecycleTopic());
        assertThat(read).hasSize(5_000);
        assertThat(read.stream().filter(event -> event.subject().equals("pod/7")))
                .containsExactlyElementsOf(events.stream()
                        .filter(event -> event.subject().equals("pod/7"))
                        .toList());
    }

    @Test
    void what_cannot_be_sent_is_refused_by_name_and_the_rest_is_published() {
        KafkaSettings settings = kafka.withTopics("refused");
        Event good = Samples.lifecycle(1);
        Event large = Samples.event(Kind.LIFECYCLE, "pod.changed", "pod/large", 2, Map.of("text", "x".repeat(1 << 20)));
        Event strange = Samples.event(Kind.LIFECYCLE, "pod.changed", "pod/strange", 3, Map.of("object", new Object()));
        Event blank = new Event("a b", Kind.LIFECYCLE, "pod.changed", "t", "pod/blank", good.time(), Map.of());
        try (KafkaSink sink = KafkaSink.open(settings)) {
            EventsNotEmittedException failure = catchThrowableOfType(
                    EventsNotEmittedException.class,
                    () -> sink.emit(List.of(large, good, strange, blank), Samples.SOON));
            assertThat(failure.failures())
                    .extracting(one -> one.event().subject())
                    .containsExactly("pod/large", "pod/strange", "pod/blank");
            assertThat(failure.failures()).extracting(one -> one.fate()).containsOnly(Fate.REFUSED);
            assertThat(failure)
                    .hasMessageContaining("3 of 4")
                    .hasMessageContaining("pod/large")
                    .hasMessageContaining("maxRequestBytes");
        }
        assertThat(Reader.events(settings, settings.lifecycleTopic())).containsExactly(good);
    }

    @Test
    void what_is_over_the_brokers_limit_is_refused_too() {
        KafkaSettings settings = EmbeddedKafka.topics(kafka.scram(), "refused")
                .maxRequestBytes(4 << 20)
                .compression(KafkaSettings.Compression.NONE)
                .build();
        Topics.create(settings, 1, 1, Samples.SOON);
        Event large = Samples.event(Kind.INVENTORY, "pod.seen", "pod/large", 2, Map.of("text", "x".repeat(2 << 20)));
        try (KafkaSink sink = KafkaSink.builder(settings).build()) {
            EventsNotEmittedException failure = catchThrowableOfType(
                    EventsNotEmittedException.class, () -> sink.emit(List.of(large), Samples.SOON));
            assertThat(failure.failures().get(0).fate()).isEqualTo(Fate.REFUSED);
            assertThat(failure).hasMessageContaining("max.message.bytes").hasMessageContaining("pod/large");
        }
    }

    @Test
    void a_snapshot_is_published_as_a_whole() {
        KafkaSettings settings = kafka.withTopics("whole");
        List<Event> tenants =
                IntStream.range(0, 2_000).mapToObj(Samples::inventory).toList();
        try (KafkaSink sink = KafkaSink.open(settings)) {
            sink.emitSnapshot(tenants, Samples.SOON);
        }
        assertThat(Reader.events(settings, settings.inventoryTopic())).containsExactlyInAnyOrderElementsOf(tenants);
    }

    @Test
    void a_snapshot_that_is_cut_off_is_never_seen() {
        KafkaSettings settings = kafka.withTopics("cut-off");
        Iterable<Event> cutOff = () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Event next() {
                if (next == 10_000) {
                    throw new IllegalStateException("the server is gone");
                }
                return Samples.inventory(next++);
            }
        };
        try (KafkaSink sink = KafkaSink.open(settings)) {
            assertThatThrownBy(() -> sink.emitSnapshot(cutOff, Samples.SOON)).hasMessage("the server is gone");
            assertThat(Reader.events(settings, settings.inventoryTopic())).isEmpty();
            sink.emitSnapshot(List.of(Samples.inventory(1)), Samples.SOON);
        }
        assertThat(Reader.events(settings, settings.inventoryTopic())).containsExactly(Samples.inventory(1));
    }

    @Test
    void a_snapshot_with_events_too_large_is_not_published_and_names_all_of_them() {
        KafkaSettings settings = kafka.withTopics("large-snapshot");
        Event large = Samples.event(Kind.INVENTORY, "pod.seen", "pod/large", 2, Map.of("text", "x".repeat(1 << 20)));
        Event larger = Samples.event(Kind.INVENTORY, "pod.seen", "pod/larger", 2, Map.of("text", "x".repeat(2 << 20)));
        try (KafkaSink sink = KafkaSink.open(settings)) {
            SnapshotNotEmittedException failure = catchThrowableOfType(
                    SnapshotNotEmittedException.class,
                    () -> sink.emitSnapshot(List.of(large, Samples.inventory(1), larger), Samples.SOON));
            assertThat(failure)
                    .hasMessageContaining("Nothing of the snapshot was published")
                    .hasMessageContaining("pod/large");
            assertThat(failure.fate()).isEqualTo(Fate.REFUSED);
            assertThat(failure.refused()).extracting(Failure::event).containsExactly(large, larger);
        }
        assertThat(Reader.events(settings, settings.inventoryTopic())).isEmpty();
    }

    @Test
    void a_snapshot_with_an_event_over_the_limit_of_the_broker_is_not_published_and_names_it() {
        KafkaSettings settings = EmbeddedKafka.topics(kafka.plain(), "broker-limit-snapshot")
                .maxRequestBytes(3 << 20)
                .compression(KafkaSettings.Compression.NONE)
                .build();
        Topics.create(settings, 1, 1, Samples.SOON);
        Event large = Samples.event(Kind.INVENTORY, "pod.seen", "pod/large", 2, Map.of("text", "x".repeat(2 << 20)));
        try (KafkaSink sink = KafkaSink.open(settings)) {
            SnapshotNotEmittedException failure = catchThrowableOfType(
                    SnapshotNotEmittedException.class,
                    () -> sink.emitSnapshot(List.of(Samples.inventory(1), large), Samples.SOON));
            assertThat(failure.refused()).extracting(Failure::event).containsExactly(large);
            assertThat(failure).hasMessageContaining("max.message.bytes");
            sink.emitSnapshot(List.of(Samples.inventory(1)), Samples.SOON);
        }
        assertThat(Reader.events(settings, settings.inventoryTopic())).containsExactly(Samples.inventory(1));
    }

    @Test
    void a_closed_sink_takes_nothing() {
        KafkaSink sink = KafkaSink.open(kafka.withTopics("closed"));
        sink.close();
        sink.close();
        assertThatThrownBy(() -> sink.emit(Samples.lifecycle(0, 1), Samples.SOON))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sink.emitSnapshot(Samples.lifecycle(0, 1), Samples.SOON))
                .isInstanceOf(IllegalStateException.class);
    }
}
