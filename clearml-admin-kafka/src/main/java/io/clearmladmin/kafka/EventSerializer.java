package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes an event as a CloudEvent 1.0 in binary mode, for producers of your own. Needs headers. Safe for many threads. */
public final class EventSerializer implements Serializer<Event> {

    /** As Kafka's configuration makes it. */
    public EventSerializer() {}

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Event event) {
        throw new SerializationException("an event cannot be written without headers");
    }

    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, @Nullable Event event) {
        if (event == null) {
            return null;
        }
        byte[] value = EventRecords.json(event);
        EventRecords.headers(event, EventRecords.JSON_TYPE).forEach(headers::add);
        return value;
    }
}
