package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.events.Event;
import io.clearmladmin.k8s.Await;
import io.clearmladmin.k8s.KubeApi;
import io.clearmladmin.k8s.PodLives;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.ReaderProperties;
import io.clearmladmin.kafka.Topics;
import io.clearmladmin.testkit.FakeClearMl;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Predicate;
import okhttp3.tls.HeldCertificate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a values file to an event that somebody reads: what the chart's pods are given is given to the programs as processes, with
 * their accounts' rights on a real API server, a real broker and a ClearML server.
 */
@Tag(KubeApi.TAG)
class ChartEndToEndTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String LABEL = "clearml.example/tenant";

    @RegisterExtension
    private static final SharedCluster SHARED = new SharedCluster();

    @TempDir
    Path folder;

    private final List<HasMetadata> applied = SHARED.applied();

    private static ChartCluster cluster() {
        return SHARED.cluster();
    }

    /** A values file with the addresses and credentials of this cluster, installed as far as its rights go. */
    private final class Installation {

        private final List<JsonNode> objects;
        private final ChartProcess processes;
        private final String uuid = UUID.randomUUID().toString();

        Installation(String name, String broker, Map<String, Map<String, String>> secrets) throws IOException {
            Path values = Files.writeString(
                    folder.resolve("values.yaml"), filled(Files.readString(Chart.right(name)), broker));
            objects = Chart.parse(Chart.text(values, ChartCluster.KUBERNETES));
            processes = new ChartProcess(folder, secrets);
            applied.addAll(cluster().applyRights(values));
            Settings settings = cluster().settings(values, "pods-monitor");
            cluster()
                    .awaitRights(
                            settings,
                            "pods-monitor",
                            faults -> faults.stream()
                                    .noneMatch(fault -> fault.what().contains("cluster")));
        }

        private String filled(String values, String broker) {
            String filled = values.replace(
                            "https://api.clearml.example", cluster().clearml().url())
                    .replaceAll(
                            "(apiServerKey: \"?)KEY",
                            "$1" + cluster().clearml().systemUser().accessKey())
                    .replaceAll(
                            "(apiServerSecret: \"?)SECRET",
                            "$1" + cluster().clearml().systemUser().secretKey().reveal())
                    .replaceAll("kafka\\.example:\\d+", broker)
                    .replace("70e5a1bb-9a3c-4a58-8d3a-b6a1d2b6b0f1", uuid);
            assertThat(filled).as("all of it").doesNotContain(".example\"", "\"KEY\"", ": KEY");
            return filled;
        }

        EmitterProcess start(String program) throws IOException {
            return processes.start(ChartPod.of(objects, program), cluster().kubeconfig(program));
        }

        /** Runs a CronJob's program to its end. */
        void run(String program) throws Exception {
            try (EmitterProcess inventory = start(program)) {
                assertThat(inventory.exitCode()).as(inventory.log()).isZero();
            }
        }

        EmitterProcess ready() throws Exception {
            EmitterProcess monitor = start("pods-monitor");
            assertThat(monitor.answer("/readyz", "ok\n")).isEqualTo("ok\n");
            return monitor;
        }
    }

    private static void stop(EmitterProcess emitter) throws InterruptedException {
        emitter.terminate();
        assertThat(emitter.exitCode()).as(emitter.log()).isZero();
    }

    /** The events of this kind of subject that were committed, in order; as many, and those of one more reading. */
    private static List<Event> read(KafkaSettings kafka, String topic, Predicate<Event> wanted, int count) {
        List<Event> events = new ArrayList<>();
        try (KafkaConsumer<String, Event> reader = new KafkaConsumer<>(
                ReaderProperties.consumer(kafka, UUID.randomUUID().toString()))) {
            reader.subscribe(List.of(topic));
            long end = System.nanoTime() + SOON.toNanos();
            boolean isAtEnd = false;
            while (System.nanoTime() < end && !(isAtEnd && events.size() >= count)) {
                var records = reader.poll(Duration.ofMillis(500));
                isAtEnd = records.isEmpty();
                records.forEach(record -> {
                    if (wanted.test(record.value())) {
                        events.add(record.value());
                    }
                });
            }
        }
        return events;
    }

    // Other tests' pods are in the cluster, too.
    private static Predicate<Event> of(Installation installation, PodLives pods) {
        return event -> event.source().equals(installation.uuid)
                && pods.namespace().equals(event.data().get("namespace"));
    }

    private static PodLives pods(String prefix) {
        return cluster().api().pods(cluster().api().namespace(prefix));
    }

    @Test
    void the_guides_values_and_kafka_bring_changes_pods_and_tenants_to_its_topics() throws Exception {
        KafkaSettings kafka =
                KafkaSettings.builder().bootstrapServers(cluster().broker()).build();
        Installation installation =
                new Installation("guide-and-kafka", cluster().broker(), Map.of());
        PodLives pods = pods("guide");
        String uid;
        try (EmitterProcess monitor = installation.ready()) {
            uid = pods.create(PodLives.taskId(1)).getMetadata().getUid();
            assertThat(read(kafka, kafka.lifecycleTopic(), of(installation, pods), 1))
                    .extracting(Event::type, Event::subject, Event::tenant)
                    .containsExactly(tuple("pod.pending", "pod/" + uid, FakeClearMl.DEFAULT_COMPANY));
            stop(monitor);
        }
        installation.run("pods-inventory");
        installation.run("company-inventory");
        assertThat(read(kafka, kafka.inventoryTopic(), event -> event.subject().equals("pod/" + uid), 1))
                .extracting(Event::type)
                .containsExactly("pod.present");
        assertThat(read(kafka, kafka.inventoryTopic(), event -> event.source().equals("company-inventory"), 2))
                .extracting(Event::type)
                .containsExactly("tenant.present", "inventory.complete");
    }

    @Test
    void the_vendors_values_as_they_are_bring_them_to_the_api_server_once_also_after_a_restart() throws Exception {
        Installation installation = new Installation("guide", "", Map.of());
        PodLives pods = pods("vendor");
        String name = pods.create(PodLives.taskId(2)).getMetadata().getName();
        try (EmitterProcess monitor = installation.ready()) {
            awaitEvents("service_instance_lifecycle", name, "pending");
            stop(monitor);
        }
        pods.running(name, Instant.now());
        try (EmitterProcess monitor = installation.ready()) {
            awaitEvents("service_instance_lifecycle", name, "pending", "running");
            stop(monitor);
        }
        installation.run("pods-inventory");
        awaitEvents("service_instance_inventory", name, "running");
        installation.run("company-inventory");
        assertThat(sent("service_instance_inventory"))
                .anyMatch(event -> FakeClearMl.DEFAULT_COMPANY.equals(event.get("clearml_tenant"))
                        && Map.of("service_instance_id", "one").equals(event.get("fields")));
    }

    private static void awaitEvents(String template, String pod, String... states) {
        Await.until(
                () -> "events of " + pod + ": " + states(template, pod),
                SOON,
                () -> states(template, pod).equals(List.of(states)));
    }

    private static List<Object> states(String template, String pod) {
        return sent(template).stream()
                .filter(event -> pod.equals(event.get("name")))
                .<Object>map(event -> String.valueOf(event.get("state")))
                .toList();
    }

    private static List<Map<?, ?>> sent(String template) {
        List<Map<?, ?>> events = new ArrayList<>();
        cluster().clearml().recordedCalls("tenants.custom_events").stream()
                .filter(call -> template.equals(call.body().get("template_key")))
                .forEach(call -> ((List<?>) call.body().getOrDefault("events", List.of()))
                        .forEach(event -> events.add((Map<?, ?>) event)));
        return events;
    }

    @Test
    void a_client_certificate_of_a_secret_brings_them_to_kafka_with_tls_and_the_namespaces_label_is_the_tenant()
            throws Exception {
        HeldCertificate server = certificate("127.0.0.1");
        HeldCertificate client = certificate("emitters");
        Properties tls = new Properties();
        tls.put("ssl.keystore.type", "PEM");
        tls.put("ssl.keystore.location", pem("server.pem", server.privateKeyPkcs8Pem() + server.certificatePem()));
        tls.put("ssl.truststore.type", "PEM");
        tls.put("ssl.truststore.location", pem("clients.pem", client.certificatePem()));
        tls.put("listener.name.ssl.ssl.client.auth", "required");
        try (EmbeddedKafka broker = EmbeddedKafka.start(tls)) {
            KafkaSettings kafka = KafkaSettings.builder()
                    .bootstrapServers(broker.plainAddress())
                    .build();
            var created = Topics.create(kafka, 1, 1, SOON);
            Installation installation = new Installation(
                    "kafka-mutual-tls",
                    broker.tlsAddress(),
                    Map.of(
                            "kafka-ca",
                            Map.of("ca.crt", server.certificatePem()),
                            // As cert-manager makes it.
                            "kafka-client",
                            Map.of(
                                    "tls.key",
                                    client.privateKeyPkcs1Pem(),
                                    "tls.crt",
                                    client.certificatePem(),
                                    "ca.crt",
                                    "")));
            PodLives pods = pods("team");
            var labelled = cluster()
                    .admin()
                    .namespaces()
                    .withName(pods.namespace())
                    .edit(there -> new NamespaceBuilder(there)
                            .editMetadata()
                            .addToLabels(LABEL, "vision")
                            .endMetadata()
                            .build());
            try (EmitterProcess monitor = installation.ready()) {
                pods.create(PodLives.taskId(3));
                List<Event> events = read(kafka, kafka.lifecycleTopic(), of(installation, pods), 1);
                assertThat(events).extracting(Event::tenant).containsExactly("vision");
                assertThat(events.get(0).data()).containsEntry("cluster", "east");
                stop(monitor);
            }
            assertThat(created).hasSize(3);
            assertThat(labelled.getMetadata().getLabels()).containsKey(LABEL);
        }
    }

    private static HeldCertificate certificate(String name) {
        return new HeldCertificate.Builder()
                .addSubjectAlternativeName(name)
                .rsa2048()
                .build();
    }

    private String pem(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void of_two_replicas_the_second_goes_on_where_the_first_was_stopped() throws Exception {
        KafkaSettings kafka =
                KafkaSettings.builder().bootstrapServers(cluster().broker()).build();
        Installation installation = new Installation("lease", cluster().broker(), Map.of());
        PodLives pods = pods("lease");
        String held = "clearml_lease_held{emitter=\"pods-monitor\"} ";
        try (EmitterProcess first = installation.ready()) {
            assertThat(first.answer("/metrics", held + "1")).isNotEmpty();
            try (EmitterProcess second = installation.ready()) {
                assertThat(second.answer("/metrics", held)).contains(held + "0");
                String one = pods.create(PodLives.taskId(4)).getMetadata().getUid();
                assertThat(read(kafka, kafka.lifecycleTopic(), of(installation, pods), 1))
                        .hasSize(1);

                stop(first);
                String two = pods.create(PodLives.taskId(5)).getMetadata().getUid();
                assertThat(second.answer("/metrics", held + "1")).isNotEmpty();
                assertThat(read(kafka, kafka.lifecycleTopic(), of(installation, pods), 2))
                        .extracting(Event::subject)
                        .containsExactly("pod/" + one, "pod/" + two);
                stop(second);
            }
        }
    }
}
