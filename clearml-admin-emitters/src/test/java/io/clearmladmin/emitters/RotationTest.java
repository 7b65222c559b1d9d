package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CreateCredentials;
import io.clearmladmin.auth.Credentials;
import io.clearmladmin.calls.CallListener;
import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.ReaderProperties;
import io.clearmladmin.kafka.Topics;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.FakeUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import okhttp3.tls.HeldCertificate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials in files that are replaced while events are recorded. */
class RotationTest {

    private static final Duration TIME = Duration.ofSeconds(30);
    private static final int EVENTS = 90;

    private static EmbeddedKafka kafka;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start();
        var unused = Topics.create(plain(kafka), 1, 1, TIME);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void a_password_that_is_renewed_under_load_loses_and_repeats_nothing() throws Exception {
        Path password = folder.resolve("password");
        Files.writeString(password, EmbeddedKafka.PASSWORD);
        Settings settings = settings(password);
        try {
            recordAll(kafka, settings, () -> {
                setPassword("renewed");
                Files.writeString(password, "renewed\n");
            });
        } finally {
            setPassword(EmbeddedKafka.PASSWORD);
        }
    }

    @Tag("long")
    @Test
    void a_certificate_that_is_renewed_under_load_loses_and_repeats_nothing() throws Exception {
        HeldCertificate server = certificate();
        HeldCertificate first = certificate();
        HeldCertificate second = certificate();
        Path trusted = write("trusted.pem", first.certificatePem() + second.certificatePem());
        Path keyStore = write("client.pem", first.privateKeyPkcs8Pem() + first.certificatePem());
        Properties tls = new Properties();
        tls.put("ssl.keystore.type", "PEM");
        tls.put(
                "ssl.keystore.location",
                write("server.pem", server.privateKeyPkcs8Pem() + server.certificatePem())
                        .toString());
        tls.put("ssl.truststore.type", "PEM");
        tls.put("ssl.truststore.location", trusted.toString());
        tls.put("listener.name.ssl.ssl.client.auth", "required");
        try (EmbeddedKafka withTls = EmbeddedKafka.start(tls)) {
            var unused = Topics.create(plain(withTls), 1, 1, TIME);
            Settings settings = SettingsReader.read(
                    Map.of(
                            Setting.KAFKA_HOST.key(), withTls.tlsAddress(),
                            Setting.KAFKA_PROTOCOL.key(), "SSL",
                            Setting.KEY_STORE.key(), keyStore.toString(),
                            Setting.TRUST_STORE.key(),
                                    write("ca.pem", server.certificatePem()).toString()),
                    Optional.empty());
            recordAll(withTls, settings, () -> {
                write("client.pem", second.privateKeyPkcs8Pem() + second.certificatePem());
                write("trusted.pem", second.certificatePem());
            });
        }
    }

    @Test
    void a_key_of_the_api_server_that_is_replaced_under_load_loses_and_repeats_nothing() throws Exception {
        TestClock clock = new TestClock(Instant.now());
        try (FakeClearMl server =
                FakeClearMl.builder().edition(Edition.ENTERPRISE).clock(clock).start()) {
            FakeUser user = server.addUser("emitter", Role.ROOT);
            Path key = write("key", user.accessKey());
            Path secret = write("secret", user.secretKey().reveal());
            Settings settings = SettingsReader.read(
                    Map.of(
                            Setting.TO.key(),
                            "api-server",
                            Setting.TEMPLATE.key(),
                            "service_instance_lifecycle",
                            Setting.JOURNAL.key(),
                            folder.resolve("journal").toString(),
                            Setting.API_HOST.key(),
                            server.url(),
                            Setting.API_ACCESS_KEY.key() + Setting.IN_FILE,
                            key.toString(),
                            Setting.API_SECRET_KEY.key() + Setting.IN_FILE,
                            secret.toString()),
                    Optional.empty());
            List<Event> events = eventsOf(server);
            try (Connections connections = new Connections(settings, new CallListener() {});
                    LifecycleJournal journal =
                            connections.events().journal(UUID.randomUUID().toString(), "")) {
                var unused = journal.restore();
                for (int i = 0; i < EVENTS; i++) {
                    if (i == EVENTS / 3) {
                        replaceKey(server, user);
                    } else if (i == EVENTS * 2 / 3) {
                        // No token of the old key is valid any more.
                        clock.forward(Duration.ofDays(31));
                    }
                    record(journal, events.get(i));
                }
                assertThat(connections.clearml().accessKey()).isNotEqualTo(user.accessKey());
            }
            assertThat(server.customEvents())
                    .extracting(event -> String.valueOf(event.get("id")))
                    .containsExactlyElementsOf(
                            events.stream().map(event -> event.id().toString()).toList());
        }
    }

