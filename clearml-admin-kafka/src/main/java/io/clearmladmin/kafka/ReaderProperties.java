package io.clearmladmin.kafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What Kafka's own readers need to read events from where {@link KafkaSettings} say: only what is committed, from the first
 * event on, and without a commit behind the reader's back. The maps are the caller's to change; passwords in them do not print.
 */
public final class ReaderProperties {

    private ReaderProperties() {}

    /** For a {@code KafkaConsumer<String, Event>}: the key is the event's subject. */
    public static Map<String, Object> consumer(KafkaSettings settings, String groupId) {
        Map<String, Object> properties = ClientProperties.reader(settings);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, text("groupId", groupId));
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, EventDeserializer.class);
        return properties;
    }

    /** For {@code KafkaStreams}, with each event counted exactly once; {@link EventSerde} reads the values. */
    public static Map<String, Object> streams(KafkaSettings settings, String applicationId) {
        Map<String, Object> properties = ClientProperties.connection(settings);
        properties.put("application.id", text("applicationId", applicationId));
        properties.put("processing.guarantee", "exactly_once_v2");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return properties;
    }

    private static String text(String setting, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(setting + ": must not be empty");
        }
        return value;
    }
}
