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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Tag;
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
        assertThat(value(messages.state(messages.of(event()), "m/tenant/1").record()))
                .startsWith("{");
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

    private static final List<String> HOSTILE = List.of(
            "{{ 7*7 }}",
            "{{ event.data.secret }}",
            "{% include 'META-INF/MANIFEST.MF' %}",
            "{% if",
            "{% for i in range(1000) %}{% for j in range(1000) %}{% for k in range(1000) %}x{% endfor %}{% endfor %}{% endfor %}",
            "{# a comment",
            "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
            "${7*7} #{7*7} <%= 7*7 %>",
            "{% raw %}",
            "\u0000\u001b[31m\"'\\");

    @Test
    void what_an_event_holds_is_never_run_wherever_it_stands() throws IOException {
        Messages messages = with("""
                {{ event.tenant }}|{{ event.subject }}|{{ event.data.text }}|{{ event.data.map.text }}|\
                {% for one in event.data.list %}{{ one }}{% endfor %}|{% set copy = event.data.text %}{{ copy }}|\
                {% macro say(it) %}{{ it }}{% endmacro %}{{ say(event.data.text) }}|{{ event.data.text ~ '' }}|\
                {{ event.data.text | trim }}|{{ event.data.nothing | default(event.data.text, true) }}|\
                {% if event.data.text %}{{ event.data.text }}{% endif %}""");
        for (String text : HOSTILE) {
            Event event = new Event(
                    "source",
                    Kind.LIFECYCLE,
                    "tenant.activated",
                    text,
                    text,
                    event().time(),
                    Map.of(
                            "text",
                            text,
                            "map",
                            Map.of("text", text),
                            "list",
                            List.of(text),
                            "nothing",
                            "",
                            "secret",
                            "canary"));
            String said = value(messages.of(event).record());
            assertThat(said).startsWith(String.join("|", text, text, text, text, text, text));
            assertThat(said)
                    .doesNotContain("canary")
                    .doesNotContain("Manifest-Version")
                    .doesNotContain("49");
        }
    }

    @Test
    void a_template_includes_nothing_and_does_not_run_what_it_renders() throws IOException {
        for (String tag : List.of(
                "{% include 'META-INF/MANIFEST.MF' %}",
                "{% import 'logback-test.xml' as it %}",
                "{% from 'logback-test.xml' import it %}",
                "{% extends 'logback-test.xml' %}",
                "{{ event.data.name | render }}")) {
            Messages messages = with(tag);
            assertThatThrownBy(() -> messages.of(event())).as(tag).isInstanceOf(KafkaFailureException.class);
        }
    }

    @Tag("long")
    @Test
    void a_template_that_takes_too_many_steps_or_is_too_deep_or_too_long_is_an_error_soon() throws IOException {
        String endless = "{% for i in range(1000) %}".repeat(4) + "{% endfor %}".repeat(4);
        String deep = "{% if true %}".repeat(2_000) + "x" + "{% endif %}".repeat(2_000);
        String recursive = "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}";
        String longText =
                "{% for i in range(1000) %}{% for j in range(90) %}" + "x".repeat(1_000) + "{% endfor %}{% endfor %}";
        for (String template : List.of(endless, deep, recursive, longText)) {
            Messages messages = with(template);
            long begin = System.nanoTime();
            assertThatThrownBy(() -> messages.of(event()))
                    .as(template.substring(0, 30))
                    .isInstanceOfAny(KafkaFailureException.class, SerializationException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as(template.substring(0, 30))
                    .isLessThan(Duration.ofSeconds(20));
        }
        assertThat(value(with("fine").of(event()).record())).isEqualTo("fine");
    }

    @Test
    void a_folder_without_templates_is_refused() {
        assertThatThrownBy(() -> MessageTemplates.in(folder)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> MessageTemplates.in(folder.resolve("none")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none");
    }
}
