package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.kafka.KafkaFailureException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong when Kafka is set up, and what is said of it. */
class FailuresTest {

    private static final Duration SHORT = Duration.ofSeconds(3);

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        Properties more = new Properties();
        more.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        more.put("super.users", "User:ANONYMOUS");
        kafka = EmbeddedKafka.start(more);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static KafkaFailureException failure(ThrowingCallable call) {
        KafkaFailureException failure = catchThrowableOfType(KafkaFailureException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage()).doesNotContain("canary");
        return failure;
    }

    private static void create(String topic, Map<String, String> configuration) throws Exception {
        try (Admin admin =
                Admin.create(ClientProperties.connection(kafka.plain().build()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(configuration)))
                    .all()
                    .get();
        }
    }

    @Test
    void a_client_without_login_on_a_port_with_one_is_reported() {
        KafkaSettings settings =
                KafkaSettings.builder().bootstrapServers(kafka.loginAddress()).build();
        KafkaFailureException failure = failure(() -> Topics.checkForSink(settings, SHORT));
        assertThat(failure.reason()).isEqualTo(Reason.WRONG_PROTOCOL);
        assertThat(failure).hasMessageContaining("SASL port").hasMessageContaining(kafka.loginAddress());
    }

    @Test
    void a_wrong_password_is_reported() {
        KafkaSettings settings =
                kafka.scram().login(EmbeddedKafka.USER, Secret.of("canary")).build();
        KafkaFailureException failure = failure(() -> Topics.checkForSink(settings, SHORT));
        assertThat(failure.reason()).isEqualTo(Reason.WRONG_LOGIN);
        assertThat(failure).hasMessageContaining("user clearml").hasMessageContaining("SCRAM-SHA-512");
        try (KafkaJournal journal = KafkaJournal.open(settings, "m")) {
            assertThat(failure(journal::restore).reason()).isEqualTo(Reason.WRONG_LOGIN);
        }
        try (KafkaSink sink = KafkaSink.open(settings)) {
            EventsNotEmittedException notEmitted = catchThrowableOfType(
                    EventsNotEmittedException.class, () -> sink.emit(Samples.lifecycle(0, 1), Samples.SOON));
            assertThat(notEmitted.failures().get(0).fate()).isEqualTo(Fate.NOT_EMITTED);
            assertThat(notEmitted).hasMessageContaining("user clearml").hasMessageNotContaining("canary");
        }
    }

    @Test
    void a_mechanism_that_is_not_offered_is_reported() {
        KafkaSettings settings =
                kafka.scram().mechanism(KafkaSettings.Mechanism.PLAIN).build();
        KafkaFailureException failure = failure(() -> Topics.checkForSink(settings, SHORT));
        assertThat(failure.reason()).isEqualTo(Reason.WRONG_LOGIN);
    }

