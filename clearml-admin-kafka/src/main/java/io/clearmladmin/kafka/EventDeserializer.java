package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link KafkaSink} and {@link KafkaJournal} wrote, for consumers of your own. A tombstone is {@code null}; a value
 * that a message template made is refused, since it is not the event's data. Safe for many threads.
 */
public final class EventDeserializer implements Deserializer<Event> {

    /** As Kafka's configuration makes it. */
    public EventDeserializer() {}

    @Override
    public @Nullable Event deserialize(String topic, byte @Nullable [] value) {
        throw new SerializationException("an event cannot be read without headers");
    }

    @Override
    public @Nullable Event deserialize(String topic, Headers headers, byte @Nullable [] value) {
        return value == null ? null : EventRecords.read(headers, value);
    }
}
