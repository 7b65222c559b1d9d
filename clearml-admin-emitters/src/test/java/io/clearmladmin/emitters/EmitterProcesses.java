package io.clearmladmin.emitters;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Emitters that run as processes: configured by the environment, events in Kafka, an exit code. */
abstract class EmitterProcesses {

    static final String MONITOR = "6d1c3b52-8f0e-4c7a-9b61-0f2a9f7d1c11";
    private static final Duration TIME = Duration.ofSeconds(30);

    private static EmbeddedKafka kafka;
    private static FakeClearMl fake;

    @TempDir
    Path folder;

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

    Map<String, String> monitor(FakeCluster cluster, String uuid) throws IOException {
        Map<String, String> environment = environment(cluster);
        environment.put("CLEARML_PODS_MONITOR_UUID", uuid);
        return environment;
    }

    Map<String, String> environment(FakeCluster cluster) throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        Files.writeString(kubeconfig, cluster.kubeconfig());
        Map<String, String> environment = environment();
        environment.put("KUBECONFIG", kubeconfig.toString());
        return environment;
    }

    static Map<String, String> environment() {
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

    static KafkaSettings settings() {
        return KafkaSettings.builder()
                .bootstrapServers(kafka.loginAddress())
                .protocol(KafkaSettings.Protocol.SASL_PLAINTEXT)
                .login(EmbeddedKafka.USER, Secret.of(EmbeddedKafka.PASSWORD))
                .build();
    }

    static boolean isPresent(Event event, String namespace) {
        return event.type().equals("pod.present")
                && namespace.equals(event.data().get("namespace"));
    }

    static List<Event> read(String topic, String type, int count) {
        return read(topic, event -> event.type().equals(type), count);
    }

    static List<Event> read(String topic, Predicate<Event> wanted, int count) {
        List<Event> events = new ArrayList<>();
        String group = UUID.randomUUID().toString();
        try (KafkaConsumer<String, Event> reader = new KafkaConsumer<>(ReaderProperties.consumer(settings(), group))) {
            reader.subscribe(List.of(topic));
            long end = System.nanoTime() + TIME.toNanos();
            while (events.size() < count && System.nanoTime() < end) {
                reader.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (wanted.test(record.value())) {
                        events.add(record.value());
                    }
                });
            }
        }
        return events;
    }
}
