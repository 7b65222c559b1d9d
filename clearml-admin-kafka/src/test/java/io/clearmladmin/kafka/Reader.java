package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what is committed in a topic, from its beginning to its end. */
final class Reader {

    private Reader() {}

    static List<Event> events(KafkaSettings settings, String topic) {
        return records(settings, topic, new EventDeserializer()).stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    static List<String> ids(KafkaSettings settings, String topic) {
        return records(settings, topic, new EventDeserializer()).stream()
                .map(record -> new String(
                        record.headers().lastHeader("ce_id").value(), java.nio.charset.StandardCharsets.UTF_8))
                .toList();
    }

    /** What is committed now; does not wait for transactions that are open. */
    static List<Event> committed(KafkaSettings settings, String topic) {
        return records(settings, topic, new EventDeserializer(), false).stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    static <V> List<ConsumerRecord<String, V>> records(
            KafkaSettings settings, String topic, Deserializer<V> deserializer) {
        // A commit is acknowledged a moment before its end stands in the topic.
        return records(settings, topic, deserializer, true);
    }

    private static <V> List<ConsumerRecord<String, V>> records(
            KafkaSettings settings, String topic, Deserializer<V> deserializer, boolean waits) {
        Map<String, Object> properties = new HashMap<>(ClientProperties.reader(settings));
        List<ConsumerRecord<String, V>> all = new ArrayList<>();
        try (KafkaConsumer<String, V> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), deserializer)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = waits
                    ? StateTopic.ends(settings, partitions, Samples.SOON)
                    : consumer.endOffsets(partitions, Samples.SOON);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        return all;
    }
}
