package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.fuzz.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;

/** What an event holds, in every place of a template: it is never run, and is in the message as it is. */
public final class TemplateTarget {

    private static final String TEMPLATE = """
            {{ event.subject }}|{{ event.data.name }}|{{ event.data.name|upper }}|{{ event.data.name|default('none') }}
            {% if event.data.name %}{{ event.tenant }}{% endif %}{% for c in event.data.list %}{{ c }},{% endfor %}
            {{ event.data|tojson }}{% set x = event.data.name %}{{ x }}{{ event.data[event.data.name] }}
            """;
    private static final Messages MESSAGES = new Messages(
            KafkaSettings.builder().bootstrapServers("kafka.example.com:9092").build(), templates());

    private TemplateTarget() {}

    private static MessageTemplates templates() {
        try {
            Path folder = Files.createTempDirectory("templates");
            Path file = Files.writeString(folder.resolve("tenant.seen.j2"), TEMPLATE);
            MessageTemplates templates = MessageTemplates.in(folder);
            Files.delete(file);
            Files.delete(folder);
            return templates;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Loads what is needed, which takes its time where classes are instrumented. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput("{{ 1 }}".getBytes(StandardCharsets.UTF_8));
    }

    /** One input. */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        // A text may be the name of one of the fields that the template reads.
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(text, text);
        fields.put("name", text);
        fields.put("list", List.of(text, text));
        try {
            Event event = new Event(
                    "source",
                    Event.Kind.LIFECYCLE,
                    "tenant.seen",
                    text,
                    text.isBlank() ? "blank" : text,
                    Instant.EPOCH,
                    fields);
            byte[] message = MESSAGES.of(event).record().value();
            if (!new String(message, StandardCharsets.UTF_8).startsWith(event.subject() + "|" + text + "|")) {
                throw new AssertionError("not as it is");
            }
        } catch (SerializationException | KafkaFailureException documented) {
            Outcome.shown(documented);
        }
    }
}
