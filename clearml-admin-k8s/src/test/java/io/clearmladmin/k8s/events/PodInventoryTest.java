package io.clearmladmin.k8s.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.events.TenantEvents;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.KubernetesException;
import io.clearmladmin.k8s.PodLives;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.testkit.InMemoryEventSink;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Snapshots of the task pods that there are, listed by a server that has as many as the test wants. */
class PodInventoryTest {

    private static final Pattern CONTINUE = Pattern.compile("continue=(\\d+)");
    private static final Instant START = Instant.parse("2026-11-21T00:00:00.123456Z");
    private static final int PAGE = 500;

    private final KubernetesSerialization json = new KubernetesSerialization();
    private HttpServer server;
    private int pods;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    // Every fourth pod has ended.
    private String pod(int number) {
        String phase = List.of("Pending", "Running", "Running", number % 8 == 3 ? "Succeeded" : "Failed")
                .get(number % 4);
        return json.asJson(new PodBuilder(PodLives.pod("clearml", PodLives.taskId(number)))
                .editMetadata()
                .withUid("uid-" + number)
                .withResourceVersion("7")
                .withCreationTimestamp("2026-11-20T10:00:00Z")
                .endMetadata()
                .withNewStatus()
                .withPhase(phase)
                .withStartTime("2026-11-20T10:00:05Z")
                .addNewContainerStatus()
                .withName(PodLives.name(PodLives.taskId(number)))
                .withRestartCount(number % 3)
                .withState(
                        phase.equals("Running")
                                ? new ContainerStateBuilder()
                                        .withNewRunning("2026-11-20T12:00:00Z")
                                        .build()
                                : null)
                .endContainerStatus()
                .endStatus()
                .build());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        boolean isOld = query.contains("TRAINS");
        Matcher next = CONTINUE.matcher(query);
        int from = next.find() ? Integer.parseInt(next.group(1)) : 0;
        int to = isOld ? from : Math.min(pods, from + PAGE);
        String items = IntStream.range(from, to).mapToObj(this::pod).collect(Collectors.joining(","));
        String more = to < pods && !isOld ? "\"continue\":\"" + to + "\"," : "";
        byte[] body = ("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{" + more
                        + "\"resourceVersion\":\"7\"},\"items\":[" + items + "]}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Kubernetes connect(URI address) {
        return Kubernetes.builder().server(address).token("none").build();
    }

    @Test
    void each_pod_that_has_not_ended_is_published_and_then_the_end_all_as_one() {
        pods = 1_200;
        InMemoryEventSink sink = InMemoryEventSink.wholeSnapshots();
        try (Kubernetes kubernetes = connect(address())) {
            PodInventory inventory = PodInventory.builder(kubernetes, sink)
                    .source("inventory-eu-1")
                    .cluster("eu-1")
                    .tenants(pod -> Optional.of("tenant-of-" + pod.namespace()))
                    .build();
            PodInventoryReport report = inventory.run(START);
            assertThat(report.published()).isEqualTo(900);
            assertThat(report.toText())
                    .startsWith("Inventory of task pods at " + report.start() + ": 900 task pods published, in ")
                    .endsWith(" ms\n")
                    .isEqualTo(report.toString());
            assertThat(report.toJson())
                    .contains("\"start\" : \"" + report.start() + "\"", "\"published\" : 900", "\"consistent\" : true");
            List<Event> snapshot = sink.snapshots().get(0);
            assertThat(snapshot).hasSize(901).allSatisfy(event -> {
                PodLifeTest.assertFits(event);
                assertThat(event.toString()).doesNotContain(PodLives.CANARY);
                assertThat(event.source()).isEqualTo("inventory-eu-1");
                assertThat(event.time()).isEqualTo("2026-11-21T00:00:00.123Z");
            });
            assertThat(snapshot.get(0).type()).isEqualTo(PodEvents.PRESENT);
            assertThat(snapshot.get(0).tenant()).isEqualTo("tenant-of-clearml");
            assertThat(snapshot.get(0).data())
                    .containsEntry("cluster", "eu-1")
                    .containsEntry("task", PodLives.taskId(0))
                    .containsEntry("state", "pending");
            Event end = snapshot.get(900);
            assertThat(end.type()).isEqualTo(TenantEvents.INVENTORY_COMPLETE);
            assertThat(end.data()).containsEntry("count", 900).containsEntry("run", "2026-11-21T00:00:00.123Z");
            // Repeated, it is the same.
            inventory.run(START);
            assertThat(sink.unique()).hasSize(901);
        }
    }

    @Test
    void a_start_that_restarts_have_hidden_is_left_out() {
        pods = 12;
        InMemoryEventSink sink = InMemoryEventSink.wholeSnapshots();
        try (Kubernetes kubernetes = connect(address())) {
            PodInventory.builder(kubernetes, sink).build().run(START);
        }
        List<Event> present = sink.events().stream()
                .filter(event -> event.type().equals(PodEvents.PRESENT))
                .toList();
        assertThat(present).hasSize(9).allSatisfy(event -> {
            boolean runs = event.data().containsValue("running");
            boolean isHidden = Long.valueOf(2).equals(event.data().get("restarts"));
            assertThat(event.data().containsKey("started")).isEqualTo(runs && !isHidden);
        });
        assertThat(present).anyMatch(event -> event.data().containsKey("started"));
    }

    @Test
    void without_pods_the_end_is_published_alone() {
        InMemoryEventSink sink = new InMemoryEventSink();
        try (Kubernetes kubernetes = connect(address())) {
            PodInventoryReport report = PodInventory.builder(kubernetes, sink)
                    .query(PodQuery.inNamespace("clearml"))
                    .build()
                    .run();
            assertThat(report.published()).isZero();
        }
        assertThat(sink.events()).singleElement().satisfies(end -> {
            assertThat(end.data()).containsEntry("count", 0);
            assertThat(end.tenant()).isEmpty();
        });
    }

    @Test
    void if_the_list_fails_nothing_is_published() {
        stop();
        InMemoryEventSink sink = new InMemoryEventSink();
        try (Kubernetes kubernetes = connect(address())) {
            PodInventory inventory = PodInventory.builder(kubernetes, sink).build();
            assertThatThrownBy(inventory::run).isInstanceOf(KubernetesException.class);
        }
        assertThat(sink.events()).isEmpty();
    }

    @Test
    @Tag("long")
    void ten_thousand_pods_are_published_with_64_megabytes() throws Exception {
        pods = 10_000;
        Process inventory = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Counting.class.getName(),
                        address().toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(inventory.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(inventory.waitFor()).as(said).isZero();
        assertThat(said).contains("7500 published", "7501 events");
    }

    /** Publishes an inventory to a sink that counts, in a process of its own. */
    static final class Counting implements EventSink {

        private int events;

        private Counting() {}

        /** Arguments: the server's address. */
        public static void main(String[] arguments) {
            Counting sink = new Counting();
            try (Kubernetes kubernetes = connect(URI.create(arguments[0]))) {
                PodInventoryReport report =
                        PodInventory.builder(kubernetes, sink).build().run();
                System.out.println(report.published() + " published, " + sink.events + " events");
            }
        }

        @Override
        public void emit(List<Event> batch, Duration deadline) {
            events += batch.size();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
