package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.errors.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where settings come from, and what is wrong with them. */
class SettingsReaderTest {

    @TempDir
    private Path folder;

    private static Settings read(String name, String value) {
        return SettingsReader.read(Map.of(name, value), Optional.empty());
    }

    private Settings readFile(Map<String, String> environment, String text) throws IOException {
        Path file = folder.resolve("emitters.conf");
        Files.writeString(file, text);
        return SettingsReader.read(environment, Optional.of(file.toString()));
    }

    @Test
    void the_environment_comes_before_the_file_and_the_file_before_the_default() throws IOException {
        Settings settings = readFile(Map.of("CLEARML_PODS_CLUSTER", "east"), """
                CLEARML_PODS_CLUSTER = west
                CLEARML_PODS_CHECK_INTERVAL_SECONDS = 5
                CLEARML_PODS_NAMESPACE = [ team-a, "team-b" ]
                CLEARML_PODS_NODE_LABELS = true
                """);

        assertThat(settings.text(Setting.CLUSTER)).contains("east");
        assertThat(settings.origin(Setting.CLUSTER)).contains("environment");
        assertThat(settings.seconds(Setting.PODS_CHECK_INTERVAL)).hasSeconds(5);
        assertThat(settings.origin(Setting.PODS_CHECK_INTERVAL))
                .hasValueSatisfying(origin -> assertThat(origin).endsWith("emitters.conf"));
        assertThat(settings.list(Setting.NAMESPACE)).containsExactly("team-a", "team-b");
        assertThat(settings.flag(Setting.NODE_LABELS)).isTrue();
        assertThat(settings.text(Setting.STATE_TOPIC)).contains("clearml-admin-state");
        assertThat(settings.origin(Setting.STATE_TOPIC)).isEmpty();
    }

    @Test
    void a_credential_is_read_from_its_file_each_time() throws IOException {
        Path file = folder.resolve("secret");
        Files.writeString(file, "first\n");
        Settings settings = read("CLEARML_API_SECRET_KEY_FILE", file.toString());

        assertThat(settings.text(Setting.API_SECRET_KEY)).contains("first");
        Files.writeString(file, "second");
        assertThat(settings.text(Setting.API_SECRET_KEY)).contains("second");
    }

    @Test
    void the_api_servers_names_count_in_any_case() {
        assertThat(read("CLEARML__HOSTS__KAFKA__CUSTOM_EVENTS__HOST", "[kafka:9092]")
                        .text(Setting.KAFKA_HOST))
                .contains("[kafka:9092]");
    }

    @ParameterizedTest
    @CsvSource({
        "CLEARML_PODS_CLUSTR, CLEARML_PODS_CLUSTER",
        "CLEARML_POD_CLUSTER, CLEARML_PODS_CLUSTER",
        "CLEARML_API_SECRT_KEY, CLEARML_API_SECRET_KEY",
        "CLEARML_KAFKA_STATE, CLEARML_KAFKA_STATE_TOPIC",
        "CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__sasl_plain_pasword, CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__sasl_plain_password",
        "CLEARML_EVENTS_TO_FILE, CLEARML_EVENTS_TO",
    })
    void a_name_with_a_typo_is_refused_with_the_nearest_name(String name, String nearest) {
        assertThatThrownBy(() -> read(name, "x"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(name + " (environment): there is no such setting; did you mean " + nearest + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CLEARML_KAFKA_SERVICE_HOST",
                "CLEARML_KAFKA_PORT_9092_TCP_ADDR",
                "CLEARML_KAFKA_PORT",
                "CLEARML_KAFKA_SERVICE_PORT_TCP_CLIENT",
                "CLEARML_WEB_HOST",
                "CLEARML_AGENT_IMAGE",
                "CLEARML__services__custom_events__enabled",
                "PATH"
            })
    void what_others_put_into_the_environment_is_left_alone(String name) {
        assertThat(read(name, "x").text(Setting.CLUSTER)).isEmpty();
    }

    @Test
    void everything_that_is_wrong_is_named_at_once() throws IOException {
        assertThatThrownBy(() -> readFile(Map.of("CLEARML_PODS_NODE_LABELS", "yes"), """
                        CLEARML_EVENTS_LISTEN = "8080"
                        CLEARML_EVENTS_SCHEDULE = "@dayly"
                        CLEARML_KAFKA_TOPIC_REPLICAS = 0
                        CLEARML_PODS_MONITOR_LEASE = lease
                        CLEARML_PODS_CLUSTER = { name = west }
                        UNKNOWN = 1
                        """))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("CLEARML_PODS_NODE_LABELS (environment): must be true or false, got 'yes'")
                .hasMessageContaining("must be an address with a port, such as 0.0.0.0:8080, got '8080'")
                .hasMessageContaining("CLEARML_EVENTS_SCHEDULE")
                .hasMessageContaining("must be a number from 1 to 100, got '0'")
                .hasMessageContaining("must be namespace/name, got 'lease'")
                .hasMessageContaining("CLEARML_PODS_CLUSTER (" + folder)
                .hasMessageContaining("UNKNOWN (" + folder);
    }

    @Test
    void a_credential_and_its_file_exclude_each_other_and_a_missing_file_is_named() {
        assertThatThrownBy(() -> SettingsReader.read(
                        Map.of("CLEARML_API_SECRET_KEY", "hidden", "CLEARML_API_SECRET_KEY_FILE", "/nowhere"),
                        Optional.empty()))
                .hasMessageContaining("exclude each other")
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(() -> read("CLEARML_API_SECRET_KEY_FILE", "/nowhere"))
                .hasMessageContaining("the file /nowhere cannot be read");
        assertThatThrownBy(() -> read("CLEARML_EVENTS_SETTINGS_FILE", "/nowhere"))
                .hasMessageContaining("/nowhere cannot be read");
    }

    @Test
    void a_line_that_is_no_hocon_is_named() {
        assertThatThrownBy(() -> readFile(Map.of(), "CLEARML_PODS_CLUSTER = \"west"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("CLEARML_EVENTS_SETTINGS_FILE");
    }
}