    @Test
    void nobody_listening_is_reported() {
        KafkaSettings settings =
                KafkaSettings.builder().bootstrapServers("127.0.0.1:1").build();
        KafkaFailureException failure = failure(() -> Topics.checkForSink(settings, Duration.ofSeconds(1)));
        assertThat(failure.reason()).isEqualTo(Reason.NO_BROKER);
        assertThat(failure).hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void missing_topics_are_reported_by_name_and_created_when_asked_to() {
        KafkaSettings settings = EmbeddedKafka.topics(kafka.plain(), "missing").build();
        KafkaFailureException failure = failure(() -> Topics.checkForJournal(settings, Samples.SOON));
        assertThat(failure.reason()).isEqualTo(Reason.MISSING_TOPIC);
        assertThat(failure)
                .hasMessageContaining("missing-lifecycle")
                .hasMessageContaining("missing-state")
                .hasMessageContaining("Topics.create");
        try (KafkaJournal journal = KafkaJournal.open(settings, "m")) {
            assertThat(failure(journal::restore).reason()).isEqualTo(Reason.MISSING_TOPIC);
        }
        assertThat(Topics.create(settings, 3, 1, Samples.SOON))
                .containsExactly("missing-inventory", "missing-lifecycle", "missing-state");
        assertThat(Topics.create(settings, 3, 1, Samples.SOON)).isEmpty();
        Topics.checkForJournal(settings, Samples.SOON);
        Topics.checkForSink(settings, Samples.SOON);
    }

    @Test
    void topics_that_would_lose_something_are_reported() throws Exception {
        KafkaSettings settings = EmbeddedKafka.topics(kafka.plain(), "unfit").build();
        create(settings.lifecycleTopic(), Map.of("cleanup.policy", "compact"));
        create(settings.stateTopic(), Map.of("cleanup.policy", "delete"));
        KafkaFailureException failure = failure(() -> Topics.checkForJournal(settings, Samples.SOON));
        assertThat(failure.reason()).isEqualTo(Reason.UNFIT_TOPIC);
        assertThat(failure)
                .hasMessageContaining("unfit-lifecycle has cleanup.policy=compact")
                .hasMessageContaining("unfit-state has cleanup.policy=delete");
    }

    @Test
    void a_host_without_an_address_is_reported_whatever_is_made() {
        KafkaSettings settings =
                KafkaSettings.builder().bootstrapServers("kafka.invalid:9092").build();
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> Topics.checkForSink(settings, SHORT),
                () -> KafkaSink.open(settings),
                () -> KafkaJournal.open(settings, "m").restore())) {
            assertThat(failure(use).reason()).isEqualTo(Reason.NO_BROKER);
            assertThat(failure(use)).hasMessageContaining("kafka.invalid:9092").hasMessageContaining("names");
        }
    }

    @Test
    void a_pem_file_that_is_none_is_reported_by_its_name(@TempDir Path folder) throws Exception {
        Path pem = Files.writeString(folder.resolve("ca.pem"), "no certificate");
        KafkaSettings settings = KafkaSettings.builder()
                .bootstrapServers(kafka.plainAddress())
                .protocol(KafkaSettings.Protocol.SSL)
                .trustStore(pem)
                .build();
        KafkaFailureException failure = failure(() -> KafkaSink.open(settings));
        assertThat(failure.reason()).isEqualTo(Reason.TLS);
        assertThat(failure).hasMessageContaining(pem.toString());
    }

    @Test
    @Tag("long")
    void too_few_replicas_are_reported_and_nothing_is_acknowledged_until_there_are_enough() throws Exception {
        KafkaSettings settings = EmbeddedKafka.topics(kafka.plain(), "thin")
                .deliveryTimeout(SHORT)
                .build();
        try (EmbeddedKafka second = kafka.startSecondBroker();
                Admin admin = Admin.create(ClientProperties.connection(settings))) {
            Topics.create(settings, 1, 2, Samples.SOON);
            setMinInSync(admin, settings.lifecycleTopic(), 2);
            try (KafkaSink sink = KafkaSink.open(settings)) {
                sink.emit(Samples.lifecycle(0, 1), Samples.SOON);
                second.stop();
                KafkaFailureException check = failure(() -> Topics.checkForSink(settings, Samples.SOON));
                assertThat(check.reason()).isEqualTo(Reason.TOO_FEW_REPLICAS);
                assertThat(check)
                        .hasMessageContaining(settings.lifecycleTopic())
                        .hasMessageContaining("1 of 2 replicas in sync")
                        .hasMessageContaining("min.insync.replicas is 2");
                EventsNotEmittedException refused = catchThrowableOfType(
                        EventsNotEmittedException.class, () -> sink.emit(Samples.lifecycle(1, 2), Samples.SOON));
                assertThat(refused.failures())
                        .singleElement()
                        .satisfies(failure -> assertThat(failure.reason())
                                .contains("enough of its replicas in sync", "Topics.checkForSink"));
                second.restart();
                sink.emit(Samples.lifecycle(2, 3), Samples.SOON);
            }
            assertThat(Reader.events(settings, settings.lifecycleTopic()))
                    .containsAll(Samples.lifecycle(2, 3))
                    .contains(Samples.lifecycle(0));
        }
    }

    private static void setMinInSync(Admin admin, String topic, int replicas) throws Exception {
        ConfigEntry entry = new ConfigEntry("min.insync.replicas", Integer.toString(replicas));
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    @Test
    void a_missing_right_is_reported() throws Exception {
        KafkaSettings settings = EmbeddedKafka.topics(kafka.scram(), "rights").build();
        Topics.create(EmbeddedKafka.topics(kafka.plain(), "rights").build(), 1, 1, Samples.SOON);
        KafkaFailureException creating = failure(() -> Topics.create(settings, 1, 1, Samples.SOON));
        assertThat(creating.reason()).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(creating).hasMessageContaining("user clearml the right Create on topic rights-");
        try (KafkaSink sink = KafkaSink.open(settings)) {
            EventsNotEmittedException notEmitted = catchThrowableOfType(
                    EventsNotEmittedException.class, () -> sink.emit(Samples.lifecycle(0, 1), Samples.SOON));
            assertThat(notEmitted)
                    .hasMessageContaining("user clearml the right Write and Describe on topic rights-lifecycle");
            assertThat(notEmitted.failures().get(0).fate()).isEqualTo(Fate.NOT_EMITTED);
        }
        try (KafkaJournal journal = KafkaJournal.open(settings, "rights-m")) {
            KafkaFailureException failure = failure(journal::restore);
            assertThat(failure.reason()).isEqualTo(Reason.NOT_ALLOWED);
            assertThat(failure)
                    .hasMessageContaining("rights-m")
                    .hasMessageContaining("user clearml the right Write and Describe on the transactional id");
        }
    }

    @Test
    void a_right_missing_for_the_transactional_id_is_reported_by_the_check() throws Exception {
        KafkaSettings settings = EmbeddedKafka.topics(kafka.scram(), "id").build();
        Topics.create(EmbeddedKafka.topics(kafka.plain(), "id").build(), 1, 1, Samples.SOON);
        allow(ResourceType.TOPIC, settings.stateTopic());
        allow(ResourceType.TOPIC, settings.lifecycleTopic());
        Topics.checkForJournal(settings, Samples.SOON);
        KafkaFailureException failure = failure(() -> Topics.checkForJournal(settings, "id-m", Samples.SOON));
        assertThat(failure.reason()).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(failure)
                .hasMessageContaining("user clearml lacks the rights Write and Describe on the transactional id id-m");
        allow(ResourceType.TRANSACTIONAL_ID, "id-m");
        Topics.checkForJournal(settings, "id-m", Samples.SOON);
        try (KafkaJournal journal = KafkaJournal.open(settings, "id-m")) {
            journal.restore();
            journal.record(Samples.lifecycle(0, 1), Samples.SOON);
        }
        Topics.checkForJournal(settings, "id-m", Samples.SOON);
    }

    @Test
    void a_right_missing_for_one_topic_of_the_journal_is_reported() throws Exception {
        KafkaSettings settings = EmbeddedKafka.topics(kafka.scram(), "half").build();
        Topics.create(EmbeddedKafka.topics(kafka.plain(), "half").build(), 1, 1, Samples.SOON);
        allow(ResourceType.TRANSACTIONAL_ID, "half-m");
        allow(ResourceType.TOPIC, settings.stateTopic());
        try (KafkaJournal journal = KafkaJournal.open(settings, "half-m")) {
            journal.restore();
            EventsNotEmittedException notEmitted = catchThrowableOfType(
                    EventsNotEmittedException.class, () -> journal.record(Samples.lifecycle(0, 1), Samples.SOON));
            assertThat(notEmitted)
                    .hasMessageContaining("user clearml the right Write and Describe on topic half-lifecycle");
            assertThat(notEmitted.failures().get(0).fate()).isEqualTo(Fate.NOT_EMITTED);
        }
    }

    @Test
    void a_state_topic_that_may_be_written_but_not_read_is_reported() throws Exception {
        KafkaSettings settings = EmbeddedKafka.topics(kafka.scram(), "unread").build();
        Topics.create(EmbeddedKafka.topics(kafka.plain(), "unread").build(), 1, 1, Samples.SOON);
        allow(ResourceType.TRANSACTIONAL_ID, "unread-m");
        allow(ResourceType.TOPIC, settings.lifecycleTopic());
        allow(ResourceType.TOPIC, settings.stateTopic(), AclOperation.WRITE);
        allow(ResourceType.TOPIC, settings.stateTopic(), AclOperation.DESCRIBE_CONFIGS);
        KafkaFailureException check = failure(() -> Topics.checkForJournal(settings, Samples.SOON));
        assertThat(check.reason()).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(check).hasMessageContaining("user clearml lacks the rights Read on unread-state");
        try (KafkaJournal journal = KafkaJournal.open(settings, "unread-m")) {
            // There is nothing to be read, so that nobody minds.
            journal.restore();
            journal.record(Samples.lifecycle(0, 1), Samples.SOON);
            KafkaFailureException failure = failure(journal::restore);
            assertThat(failure.reason()).isEqualTo(Reason.NOT_ALLOWED);
            assertThat(failure).hasMessageContaining("Read, Write and Describe on topic unread-state");
        }
    }

    @Test
    void a_check_that_may_not_see_a_topics_settings_says_which_right_it_wants() throws Exception {
        KafkaSettings settings = EmbeddedKafka.topics(kafka.scram(), "unseen").build();
        Topics.create(EmbeddedKafka.topics(kafka.plain(), "unseen").build(), 1, 1, Samples.SOON);
        allow(ResourceType.TOPIC, settings.lifecycleTopic(), AclOperation.WRITE);
        allow(ResourceType.TOPIC, settings.inventoryTopic());
        KafkaFailureException failure = failure(() -> Topics.checkForSink(settings, Samples.SOON));
        assertThat(failure.reason()).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(failure)
                .hasMessageContaining("unseen-lifecycle")
                .hasMessageContaining("user clearml the right DescribeConfigs")
                .hasMessageNotContaining("unseen-inventory");
    }

    private static void allow(ResourceType type, String name) throws Exception {
        allow(type, name, AclOperation.ALL);
    }

    private static void allow(ResourceType type, String name, AclOperation operation) throws Exception {
        ResourcePattern resource = new ResourcePattern(type, name, PatternType.LITERAL);
        AccessControlEntry all =
                new AccessControlEntry("User:" + EmbeddedKafka.USER, "*", operation, AclPermissionType.ALLOW);
        try (Admin admin =
                Admin.create(ClientProperties.connection(kafka.plain().build()))) {
            admin.createAcls(List.of(new AclBinding(resource, all))).all().get();
        }
    }
}