    // Of more and more tenants, for each of which the client logs in.
    private static List<Event> eventsOf(FakeClearMl server) {
        List<Event> events = new ArrayList<>();
        String tenant = FakeClearMl.DEFAULT_COMPANY;
        for (Event event : events()) {
            if (events.size() % 10 == 0) {
                tenant = server.addCompany("tenant " + events.size());
            }
            events.add(new Event(
                    event.source(), event.kind(), event.type(), tenant, event.subject(), event.time(), event.data()));
        }
        return events;
    }

    // Who replaces it is somebody else.
    private void replaceKey(FakeClearMl server, FakeUser user) throws IOException {
        try (ClearMl other = server.connect(user)) {
            Credentials next = other.auth()
                    .createCredentials(CreateCredentials.builder().label("next").build());
            write("key", next.accessKey());
            write("secret", next.secretKey().reveal());
            assertThat(other.auth().revokeCredentials(user.accessKey())).isOne();
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static HeldCertificate certificate() {
        return new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
    }

    private interface Rotation {
        void run() throws Exception;
    }

    private static void recordAll(EmbeddedKafka broker, Settings settings, Rotation rotation) throws Exception {
        List<Event> events = events();
        try (LifecycleJournal journal = new EventDestinations(settings, () -> {
                    throw new AssertionError("the API server is not needed");
                })
                .journal(UUID.randomUUID().toString(), "")) {
            var unused = journal.restore();
            for (int i = 0; i < EVENTS; i++) {
                if (i == EVENTS / 3) {
                    rotation.run();
                } else if (i == EVENTS * 2 / 3) {
                    // Whoever still has the old ones gets in no more.
                    broker.stop();
                    broker.restart();
                }
                record(journal, events.get(i));
            }
        }
        assertThat(published(broker))
                .extracting(Event::id)
                .containsExactlyElementsOf(events.stream().map(Event::id).toList());
    }

    // As a monitor does.
    private static void record(LifecycleJournal journal, Event event) {
        while (true) {
            try {
                journal.record(List.of(event), TIME);
                return;
            } catch (RuntimeException failure) {
                if (isPublished(journal, event)) {
                    return;
                }
            }
        }
    }

    private static boolean isPublished(LifecycleJournal journal, Event event) {
        for (int tries = 0; tries < 20; tries++) {
            try {
                Event last = journal.restore().get(event.subject());
                return last != null && last.id().equals(event.id());
            } catch (RuntimeException failure) {
                // It is tried again.
            }
        }
        throw new AssertionError("the journal cannot be restored");
    }

    private static List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            events.add(new Event(
                    "rotation",
                    Event.Kind.LIFECYCLE,
                    "tenant.appeared",
                    "tenant-" + i,
                    "tenant/" + i,
                    Instant.parse("2026-01-01T00:00:00Z"),
                    Map.of("number", i)));
        }
        return events;
    }

    private static Settings settings(Path password) {
        Map<String, String> environment = new HashMap<>();
        environment.put(Setting.KAFKA_HOST.key(), kafka.loginAddress());
        environment.put(Setting.KAFKA_PROTOCOL.key(), "SASL_PLAINTEXT");
        environment.put(Setting.KAFKA_USER.key(), EmbeddedKafka.USER);
        environment.put(Setting.KAFKA_PASSWORD.key() + Setting.IN_FILE, password.toString());
        return SettingsReader.read(environment, Optional.empty());
    }

    private static void setPassword(String password) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.plainAddress()))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            EmbeddedKafka.USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password)))
                    .all()
                    .get();
        }
    }

    private static List<Event> published(EmbeddedKafka broker) {
        List<Event> events = new ArrayList<>();
        try (KafkaConsumer<String, Event> reader = new KafkaConsumer<>(
                ReaderProperties.consumer(plain(broker), UUID.randomUUID().toString()))) {
            reader.subscribe(List.of(plain(broker).lifecycleTopic()));
            long end = System.nanoTime() + TIME.toNanos();
            boolean isEmpty = false;
            // One more reading than needed would show what is repeated.
            while ((events.size() < EVENTS || !isEmpty) && System.nanoTime() < end) {
                var records = reader.poll(Duration.ofMillis(500));
                isEmpty = records.isEmpty();
                records.forEach(record -> events.add(record.value()));
            }
        }
        return events;
    }

    private static KafkaSettings plain(EmbeddedKafka broker) {
        return KafkaSettings.builder().bootstrapServers(broker.plainAddress()).build();
    }
}
