package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.errors.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The names and examples on the page about Kafka are what the settings read. */
class SettingsPageTest {

    private static final Path PAGE = Path.of("../docs/events-to-kafka.md");
    private static final Path SOURCE = Path.of("src/main/java/io/clearmladmin/kafka/ServerNames.java");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(CLEARML__\\w+)` \\| (?:`([^`]+)`)?.*\\|$", Pattern.MULTILINE);
    private static final Pattern READ =
            Pattern.compile("(?:set\\(|PASSWORD = )(HOST|SECURE|TOPIC)(?: \\+ \"(\\w+)\")?");

    private static Map<String, String> documented() throws IOException {
        Map<String, String> names = new LinkedHashMap<>();
        ROW.matcher(Files.readString(PAGE))
                .results()
                .forEach(row -> names.put(row.group(1), row.group(2) == null ? "password" : row.group(2)));
        return names;
    }

    @Test
    void the_examples_of_the_page_are_settings() throws IOException {
        KafkaSettings settings = KafkaSettings.from(documented());
        assertThat(settings.bootstrapServers()).containsExactly("kafka-1:9092", "kafka-2:9092");
        assertThat(settings.lifecycleTopic()).isEqualTo("lifecycle");
        assertThat(settings.inventoryTopic()).isEqualTo("inventory");
    }

    @Test
    void each_name_of_the_page_is_read() throws IOException {
        for (String name : documented().keySet()) {
            Map<String, String> blank = documented();
            blank.put(name, " ");
            assertThatThrownBy(() -> KafkaSettings.from(blank))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(name);
        }
    }

    @Test
    void each_name_that_is_read_is_on_the_page() throws IOException {
        Map<String, String> beginnings =
                Map.of("HOST", ServerNames.HOST, "SECURE", ServerNames.SECURE, "TOPIC", ServerNames.TOPIC);
        Set<String> read = READ.matcher(Files.readString(SOURCE))
                .results()
                .map(name -> beginnings.get(name.group(1)) + (name.group(2) == null ? "" : name.group(2)))
                .collect(Collectors.toSet());
        assertThat(documented().keySet()).isEqualTo(read);
    }
}
