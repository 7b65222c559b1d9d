package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.calls.CallListener;
import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.Topics;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.FakeUser;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is looked at before an emitter begins, with the real parts. */
class StartCheckTest {

    private static final Duration TIME = Duration.ofSeconds(30);

    private static EmbeddedKafka kafka;
    private static FakeClearMl fake;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start();
        fake = FakeClearMl.start(Edition.ENTERPRISE);
        var unused = Topics.create(
                KafkaSettings.builder().bootstrapServers(kafka.plainAddress()).build(), 1, 1, TIME);
    }

    @AfterAll
    static void stop() {
        fake.close();
        kafka.close();
    }

    @Test
    void everything_is_there() {
        assertThat(faults(environment())).isEmpty();
    }

    @Test
    void a_wrong_password_is_named_and_no_restart_cures_it() {
        Map<String, String> environment = login();
        assertThat(faults(environment)).isEmpty();
        environment.put(Setting.KAFKA_PASSWORD.key(), "wrong");
        assertThat(permanent(environment)).contains("Kafka at").contains("Look at user, password and mechanism");
    }

    @Test
    void a_missing_topic_is_named_and_created_only_where_that_is_set() {
        Map<String, String> environment = environment();
        environment.put(Setting.STATE_TOPIC.key(), "absent");
        assertThat(permanent(environment)).contains("topic absent does not exist");
        environment.put(Setting.CREATE_TOPICS.key(), "true");
        environment.put(Setting.TOPIC_REPLICAS.key(), "1");
        assertThat(faults(environment)).isEmpty();
        environment.remove(Setting.CREATE_TOPICS.key());
        assertThat(faults(environment)).isEmpty();
    }

    @Test
    void a_state_topic_that_forgets_is_refused() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.plainAddress()))) {
            admin.createTopics(List.of(
                            new NewTopic("forgetful", 1, (short) 1).configs(Map.of("cleanup.policy", "delete"))))
                    .all()
                    .get();
        }
        Map<String, String> environment = environment();
        environment.put(Setting.STATE_TOPIC.key(), "forgetful");
        assertThat(permanent(environment)).contains("state topic forgetful has cleanup.policy=delete");
    }

    @Test
    void a_kafka_that_is_away_may_come_back() {
        Map<String, String> environment = environment();
        environment.put(Setting.KAFKA_HOST.key(), "127.0.0.1:1");
        environment.put(Setting.CHECK_WITHIN.key(), "6");
        List<StartCheck.Result> faults = faults(environment);
        assertThat(faults).hasSize(1);
        assertThat(faults.get(0).isPermanent()).isFalse();
        assertThat(faults.get(0).fault()).contains("nobody listens at 127.0.0.1:1");
    }

    @Test
    void a_wrong_key_is_named_and_so_is_one_that_may_not_see_tenants() {
        Map<String, String> environment = environment();
        environment.put(Setting.API_SECRET_KEY.key(), "wrong");
        assertThat(permanent(environment)).contains("ClearML's API server");

        FakeUser user = fake.addUser("somebody", Role.USER);
        environment.put(Setting.API_ACCESS_KEY.key(), user.accessKey());
        environment.put(Setting.API_SECRET_KEY.key(), user.secretKey().reveal());
        assertThat(permanent(environment)).contains("has the role user").contains("role root or system");
    }

    @Test
    void what_must_be_set_is_named_at_once() {
        assertThat(permanent(Map.of(Setting.TO.key(), "api-server")))
                .contains("CLEARML_EVENTS_TEMPLATE is not set")
                .contains("CLEARML_EVENTS_JOURNAL is not set")
                .contains("CLEARML_COMPANY_MONITOR_UUID is not set");
    }

    @Test
    void the_configuration_is_shown_with_origins_and_without_secrets() {
        Settings settings = SettingsReader.read(login(), Optional.empty());
        CheckedConfiguration right = CheckedConfiguration.of(
                EmitterCommand.COMPANY_MONITOR, settings, List.of(new StartCheck.Result("Kafka", "", false)));
        assertThat(right.isRight()).isTrue();
        assertThat(right.text())
                .contains("CLEARML_KAFKA_STATE_TOPIC = clearml-admin-state (default)")
                .contains("sasl_plain_username = clearml (environment)")
                .contains("sasl_plain_password = *** (environment)")
                .contains("ok     Kafka")
                .doesNotContain(EmbeddedKafka.PASSWORD);
        CheckedConfiguration wrong = CheckedConfiguration.of(
                EmitterCommand.COMPANY_MONITOR, settings, List.of(new StartCheck.Result("Kafka", "it is away", false)));
        assertThat(wrong.isRight()).isFalse();
        assertThat(wrong.text()).contains("wrong  Kafka: it is away");
    }

    @Test
    void what_is_wrong_ends_the_program_and_what_is_away_only_one_that_runs_once() {
        Map<String, String> environment = environment();
        assertThat(pass(EmitterCommand.COMPANY_INVENTORY, environment)).isEmpty();
        environment.put(Setting.KAFKA_HOST.key(), "127.0.0.1:1");
        environment.put(Setting.CHECK_WITHIN.key(), "6");
        assertThat(pass(EmitterCommand.COMPANY_INVENTORY, environment)).contains(ExitCode.FAILED);
        environment.put(Setting.API_SECRET_KEY.key(), "wrong");
        assertThat(pass(EmitterCommand.COMPANY_MONITOR, environment)).contains(ExitCode.NOT_CONFIGURED);
    }

    private static Optional<ExitCode> pass(EmitterCommand command, Map<String, String> environment) {
        Settings settings = SettingsReader.read(environment, Optional.empty());
        try (Connections connections = new Connections(settings, new CallListener() {});
                Operations operations = new Operations(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new Metrics("test"))) {
            Emitter emitter =
                    new Emitter(command, false, settings, connections, operations, new Stop(), Optional.empty());
            return new StartGate(new StartCheck(command, settings, connections), emitter).pass();
        }
    }

    private static String permanent(Map<String, String> environment) {
        List<StartCheck.Result> faults = faults(environment);
        assertThat(faults).isNotEmpty();
        assertThat(faults.get(0).isPermanent()).as(faults.toString()).isTrue();
        return faults.get(0).what() + ": " + faults.get(0).fault();
    }

    private static List<StartCheck.Result> faults(Map<String, String> environment) {
        Settings settings = SettingsReader.read(environment, Optional.empty());
        try (Connections connections = new Connections(settings, new CallListener() {})) {
            return new StartCheck(EmitterCommand.COMPANY_MONITOR, settings, connections)
                    .run().stream().filter(StartCheck.Result::isFault).toList();
        }
    }

    private static Map<String, String> login() {
        Map<String, String> environment = environment();
        environment.put(Setting.KAFKA_HOST.key(), kafka.loginAddress());
        environment.put(Setting.KAFKA_PROTOCOL.key(), "SASL_PLAINTEXT");
        environment.put(Setting.KAFKA_USER.key(), EmbeddedKafka.USER);
        environment.put(Setting.KAFKA_PASSWORD.key(), EmbeddedKafka.PASSWORD);
        return environment;
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put(Setting.CHECK_WITHIN.key(), "60");
        environment.put(Setting.API_HOST.key(), fake.url());
        environment.put(Setting.API_ACCESS_KEY.key(), fake.systemUser().accessKey());
        environment.put(
                Setting.API_SECRET_KEY.key(), fake.systemUser().secretKey().reveal());
        environment.put(Setting.KAFKA_HOST.key(), kafka.plainAddress());
        environment.put(Setting.COMPANY_MONITOR_UUID.key(), UUID.randomUUID().toString());
        return environment;
    }
}
