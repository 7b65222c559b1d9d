package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import org.apache.kafka.common.serialization.Serdes;

/** Events in Kafka Streams. */
public final class EventSerde extends Serdes.WrapperSerde<Event> {

    /** As Kafka's configuration makes it. */
    public EventSerde() {
        super(new EventSerializer(), new EventDeserializer());
    }
}
