package io.clearmladmin.kafka;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clearmladmin.events.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads the state topic as the first version did. */
final class FirstStateTopic {

    private static final ObjectReader READER =
            JsonMapper.builder().build().readerFor(new TypeReference<LinkedHashMap<String, Object>>() {});

    private FirstStateTopic() {}

    static Map<String, Event> read(List<ConsumerRecord<String, byte[]>> records, String monitor) throws IOException {
        String prefix = monitor + "/";
        Map<String, Event> state = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            String key = record.key();
            if (key != null && key.startsWith(prefix)) {
                String subject = key.substring(prefix.length());
                byte[] value = record.value();
                state.remove(subject);
                if (value != null) {
                    state.put(subject, read(record.headers(), value));
                }
            }
        }
        return state;
    }

    private static Event read(Headers headers, byte[] value) throws IOException {
        return new Event(
                required(headers, "ce_source"),
                Event.Kind.valueOf(required(headers, "ce_kind").toUpperCase(Locale.ROOT)),
                required(headers, "ce_type"),
                text(headers, "ce_tenant") == null ? "" : required(headers, "ce_tenant"),
                required(headers, "ce_subject"),
                Instant.parse(required(headers, "ce_time")),
                data(headers, value));
    }

    private static Map<String, Object> data(Headers headers, byte[] value) throws IOException {
        if (!required(headers, "content-type").startsWith("application/json")) {
            throw new SerializationException("the value was made by a message template");
        }
        Map<String, Object> data = READER.readValue(value);
        return data == null ? Map.of() : data;
    }

    private static String required(Headers headers, String name) {
        String text = text(headers, name);
        if (text == null) {
            throw new SerializationException("not an event: the header " + name + " is missing");
        }
        return text;
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
