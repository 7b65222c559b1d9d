package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.TenantFields;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.ReaderProperties;
import io.clearmladmin.kafka.Topics;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.FakeCluster;
import io.clearmladmin.testkit.FakeTaskPod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each emitter runs as a process: configured by the environment, events in Kafka, an exit code. */
class EmittersTest {

    private static final String MONITOR = "6d1c3b52-8f0e-4c7a-9b61-0f2a9f7d1c11";
    private static final Duration TIME = Duration.ofSeconds(30);

    private static EmbeddedKafka kafka;
    private static FakeClearMl fake;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start();
        fake = FakeClearMl.start(Edition.ENTERPRISE);
        var unused = Topics.create(settings(), 1, 1, TIME);
        try (ClearMl clearml = fake.connect()) {
            TenantFields.of(clearml, FakeClearMl.DEFAULT_COMPANY).merge(Map.of("service_instance_id", "one"));
        }
    }

    @AfterAll
    static void stop() {
        fake.close();
        kafka.close();
    }

    @Test
    void an_inventory_of_companies_is_published_and_ends_with_0() throws Exception {
        try (EmitterProcess emitter = new EmitterProcess(CompanyInventoryEmitter.class, folder, environment())) {
            assertThat(emitter.exitCode()).as(emitter.log()).isZero();
        }
        assertThat(read(settings().inventoryTopic(), "tenant.present", 1)).hasSize(1);
    }

    @Test
    void an_inventory_of_pods_is_published_with_their_tenants_and_ends_with_0() throws Exception {
        try (FakeCluster cluster = FakeCluster.start()) {
            cluster.pod("team-a", "0".repeat(31) + "1")
                    .label("tenant", "company-1")
                    .create()
                    .run();
            Map<String, String> environment = environment(cluster);
            environment.put("CLEARML_PODS_TENANT_LABEL", "tenant");
            try (EmitterProcess emitter = new EmitterProcess(PodsInventoryEmitter.class, folder, environment)) {
                assertThat(emitter.exitCode()).as(emitter.log()).isZero();
            }
        }
        assertThat(read(settings().inventoryTopic(), "pod.present", 1))
                .extracting(Event::tenant)
                .containsExactly("company-1");
    }

    @Test
    void a_monitor_publishes_until_it_is_terminated_and_ends_with_0() throws Exception {
        try (FakeCluster cluster = FakeCluster.start();
                EmitterProcess emitter =
                        new EmitterProcess(PodsMonitorEmitter.class, folder, monitor(cluster, MONITOR))) {
            String ready = emitter.answer("/readyz", "ok");
            FakeTaskPod pod = cluster.pod("team-a", "0".repeat(31) + "2").create();
            String first = emitter.answer("/metrics", "clearml_events_published_total 1");
            pod.run();
            String second = emitter.answer("/metrics", "clearml_events_published_total 2");
            emitter.terminate();

            assertThat(emitter.exitCode()).as(emitter.log()).isZero();
            assertThat(List.of(ready, first, second)).noneMatch(String::isEmpty);
            assertThat(emitter.log()).contains("stopped on request; 2 events were published");
            assertThat(read(settings().lifecycleTopic(), "pod.running", 1))
                    .extracting(Event::subject)
                    .containsExactly("pod/" + pod.uid());
        }
    }

    @Test
    void of_two_monitors_with_one_uuid_the_first_ends_with_4() throws Exception {
        String uuid = "0d0e7c0a-33d1-4a43-a4d2-6a3a63b0ba7f";
        try (FakeCluster cluster = FakeCluster.start();
                EmitterProcess first = new EmitterProcess(PodsMonitorEmitter.class, folder, monitor(cluster, uuid))) {
            String begun = first.answer("/readyz", "ok");
            try (EmitterProcess second = new EmitterProcess(PodsMonitorEmitter.class, folder, monitor(cluster, uuid))) {
                String taken = second.answer("/readyz", "ok");
                cluster.pod("team-a", "0".repeat(31) + "3").create();

                assertThat(first.exitCode()).as(first.log()).isEqualTo(ExitCode.FENCED.number());
                assertThat(List.of(begun, taken)).containsOnly("ok\n");
                assertThat(second.answer("/metrics", "clearml_events_published_total 1"))
                        .isNotEmpty();
            }
        }
    }

    @Test
    void what_is_missing_is_named_and_ends_with_2() throws Exception {
        try (FakeCluster cluster = FakeCluster.start()) {
            Map<String, String> withoutUuid = monitor(cluster, "");
            try (EmitterProcess emitter = new EmitterProcess(PodsMonitorEmitter.class, folder, withoutUuid)) {
                assertThat(emitter.exitCode()).isEqualTo(ExitCode.NOT_CONFIGURED.number());
                assertThat(emitter.log()).contains("CLEARML_PODS_MONITOR_UUID is not set");
            }
        }
    }

    @Test
    void the_page_names_every_variable() throws IOException {
        String page = Files.readString(Path.of("../deploy/README.md"));
        Pattern name = Pattern.compile("\"(CLEARML_[A-Z_]+)\"");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<String> names = sources.filter(Files::isRegularFile)
                    .flatMap(file -> name.matcher(text(file)).results())
                    .map(found -> found.group(1))
                    .distinct()
                    .toList();
            assertThat(names)
                    .hasSizeGreaterThan(8)
                    .allSatisfy(variable -> assertThat(page).contains("`" + variable + "`"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Map<String, String> monitor(FakeCluster cluster, String uuid) throws IOException {
        Map<String, String> environment = environment(cluster);
        environment.put("CLEARML_PODS_MONITOR_UUID", uuid);
        return environment;
    }

    private Map<String, String> environment(FakeCluster cluster) throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        Files.writeString(kubeconfig, """
                apiVersion: v1
                kind: Config
                clusters: [{name: fake, cluster: {server: "%s"}}]
                users: [{name: nobody, user: {}}]
                contexts: [{name: fake, context: {cluster: fake, user: nobody}}]
                current-context: fake
                """.formatted(cluster.url()));
        Map<String, String> environment = environment();
        environment.put("KUBECONFIG", kubeconfig.toString());
        return environment;
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("CLEARML_API_HOST", fake.url());
        environment.put("CLEARML_API_ACCESS_KEY", fake.systemUser().accessKey());
        environment.put("CLEARML_API_SECRET_KEY", fake.systemUser().secretKey().reveal());
        environment.put("CLEARML__hosts__kafka__custom_events__host", "[" + kafka.loginAddress() + "]");
        environment.put("CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__security_protocol", "SASL_PLAINTEXT");
        environment.put("CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__sasl_mechanism", "SCRAM-SHA-512");
        environment.put("CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__sasl_plain_username", EmbeddedKafka.USER);
        environment.put("CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__sasl_plain_password", EmbeddedKafka.PASSWORD);
        return environment;
    }

    private static KafkaSettings settings() {
        return KafkaSettings.builder()
                .bootstrapServers(kafka.loginAddress())
                .protocol(KafkaSettings.Protocol.SASL_PLAINTEXT)
                .login(EmbeddedKafka.USER, Secret.of(EmbeddedKafka.PASSWORD))
                .build();
    }

    private static List<Event> read(String topic, String type, int count) {
        List<Event> events = new ArrayList<>();
        String group = UUID.randomUUID().toString();
        try (KafkaConsumer<String, Event> reader = new KafkaConsumer<>(ReaderProperties.consumer(settings(), group))) {
            reader.subscribe(List.of(topic));
            long end = System.nanoTime() + TIME.toNanos();
            while (events.size() < count && System.nanoTime() < end) {
                reader.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.value().type().equals(type)) {
                        events.add(record.value());
                    }
                });
            }
        }
        return events;
    }
}
