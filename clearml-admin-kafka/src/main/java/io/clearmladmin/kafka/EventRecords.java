package io.clearmladmin.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.clearmladmin.events.Event;
import io.clearmladmin.internal.text.InstantText;
import io.clearmladmin.internal.text.SafeText;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** An event as a CloudEvent in binary mode: what it is in the headers, what it says in the value. */
final class EventRecords {

    static final String JSON_TYPE = "application/json";

    private static final String CONTENT_TYPE = "content-type";
    private static final String SOURCE = "ce_source";
    private static final int MOST_HEADERS = 10;
    private static final Header SPEC_VERSION = header("ce_specversion", "1.0");
    private static final Header LIFECYCLE = header("ce_kind", "lifecycle");
    private static final Header INVENTORY = header("ce_kind", "inventory");
    private static final Header JSON = header(CONTENT_TYPE, JSON_TYPE);
    private static final ObjectWriter WRITER = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(new PlainText()))
            .build()
            .writer();
    private static final ObjectReader READER =
            JsonMapper.builder().build().readerFor(new TypeReference<LinkedHashMap<String, Object>>() {});

    // One source after the other publishes many events.
    private static volatile Source lastSource = new Source("", header(SOURCE, ""));

    private EventRecords() {}

    /** A source that was found to be fit. */
    private record Source(String text, Header header) {}

    /** The data as JSON. Fails if it holds what JSON has not. */
    static byte[] json(Event event) {
        try {
            return WRITER.writeValueAsBytes(event.data());
        } catch (JsonProcessingException failure) {
            throw new SerializationException("its data is not JSON: " + failure.getOriginalMessage(), failure);
        }
    }

    /** What it is. */
    static List<Header> headers(Event event, String contentType) {
        List<Header> headers = new ArrayList<>(MOST_HEADERS);
        headers.add(SPEC_VERSION);
        headers.add(header("ce_id", event.id().toString()));
        headers.add(source(event));
        headers.add(header("ce_type", event.type()));
        headers.add(header("ce_subject", event.subject()));
        headers.add(header("ce_time", InstantText.of(event.time())));
        // An attribute must not be empty; what belongs to no tenant has none.
        if (!event.tenant().isEmpty()) {
            headers.add(header("ce_tenant", event.tenant()));
        }
        headers.add(event.kind() == Event.Kind.LIFECYCLE ? LIFECYCLE : INVENTORY);
        headers.add(contentType.equals(JSON_TYPE) ? JSON : header(CONTENT_TYPE, contentType));
        return headers;
    }

    private static Header header(String name, String text) {
        return new RecordHeader(name, bytes(text));
    }

    static Event read(Headers headers, byte[] value) {
        try {
            return new Event(
                    required(headers, SOURCE),
                    Event.Kind.valueOf(required(headers, "ce_kind").toUpperCase(Locale.ROOT)),
                    required(headers, "ce_type"),
                    text(headers, "ce_tenant") == null ? "" : required(headers, "ce_tenant"),
                    required(headers, "ce_subject"),
                    Instant.parse(required(headers, "ce_time")),
                    data(headers, value));
        } catch (IOException failure) {
            throw new SerializationException("not the JSON object that an event's data is", failure);
        } catch (IllegalArgumentException | DateTimeException failure) {
            throw new SerializationException(
                    "not an event: " + SafeText.line(String.valueOf(failure.getMessage())), failure);
        }
    }

    private static Map<String, Object> data(Headers headers, byte[] value) throws IOException {
        String type = required(headers, CONTENT_TYPE);
        if (!type.startsWith(JSON_TYPE)) {
            throw new SerializationException("the value is " + SafeText.line(type)
                    + ", made by a message template: only its headers can be read as an event");
        }
        Map<String, Object> data = READER.readValue(value);
        return data == null ? Map.of() : data;
    }

    // Another's reader fails on a source that is no URI reference.
    private static Header source(Event event) {
        Source known = lastSource;
        if (!known.text().equals(event.source())) {
            known = checked(event.source());
            lastSource = known;
        }
        return known.header();
    }

    private static Source checked(String source) {
        try {
            return new Source(new URI(source).toString(), header(SOURCE, source));
        } catch (URISyntaxException failure) {
            throw new SerializationException(
                    "its source must be a URI or part of one, without blanks, but is '" + source + "'", failure);
        }
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

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
