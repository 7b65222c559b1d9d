package io.clearmladmin.kafka;

import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.events.Event;
import io.clearmladmin.internal.threads.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A real broker with three topics, events to publish, and what the broker has of them. */
final class Broker implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(60);
    static final String SNAPSHOTS = "snapshots";
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final EmbeddedKafka kafka = EmbeddedKafka.start();
    final KafkaSettings settings = KafkaSettings.builder()
            .bootstrapServers(kafka.plainAddress())
            .lifecycleTopic("lifecycle")
            .inventoryTopic("inventory")
            .stateTopic("state")
            .maxRequestBytes(8 << 10)
            .compression(KafkaSettings.Compression.NONE)
            .build();

    /** The same, letting through more than the topics take. */
    final KafkaSettings tooLarge = KafkaSettings.builder()
            .bootstrapServers(kafka.plainAddress())
            .lifecycleTopic("lifecycle")
            .inventoryTopic("inventory")
            .stateTopic("state")
            .maxRequestBytes(4 << 20)
            .compression(KafkaSettings.Compression.NONE)
            .build();

    static Broker start() throws Exception {
        Broker broker = new Broker();
        try (Admin admin = Admin.create(ClientProperties.connection(broker.settings))) {
            admin.createTopics(List.of(
                            new NewTopic("lifecycle", 1, (short) 1),
                            new NewTopic("inventory", 1, (short) 1),
                            new NewTopic("state", 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        }
        return broker;
    }

    /** A new event, of a subject of its own. */
    static Event event(Event.Kind kind, Object value) {
        int number = NUMBERS.incrementAndGet();
        return new Event(
                "fates",
                kind,
                "pod.changed",
                "tenant-1",
                "pod/" + number,
                START.plusSeconds(number),
                Map.of("value", value));
    }

    /** The ids of what is published, in its order; what was cut off in the middle is ended first. */
    List<UUID> published() {
        try (TransactionalWriter next = new TransactionalWriter(settings, SNAPSHOTS, producer -> producer)) {
            next.init(Deadline.in(SOON));
        }
        List<UUID> ids = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                ClientProperties.reader(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> topics =
                    List.of(new TopicPartition("lifecycle", 0), new TopicPartition("inventory", 0));
            Map<TopicPartition, Long> ends = StateTopic.ends(settings, topics, SOON);
            consumer.assign(topics);
            consumer.seekToBeginning(topics);
            while (topics.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> ids.add(UUID.fromString(
                                new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))));
            }
        }
        return ids;
    }

    @Override
    public void close() {
        kafka.close();
    }
}
