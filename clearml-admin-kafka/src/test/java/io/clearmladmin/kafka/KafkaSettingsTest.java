package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.kafka.KafkaSettings.Compression;
import io.clearmladmin.kafka.KafkaSettings.Mechanism;
import io.clearmladmin.kafka.KafkaSettings.Protocol;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which people write them: 14-kafka-settings-forms. */
class KafkaSettingsTest {

    private static final String CANARY = "canary\"\\secret";

    @TempDir
    private Path folder;

    private static Map<String, String> serverEnvironment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("CLEARML__hosts__kafka__custom_events__host", "[one.example:9092, \"two.example:9093\"]");
        environment.put("CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__security_protocol", "SASL_PLAINTEXT");
        environment.put("CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__sasl_mechanism", "SCRAM-SHA-512");
        environment.put("CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__sasl_plain_username", "clearml");
        environment.put("CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__sasl_plain_password", CANARY);
        environment.put("CLEARML__services__custom_events__channels__main__topics__service_instance_lifecycle", "life");
        environment.put(
                "CLEARML__services__custom_events__channels__main__topics__service_instance_inventory", "stock");
        environment.put("CLEARML__services__custom_events__enabled", "true");
        environment.put("PATH", "/bin");
        return environment;
    }

    @Test
    void the_names_of_the_api_server_are_read() {
        KafkaSettings settings = KafkaSettings.from(serverEnvironment());
        assertThat(settings.bootstrapServers()).containsExactly("one.example:9092", "two.example:9093");
        assertThat(settings.protocol()).isEqualTo(Protocol.SASL_PLAINTEXT);
        assertThat(settings.mechanism()).isEqualTo(Mechanism.SCRAM_SHA_512);
        assertThat(settings.user()).contains("clearml");
        assertThat(settings.password()).contains(Secret.of(CANARY));
        assertThat(settings.lifecycleTopic()).isEqualTo("life");
        assertThat(settings.inventoryTopic()).isEqualTo("stock");
        assertThat(settings.toString()).contains("one.example").doesNotContain("canary");
    }

    @Test
    void names_are_read_in_any_case() {
        Map<String, String> upper = new LinkedHashMap<>();
        serverEnvironment().forEach((name, value) -> upper.put(name.toUpperCase(java.util.Locale.ROOT), value));
        assertThat(KafkaSettings.from(upper))
                .hasToString(KafkaSettings.from(serverEnvironment()).toString());
    }

    @Test
    void the_same_name_twice_with_different_values_is_refused() {
        Map<String, String> environment = serverEnvironment();
        environment.put("clearml__HOSTS__kafka__custom_events__host", "other:1");
        assertThatThrownBy(() -> KafkaSettings.from(environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[one.example:9092]", "one.example:9092", " [ 'one.example:9092' ] ", "[one.example:9092,]"})
    void hosts_are_a_list_or_one(String text) {
        assertThat(KafkaSettings.from(Map.of(ServerNames.HOST, text)).bootstrapServers())
                .containsExactly("one.example:9092");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "one.example", "one.example:70000", "http://one.example:9092"})
    void hosts_that_are_none_are_refused_by_name(String text) {
        assertThatThrownBy(() -> KafkaSettings.from(Map.of(ServerNames.HOST, text)))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void what_is_missing_is_reported_by_its_name() {
        assertThatThrownBy(() -> KafkaSettings.from(Map.of())).hasMessageContaining(ServerNames.HOST);
        Map<String, String> environment = serverEnvironment();
        environment.remove("CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__sasl_plain_password");
        assertThatThrownBy(() -> KafkaSettings.from(environment)).hasMessageContaining("password");
    }

    @Test
    void an_unknown_word_is_refused_by_the_name_of_its_setting() {
        Map<String, String> environment = serverEnvironment();
        environment.put("CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__sasl_mechanism", "SCRAM-SHA-1");
        assertThatThrownBy(() -> KafkaSettings.from(environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__sasl_mechanism")
                .hasMessageContaining("'SCRAM-SHA-1'")
                .hasMessageContaining("SCRAM-SHA-256");
        assertThatThrownBy(() -> Compression.of("brotli")).hasMessageContaining("compression: 'brotli'");
        assertThatThrownBy(() -> Protocol.of("TLS")).hasMessageContaining("SASL_SSL");
        assertThat(Compression.of(" zstd ")).isEqualTo(Compression.ZSTD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a b", "a/b", "ä"})
    void an_illegal_topic_is_refused(String name) {
        assertThatThrownBy(() -> KafkaSettings.builder().stateTopic(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("state topic")
                .hasMessageContaining("'" + name + "'");
        assertThatThrownBy(() -> KafkaSettings.builder().inventoryTopic(name)).hasMessageContaining("inventory topic");
        assertThatThrownBy(() -> KafkaSettings.builder().lifecycleTopic("x".repeat(250)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lifecycle topic");
        Map<String, String> environment = serverEnvironment();
        environment.put(ServerNames.TOPIC + "inventory", name);
        assertThatThrownBy(() -> KafkaSettings.from(environment)).hasMessageContaining(ServerNames.TOPIC + "inventory");
    }

    @Test
    void what_does_not_go_together_is_refused() {
        KafkaSettings.Builder builder = KafkaSettings.builder().bootstrapServers("one.example:9092");
        assertThatThrownBy(() -> builder.trustStore(Path.of("ca.pem")).build()).hasMessageContaining("PEM");
        assertThatThrownBy(() -> builder.protocol(Protocol.SSL)
                        .login("a", Secret.of("b"))
                        .build())
                .hasMessageContaining("no login");
        assertThatThrownBy(() -> builder.protocol(Protocol.SASL_SSL)
                        .login("a", Secret.of(""))
                        .build())
                .hasMessageContaining("password");
        assertThatThrownBy(() -> builder.login("a", Secret.of("b"))
                        .stateTopic("lifecycle")
                        .build())
                .hasMessageContaining("state topic");
        assertThatThrownBy(() -> KafkaSettings.builder()
                        .bootstrapServers("one.example:9093")
                        .protocol(Protocol.SSL)
                        .keyCertificates(Path.of("tls.crt"))
                        .build())
                .hasMessageContaining("key certificates");
        assertThatThrownBy(() -> KafkaSettings.builder().build()).hasMessageContaining("bootstrap servers");
        assertThatThrownBy(() -> builder.transactionTimeout(Duration.ofHours(1)))
                .hasMessageContaining("PT1H");
        assertThatThrownBy(() -> builder.deliveryTimeout(Duration.ZERO)).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> builder.maxRequestBytes(1)).hasMessageContaining("1024");
    }

    @Test
    void pem_files_and_passwords_reach_the_client_without_being_printed() throws Exception {
        Certificate client = Certificate.make(folder, "client");
        KafkaSettings settings = KafkaSettings.builder()
                .bootstrapServers("one.example:9092")
                .protocol(Protocol.SASL_SSL)
                .mechanism(Mechanism.PLAIN)
                .login("a\"b", Secret.of(CANARY))
                .trustStore(Path.of("ca.pem"))
                .keyStore(client.encrypted(), Secret.of("canary-key"))
                .keyCertificates(client.trusted())
                .build();
        Map<String, Object> properties = ClientProperties.transactions(settings, "id");
        assertThat(properties)
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.truststore.location", "ca.pem")
                .containsEntry("ssl.keystore.key", new Password(Files.readString(client.encrypted())))
                .containsEntry("ssl.keystore.certificate.chain", new Password(Files.readString(client.trusted())))
                .containsEntry("ssl.key.password", new Password("canary-key"));
        assertThat(properties.toString()).doesNotContain("canary", "PRIVATE KEY");
        JaasContext login = JaasContext.loadClientContext(properties);
        Map<String, ?> options = login.configurationEntries().get(0).getOptions();
        assertThat(options.get("username")).isEqualTo("a\"b");
        assertThat(options.get("password")).isEqualTo(CANARY);
        assertThat(properties.get(SaslConfigs.SASL_JAAS_CONFIG)).hasToString("[hidden]");
    }
}
