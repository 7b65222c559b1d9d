package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each link of the chain is reported as it is, and the first broken one is named. */
class CustomEventsDoctorTest {

    private static final Map<String, Object> FIELDS = Map.of(
            "service_instance_id", "acme-1",
            "service_instance_name", "acme",
            "service_instance_customer_tenant_name", "acme",
            "service_instance_customer_space_name", "space",
            "service_instance_customer_space_id", "s-1",
            "parameters_connection_points", List.of("https://acme.example"));

    private static EmbeddedKafka kafka;
    private static KafkaSettings settings;

    private final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
    private final ClearMl clearml = fake.connect();
    private final String acme = fake.addCompany("acme");
    private final Map<String, Object> configuration = new LinkedHashMap<>();

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start();
        settings = EmbeddedKafka.topics(kafka.scram(), "doctor").build();
        Topics.create(settings, 1, 1, Samples.SOON);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void healthy() {
        configuration.put(
                "services.custom_events",
                Map.of(
                        "enabled",
                        true,
                        "channels",
                        Map.of(
                                "main",
                                Map.of(
                                        "topics",
                                        Map.of(
                                                "service_instance_lifecycle", settings.lifecycleTopic(),
                                                "service_instance_inventory", settings.inventoryTopic())))));
        configuration.put("hosts.kafka.custom_events", Map.of("host", settings.bootstrapServers()));
        configuration.put(
                "secure.kafka.custom_events",
                Map.of(
                        "security_protocol",
                        "SASL_PLAINTEXT",
                        "sasl_mechanism",
                        "SCRAM-SHA-512",
                        "sasl_plain_username",
                        EmbeddedKafka.USER,
                        "sasl_plain_password",
                        EmbeddedKafka.PASSWORD.reveal()));
        fake.stub(
                "server.config",
                call -> configuration.get(String.valueOf(call.body().get("path"))));
        clearml.system().updateCompanyCustomEventsConfig(acme, FIELDS);
    }

    @AfterEach
    void stop() {
        clearml.close();
        fake.close();
    }

    private DoctorReport run(ClearMl client, KafkaSettings here) {
        return CustomEventsDoctor.builder(client, here)
                .monitorUuid("monitor-1")
                .brokerTime(Duration.ofSeconds(5))
                .build()
                .run();
    }

    private static Finding link(DoctorReport report, String name) {
        return report.links().stream()
                .filter(link -> link.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(report.toText()));
    }

    @Test
    void a_chain_that_holds_is_reported_as_good_from_end_to_end_and_nothing_is_written() {
        DoctorReport report = run(clearml, settings);
        assertThat(report.links()).allMatch(link -> link.state() == Finding.State.GOOD, report.toText());
        assertThat(report.isHealthy()).isTrue();
        assertThat(report.toText())
                .contains("good      brokers: 1 answer, with SASL_PLAINTEXT")
                .contains("No link is broken")
                .doesNotContain(EmbeddedKafka.PASSWORD.reveal());
        assertThat(report.toJson()).contains("\"healthy\" : true").doesNotContain(EmbeddedKafka.PASSWORD.reveal());
        assertThat(fake.recordedCalls().stream().map(Execution::endpoint).collect(Collectors.toSet()))
                .contains("server.config", "system.get_companies")
                .noneMatch(name -> name.equals("tenants.custom_events"));
    }

    @Test
    void a_server_that_does_not_send_and_settings_that_differ_are_reported() {
        configuration.put("services.custom_events", Map.of("enabled", false));
        configuration.put("hosts.kafka.custom_events", Map.of("host", "kafka.elsewhere:9092"));
        configuration.put("secure.kafka.custom_events", Map.of("security_protocol", "PLAINTEXT"));
        DoctorReport report = run(clearml, settings);
        assertThat(link(report, "server setting").state()).isEqualTo(Finding.State.BROKEN);
        assertThat(link(report, "server's topics").found()).contains("service_instance_lifecycle is not set");
        assertThat(link(report, "server's Kafka address").found()).contains("kafka.elsewhere:9092");
        assertThat(link(report, "server's Kafka login").found()).contains("security_protocol is 'PLAINTEXT'");
        assertThat(report.toText()).contains("No event gets past 'server setting'.");
    }

    @Test
    @Tag("long")
    void a_wrong_password_a_wrong_port_and_no_broker_are_distinguished() {
        KafkaSettings wrong = EmbeddedKafka.topics(
                        kafka.scram().login(EmbeddedKafka.USER, Secret.of("wrong")), "doctor")
                .build();
        assertThat(link(run(clearml, wrong), "brokers").found()).isEqualTo("WRONG_LOGIN");
        KafkaSettings plain = EmbeddedKafka.topics(
                        KafkaSettings.builder().bootstrapServers(kafka.loginAddress()), "doctor")
                .build();
        assertThat(link(run(clearml, plain), "brokers").found()).isEqualTo("WRONG_PROTOCOL");
        KafkaSettings nobody =
                KafkaSettings.builder().bootstrapServers("127.0.0.1:1").build();
        assertThat(link(run(clearml, nobody), "brokers").found()).isEqualTo("NO_BROKER");
    }

    @Test
    void a_missing_topic_is_reported_by_its_name() {
        KafkaSettings other = EmbeddedKafka.topics(kafka.scram(), "nowhere").build();
        Finding topics = link(run(clearml, other), "topics");
        assertThat(topics.state()).isEqualTo(Finding.State.BROKEN);
        assertThat(topics.remedy()).contains(other.lifecycleTopic());
    }

    @Test
    void fields_that_are_missing_or_of_the_wrong_type_are_reported_tenant_by_tenant() {
        Map<String, Object> fields = new LinkedHashMap<>(FIELDS);
        fields.remove("service_instance_id");
        fields.put("service_instance_name", 7);
        fields.put("parameters_connection_points", "https://acme.example");
        clearml.system().updateCompanyCustomEventsConfig(acme, fields);
        assertThat(link(run(clearml, settings), "fields of tenant acme").found())
                .contains("service_instance_id is missing")
                .contains("service_instance_name must be a text")
                .contains("parameters_connection_points must be a list of texts");
    }

    @Test
    void what_the_role_may_not_see_is_reported_and_the_rest_is_checked() {
        try (ClearMl asAnn = fake.connect(fake.addUser("Ann", Role.ADMIN))) {
            DoctorReport report = run(asAnn, settings);
            assertThat(link(report, "server setting").state()).isEqualTo(Finding.State.NOT_SEEN);
            assertThat(link(report, "tenants' fields").state()).isEqualTo(Finding.State.NOT_SEEN);
            assertThat(link(report, "brokers").state()).isEqualTo(Finding.State.GOOD);
            assertThat(report.isHealthy()).isTrue();
        }
    }

    @Test
    void a_template_that_does_not_render_is_reported_with_its_file_and_tenant(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("tenant.present.j2"), "{{ event.data.fields.no_such_field }}");
        DoctorReport report = CustomEventsDoctor.builder(clearml, settings)
                .templates(MessageTemplates.in(folder))
                .build()
                .run();
        Finding template = link(report, "template for tenant acme");
        assertThat(template.state()).isEqualTo(Finding.State.BROKEN);
        assertThat(template.remedy()).contains("tenant.present.j2");
    }

    @Test
    void no_uuid_is_doubtful() {
        DoctorReport report =
                CustomEventsDoctor.builder(clearml, settings).build().run();
        assertThat(Objects.requireNonNull(link(report, "monitor")).state()).isEqualTo(Finding.State.DOUBTFUL);
    }
}
