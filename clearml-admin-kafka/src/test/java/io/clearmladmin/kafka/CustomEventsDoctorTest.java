package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.house.Schema;
import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Report;
import io.clearmladmin.report.Severity;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.testkit.calls.Fault;
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

    private Report run(ClearMl client, KafkaSettings here) {
        return CustomEventsDoctor.builder(client, here)
                .monitorUuid("monitor-1")
                .brokerTime(Duration.ofSeconds(5))
                .build()
                .run();
    }

    private static Finding link(Report report, String check) {
        assertThat(report.of(check)).as(report.toText()).hasSize(1);
        return report.of(check).get(0);
    }

    @Test
    void a_chain_that_holds_is_reported_as_good_from_end_to_end_and_nothing_is_written() {
        Report report = run(clearml, settings);
        assertThat(report.findings()).allMatch(link -> link.severity() == Severity.OK, report.toText());
        assertThat(report.isHealthy()).isTrue();
        assertThat(report.toText())
                .contains(": healthy: 9 ok\n")
                .containsPattern("OK  brokers         the brokers \\(.*\\): 1 answering, with SASL_PLAINTEXT\n")
                .doesNotContain(EmbeddedKafka.PASSWORD.reveal());
        assertThat(report.toJson()).contains("\"healthy\" : true").doesNotContain(EmbeddedKafka.PASSWORD.reveal());
        assertThat(Schema.misfits(Report.jsonSchema(), report.toJson())).isEmpty();
        assertThat(fake.recordedCalls().stream().map(Execution::endpoint).collect(Collectors.toSet()))
                .contains("server.config", "system.get_companies")
                .noneMatch(name -> name.equals("tenants.custom_events"));
    }

    @Test
    void a_server_that_does_not_send_and_settings_that_differ_are_reported() {
        configuration.put("services.custom_events", Map.of("enabled", false));
        configuration.put("hosts.kafka.custom_events", Map.of("host", "kafka.elsewhere:9092"));
        configuration.put("secure.kafka.custom_events", Map.of("security_protocol", "PLAINTEXT"));
        Report report = run(clearml, settings);
        assertThat(link(report, "server-setting").severity()).isEqualTo(Severity.CRITICAL);
        assertThat(link(report, "server-topics").evidence()).contains("service_instance_lifecycle is not set");
        assertThat(link(report, "server-address").evidence()).contains("kafka.elsewhere:9092");
        assertThat(link(report, "server-login").evidence()).contains("security_protocol is 'PLAINTEXT'");
        assertThat(report.findings().get(0).check()).isEqualTo("server-setting");
        assertThat(report.isHealthy()).isFalse();
    }

    @Test
    void what_the_server_lacks_is_reported_with_the_names_of_its_settings() {
        fake.inject(Fault.refusal(500, 0).on("server.config"));
        Report report = run(clearml, settings);
        assertThat(link(report, "server-setting").remedy()).contains("CLEARML__services__custom_events__enabled=true");
        assertThat(link(report, "server-topics").remedy()).contains("__topics__service_instance_lifecycle");
        assertThat(link(report, "server-address").remedy()).contains("CLEARML__hosts__kafka__custom_events__host=");
        assertThat(link(report, "server-login").remedy())
                .contains("CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__security_protocol");
    }

    @Test
    @Tag("long")
    void a_wrong_password_a_wrong_port_and_no_broker_are_distinguished() {
        KafkaSettings wrong = EmbeddedKafka.topics(
                        kafka.scram().login(EmbeddedKafka.USER, Secret.of("wrong")), "doctor")
                .build();
        assertThat(link(run(clearml, wrong), "brokers").evidence()).isEqualTo("WRONG_LOGIN");
        KafkaSettings plain = EmbeddedKafka.topics(
                        KafkaSettings.builder().bootstrapServers(kafka.loginAddress()), "doctor")
                .build();
        assertThat(link(run(clearml, plain), "brokers").evidence()).isEqualTo("WRONG_PROTOCOL");
        KafkaSettings nobody =
                KafkaSettings.builder().bootstrapServers("127.0.0.1:1").build();
        Report report = run(clearml, nobody);
        assertThat(link(report, "brokers").evidence()).isEqualTo("NO_BROKER");
        assertThat(report.notMade()).containsExactly("topics", "rights", "monitor");
    }

    @Test
    void a_missing_topic_is_reported_by_its_name() {
        KafkaSettings other = EmbeddedKafka.topics(kafka.scram(), "nowhere").build();
        Finding topics = link(run(clearml, other), "topics");
        assertThat(topics.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(topics.remedy()).contains(other.lifecycleTopic());
    }

    @Test
    void fields_that_are_missing_or_of_the_wrong_type_are_reported_tenant_by_tenant() {
        Map<String, Object> fields = new LinkedHashMap<>(FIELDS);
        fields.remove("service_instance_id");
        fields.put("service_instance_name", 7);
        fields.put("parameters_connection_points", "https://acme.example");
        clearml.system().updateCompanyCustomEventsConfig(acme, fields);
        Finding found = link(run(clearml, settings), "tenant-fields");
        assertThat(found.what()).isEqualTo("the fields of tenant acme");
        assertThat(found.evidence())
                .contains("service_instance_id is missing")
                .contains("service_instance_name must be a text")
                .contains("parameters_connection_points must be a list of texts");
    }

    @Test
    void what_the_role_may_not_see_is_reported_and_the_rest_is_checked() {
        try (ClearMl asAnn = fake.connect(fake.addUser("Ann", Role.ADMIN))) {
            Report report = run(asAnn, settings);
            assertThat(report.notMade()).contains("server-setting", "tenant-fields");
            assertThat(report.toText()).contains(": not healthy: 5 of 9 checks could not run, 4 ok\n");
            assertThat(link(report, "brokers").severity()).isEqualTo(Severity.OK);
            assertThat(report.isHealthy()).isFalse();
            assertThat(Schema.misfits(Report.jsonSchema(), report.toJson())).isEmpty();
        }
    }

    @Test
    void a_template_that_does_not_render_is_reported_with_its_file_and_tenant(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("tenant.present.j2"), "{{ event.data.fields.no_such_field }}");
        Report report = CustomEventsDoctor.builder(clearml, settings)
                .templates(MessageTemplates.in(folder))
                .build()
                .run();
        Finding template = link(report, "templates");
        assertThat(template.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(template.remedy()).contains("tenant.present.j2");
    }

    @Test
    void no_uuid_is_doubtful() {
        Report report = CustomEventsDoctor.builder(clearml, settings).build().run();
        assertThat(Objects.requireNonNull(link(report, "monitor")).severity()).isEqualTo(Severity.MEDIUM);
    }
}
