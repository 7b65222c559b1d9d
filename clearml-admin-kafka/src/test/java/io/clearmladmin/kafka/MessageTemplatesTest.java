package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.Event.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageTemplatesTest {

    private static final KafkaSettings SETTINGS =
            KafkaSettings.builder().bootstrapServers("localhost:9092").build();

    @TempDir
    private Path folder;

    private Messages with(String template) throws IOException {
        Files.writeString(folder.resolve("tenant.activated.j2"), template);
        return new Messages(SETTINGS, MessageTemplates.in(folder));
    }

    private static Event event() {
        return Samples.event(
                Kind.LIFECYCLE, "tenant.activated", "tenant/1", 1, Map.of("name", "Acme", "points", List.of("a", "b")));
    }

    private static String value(ProducerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    @Test
    void a_template_makes_the_value_and_the_headers_stay() throws IOException {
        Messages messages = with("""
                {"id": "{{ event.id }}", "name": {{ event.data.name | tojson }},
                 "points": [{% for point in event.data.points %}"{{ point }}"{% if not loop.last %}, {% endif %}{% endfor %}]}""");
        ProducerRecord<byte[], byte[]> record = messages.of(event()).record();
        assertThat(value(record))
                .isEqualTo("{\"id\": \"" + event().id() + "\", \"name\": \"Acme\",\n \"points\": [\"a\", \"b\"]}");
        assertThat(record.headers().lastHeader("ce_id").value())
                .isEqualTo(event().id().toString().getBytes(StandardCharsets.UTF_8));
        assertThat(record.headers().lastHeader("content-type").value())
                .asString()
                .startsWith("text/plain");
        assertThatThrownBy(() -> new EventDeserializer().deserialize("t", record.headers(), record.value()))
                .hasMessageContaining("template");
    }

    @Test
    void what_is_remembered_and_what_has_no_template_is_json() throws IOException {
        Messages messages = with("x");
        assertThat(value(messages.state(event(), "m/tenant/1").record())).startsWith("{");
        assertThat(value(messages.of(Samples.lifecycle(1)).record())).isEqualTo("{\"number\":1}");
    }

    @Test
    void an_error_names_file_line_and_event() throws IOException {
        Messages messages = with("fine\n{{ event.data.nmae }}");
        assertThatThrownBy(() -> messages.of(event()))
                .isInstanceOf(KafkaFailureException.class)
                .hasMessageContaining("tenant.activated.j2 line 2")
                .hasMessageContaining("tenant/1")
                .hasMessageContaining(event().id().toString());
        Messages broken = with("{% for x in %}");
        assertThatThrownBy(() -> broken.of(event())).hasMessageContaining("line 1");
    }

    @Test
    void a_folder_without_templates_is_refused() {
        assertThatThrownBy(() -> MessageTemplates.in(folder)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> MessageTemplates.in(folder.resolve("none")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none");
    }
}
