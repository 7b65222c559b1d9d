package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.threads.Foreign;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Makes messages of events. */
final class Messages {

    // The most that a record and its batch take beside key, value and headers.
    private static final int FRAME = 100;
    private static final int HEADER_FRAME = 10;

    private final KafkaSettings settings;
    private final @Nullable MessageTemplates templates;

    Messages(KafkaSettings settings, @Nullable MessageTemplates templates) {
        this.settings = settings;
        this.templates = templates;
    }

    /**
     * The event as it goes to Kafka.
     *
     * @throws SerializationException with what is wrong with the event, whatever its values or its template throw
     * @throws KafkaFailureException if its template does not fit it
     */
    Message of(Event event) {
        return made(() -> forReaders(event));
    }

    private Message forReaders(Event event) {
        String topic = event.kind() == Event.Kind.LIFECYCLE ? settings.lifecycleTopic() : settings.inventoryTopic();
        String rendered = templates == null ? null : templates.render(event);
        byte[] value = rendered == null ? EventRecords.json(event) : EventRecords.bytes(rendered);
        String contentType = rendered == null ? EventRecords.JSON_TYPE : MessageTemplates.CONTENT_TYPE;
        return message(event, topic, event.subject(), value, EventRecords.headers(event, contentType));
    }

    /** What is remembered of a published event, which no template changes. */
    Message state(Message published, String key) {
        Event event = published.event();
        return made(() -> {
            ProducerRecord<byte[], byte[]> record = published.record();
            boolean isJson = templates == null;
            Headers headers = isJson
                    ? new RecordHeaders(record.headers())
                    : new RecordHeaders(EventRecords.headers(event, EventRecords.JSON_TYPE));
            headers.add(StateTopic.FORMAT);
            return message(
                    event, settings.stateTopic(), key, isJson ? record.value() : EventRecords.json(event), headers);
        });
    }

    private static Message made(Callable<Message> making) {
        try {
            return Foreign.call("what the event holds", making);
        } catch (SerializationException | KafkaFailureException known) {
            throw known;
        } catch (RuntimeException failure) {
            throw new SerializationException(SafeText.lines(String.valueOf(failure.getMessage())), failure);
        }
    }

    private Message message(Event event, String topic, String key, byte[] value, Iterable<Header> headers) {
        byte[] keyBytes = EventRecords.bytes(key);
        int bytes = FRAME + keyBytes.length + value.length;
        for (Header header : headers) {
            bytes += HEADER_FRAME + header.key().length() + header.value().length;
        }
        if (bytes > settings.maxRequestBytes()) {
            throw new TooLarge("its " + bytes + " bytes are more than the " + settings.maxRequestBytes()
                    + " that maxRequestBytes allows");
        }
        return new Message(event, new ProducerRecord<>(topic, null, null, keyBytes, value, headers), bytes);
    }

    /** The event is larger than what is sent. */
    static final class TooLarge extends SerializationException {

        private static final long serialVersionUID = 1;

        TooLarge(String message) {
            super(message);
        }
    }
}
