package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.k8s.KubernetesException.Reason;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers that a real server cannot be made to give. */
class PodPagesTest {

    private static final PodQuery QUERY = PodQuery.inNamespace("clearml").withoutOldAgents();

    private final MockWebServer server = new MockWebServer();
    private final List<TaskPod> read = new ArrayList<>();
    private Kubernetes kubernetes;

    @BeforeEach
    void start() throws IOException {
        server.start();
        kubernetes = connection("http://127.0.0.1:" + server.getPort());
    }

    private static Kubernetes connection(String address) {
        return Kubernetes.builder()
                .server(URI.create(address))
                .token("canary-token")
                .timeout(Duration.ofMillis(1_500))
                .build();
    }

    @AfterEach
    void stop() {
        kubernetes.close();
        server.close();
    }

    private static MockResponse.Builder json(int code, String body) {
        return new MockResponse.Builder()
                .code(code)
                .addHeader("Content-Type", "application/json")
                .body(body);
    }

    private static String page(int from, int to, String version, String next) {
        StringBuilder items = new StringBuilder();
        for (int number = from; number < to; number++) {
            items.append(number == from ? "" : ",")
                    .append("{\"metadata\":{\"namespace\":\"clearml\",\"name\":\"pod-" + number + "\",\"uid\":\"u"
                            + number + "\"},\"status\":{\"phase\":\"Running\"}}");
        }
        return "{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"" + version + "\",\"continue\":\"" + next
                + "\"},\"items\":[" + items + "]}";
    }

    private static String status(int code, String reason, String next) {
        return "{\"kind\":\"Status\",\"code\":" + code + ",\"reason\":\"" + reason
                + "\",\"message\":\"words of the server\",\"metadata\":{\"continue\":\"" + next + "\"}}";
    }

    private Snapshot read() {
        return kubernetes.pods().forEach(QUERY, read::add);
    }

    private String asked() throws InterruptedException {
        return server.takeRequest().getTarget();
    }

    @Test
    void pages_are_requested_with_limit_and_continuation() throws Exception {
        server.enqueue(json(200, page(0, 2, "7", "to+go/on=")).build());
        server.enqueue(json(200, page(2, 3, "7", "")).build());
        assertThat(read()).isEqualTo(new Snapshot("7", true, 3));
        assertThat(asked()).isEqualTo("/api/v1/namespaces/clearml/pods?labelSelector=CLEARML&limit=500");
        assertThat(asked()).endsWith("&limit=500&continue=to%2Bgo%2Fon%3D");
    }

    @Test
    void the_list_of_old_agents_is_requested_as_of_the_first_version() throws Exception {
        server.enqueue(json(200, page(0, 1, "7", "")).build());
        server.enqueue(json(410, status(410, "Expired", "")).build());
        server.enqueue(json(200, page(1, 2, "9", "")).build());
        assertThat(kubernetes.pods().forEach(PodQuery.allNamespaces(), read::add))
                .isEqualTo(new Snapshot("7", false, 2));
        assertThat(asked()).isEqualTo("/api/v1/pods?labelSelector=CLEARML&limit=500");
        assertThat(asked())
                .isEqualTo(
                        "/api/v1/pods?labelSelector=TRAINS%2C%21CLEARML&limit=500&resourceVersion=7&resourceVersionMatch=Exact");
        assertThat(asked()).isEqualTo("/api/v1/pods?labelSelector=TRAINS%2C%21CLEARML&limit=500");
    }

    @Test
    void a_forgotten_version_goes_on_with_what_the_server_offers() throws Exception {
        server.enqueue(json(200, page(0, 2, "7", "first")).build());
        server.enqueue(json(410, status(410, "Expired", "fresh")).build());
        server.enqueue(json(200, page(2, 4, "9", "")).build());
        assertThat(read()).isEqualTo(new Snapshot("7", false, 4));
        asked();
        asked();
        assertThat(asked()).endsWith("&continue=fresh");
    }

    @Test
    void a_forgotten_version_without_an_offer_is_an_error() {
        server.enqueue(json(200, page(0, 2, "7", "first")).build());
        server.enqueue(json(410, status(410, "Expired", "")).build());
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        KubernetesException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EXPIRED))
                .hasMessageContaining("Read anew");
    }

    @Test
    void a_page_that_breaks_off_is_requested_again_and_no_pod_is_handed_over_twice() throws Exception {
        String whole = page(0, 100, "7", "");
        server.enqueue(json(200, whole.substring(0, whole.length() / 2)).build());
        server.enqueue(
                json(200, whole).onResponseBody(new SocketEffect.CloseSocket()).build());
        server.enqueue(json(200, whole).build());
        assertThat(read()).isEqualTo(new Snapshot("7", true, 100));
        assertThat(read).extracting(TaskPod::uid).doesNotHaveDuplicates();
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void a_page_that_breaks_off_three_times_is_an_error_that_quotes_nothing() {
        for (int time = 0; time < 3; time++) {
            server.enqueue(json(200, "{\"kind\":\"PodList\",\"items\":[{\"spec\":{\"env\":[\"canary")
                    .build());
        }
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        KubernetesException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BROKEN_OFF))
                .hasNoCause()
                .hasMessageNotContaining("canary");
    }

    @Test
    @Tag("long")
    void a_page_that_falls_silent_is_not_waited_for_longer_than_the_timeout() {
        for (int time = 0; time < 3; time++) {
            server.enqueue(json(200, page(0, 5_000, "7", ""))
                    .throttleBody(100_000, 1, TimeUnit.HOURS)
                    .build());
        }
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        KubernetesException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BROKEN_OFF))
                .hasMessageContaining("no byte came for 1500 ms");
    }

    @Test
    void an_answer_that_does_not_come_is_not_waited_for_longer_than_the_timeout() throws IOException {
        try (ServerSocket mute = new ServerSocket(0);
                Kubernetes unheard = connection("http://127.0.0.1:" + mute.getLocalPort())) {
            assertThatThrownBy(() -> unheard.pods().list(QUERY))
                    .isInstanceOfSatisfying(
                            KubernetesException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE))
                    .hasMessageContaining("no answer within 1500 ms");
        }
    }

    @Test
    void nobody_at_the_address_is_an_error_that_says_so() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        try (Kubernetes nobody = connection("http://127.0.0.1:" + port)) {
            assertThatThrownBy(() -> nobody.pods().list(QUERY))
                    .isInstanceOfSatisfying(
                            KubernetesException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE))
                    .hasMessageContaining("Is the address right");
        }
    }

    @Test
    void another_page_is_recognised_as_no_api_server() {
        server.enqueue(new MockResponse.Builder()
                .code(404)
                .body("<html>not here</html>")
                .build());
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        KubernetesException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_KUBERNETES));
        server.enqueue(json(200, "{\"meta\":{\"id\":\"x\"},\"data\":{}}").build());
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        KubernetesException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_KUBERNETES));
    }

    @Test
    void an_overloaded_server_is_retried_and_then_named() {
        for (int time = 0; time < 3; time++) {
            server.enqueue(json(503, status(503, "ServiceUnavailable", "")).build());
        }
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        KubernetesException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BUSY))
                .hasMessageContaining("words of the server");
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void what_the_reader_throws_ends_the_reading() {
        server.enqueue(json(200, page(0, 100, "7", "")).build());
        IllegalStateException full = new IllegalStateException("full");
        assertThatThrownBy(() -> kubernetes.pods().forEach(QUERY, pod -> {
                    throw full;
                }))
                .isSameAs(full);
    }

    @Test
    void pods_are_counted_and_found_by_name_where_there_is_no_label() {
        String task = PodLives.taskId(1);
        String named = page(0, 2, "7", "").replace("pod-1", "clearml-id-" + task);
        for (String body : List.of(named, page(0, 0, "7", ""), named)) {
            server.enqueue(json(200, body).build());
        }
        PodCounts counts = kubernetes.pods().count(QUERY);
        assertThat(counts.total()).isEqualTo(new PodCounts.Tally(2, Gpus.NONE));
        assertThat(counts.byState()).containsOnlyKeys(TaskPod.State.RUNNING);
        assertThat(counts.byTenant()).containsOnlyKeys("");
        assertThat(kubernetes.pods().ofTask(QUERY, task))
                .extracting(TaskPod::uid)
                .containsExactly("u1");
    }

    @Test
    void the_label_of_a_namespace_is_read_and_one_that_is_gone_has_none() throws Exception {
        server.enqueue(json(
                        200,
                        "{\"kind\":\"Namespace\",\"metadata\":{\"labels\":{\"a\":\"b\",\"company\":\"c-1\"}},\"spec\":{}}")
                .build());
        server.enqueue(json(404, status(404, "NotFound", "")).build());
        assertThat(Namespaces.label(kubernetes, "company", "blue")).containsEntry("blue", "c-1");
        assertThat(asked()).isEqualTo("/api/v1/namespaces/blue");
        assertThat(Namespaces.label(kubernetes, "company", "gone")).isEmpty();
    }

    @Test
    void the_id_of_a_cluster_is_the_uid_of_kube_system_and_its_address_where_that_may_not_be_read() throws Exception {
        server.enqueue(json(200, "{\"kind\":\"Namespace\",\"metadata\":{\"name\":\"kube-system\",\"uid\":\"u-1\"}}")
                .build());
        server.enqueue(json(403, status(403, "Forbidden", "")).build());
        server.enqueue(json(404, status(404, "NotFound", "")).build());
        assertThat(kubernetes.clusterId()).isEqualTo("u-1");
        assertThat(asked()).isEqualTo("/api/v1/namespaces/kube-system");
        String address = kubernetes.server().toString();
        assertThat(kubernetes.clusterId()).isEqualTo(address);
        assertThat(kubernetes.clusterId()).isEqualTo(address);
    }

    @Test
    void an_answer_that_leaves_open_which_cluster_it_is_is_an_error() {
        server.enqueue(json(400, status(400, "BadRequest", "")).build());
        server.enqueue(json(200, "{\"metadata\":{}}").build());
        server.enqueue(new MockResponse.Builder().code(404).body("<html>").build());
        for (Reason reason : List.of(Reason.REFUSED, Reason.NOT_KUBERNETES, Reason.NOT_KUBERNETES)) {
            assertThatThrownBy(kubernetes::clusterId)
                    .isInstanceOfSatisfying(
                            KubernetesException.class,
                            e -> assertThat(e.reason()).isEqualTo(reason))
                    .hasMessageContaining("get namespaces");
        }
    }

    @Test
    void pods_of_several_namespaces_are_requested_one_after_the_other_as_of_the_first_version() throws Exception {
        for (String version : List.of("7", "8")) {
            server.enqueue(json(200, page(0, 1, version, "")).build());
        }
        PodQuery both = PodQuery.inNamespaces("red", "blue", "red").withoutOldAgents();
        Snapshot snapshot = kubernetes.pods().forEach(both, read::add);
        assertThat(snapshot.asOf()).isEqualTo("7");
        assertThat(asked()).isEqualTo("/api/v1/namespaces/blue/pods?labelSelector=CLEARML&limit=500");
        assertThat(asked())
                .isEqualTo("/api/v1/namespaces/red/pods?labelSelector=CLEARML&limit=500"
                        + "&resourceVersion=7&resourceVersionMatch=Exact");
    }

    @Test
    void pods_of_labelled_namespaces_are_those_of_all_without_the_others() throws Exception {
        server.enqueue(json(
                        200,
                        "{\"kind\":\"NamespaceList\",\"metadata\":{\"resourceVersion\":\"5\"},\"items\":"
                                + "[{\"metadata\":{\"name\":\"clearml\",\"uid\":\"n1\"},\"spec\":{},\"status\":{\"phase\":\"Active\"}}]}")
                .build());
        String others = page(2, 4, "7", "").replace("\"namespace\":\"clearml\"", "\"namespace\":\"other\"");
        server.enqueue(json(200, page(0, 2, "7", "more")).build());
        server.enqueue(json(200, others).build());
        PodQuery labelled = PodQuery.inNamespacesWithLabels("team=blue").withoutOldAgents();
        assertThat(kubernetes.pods().count(labelled).total().pods()).isEqualTo(2);
        assertThat(asked()).startsWith("/api/v1/namespaces?labelSelector=team%3Dblue&limit=500");
        assertThat(asked()).isEqualTo("/api/v1/pods?labelSelector=CLEARML&limit=500");
    }

    @Test
    void the_words_of_a_query_are_the_same_for_the_same_selection() {
        assertThat(PodQuery.allNamespaces()).hasToString("pods of all namespaces with [CLEARML, TRAINS,!CLEARML]");
        assertThat(PodQuery.inNamespace("blue").agent("a").queueName("q"))
                .hasToString("pods of namespace blue with [CLEARML=a,clearml-agent-queue-name=q,"
                        + " TRAINS=a,clearml-agent-queue-name=q,!CLEARML]");
        assertThat(PodQuery.inNamespaces("red"))
                .hasToString(PodQuery.inNamespace("red").toString());
        assertThat(PodQuery.inNamespaces("red", "blue", "red").withoutOldAgents())
                .hasToString("pods of namespaces blue, red with [CLEARML]")
                .hasToString(PodQuery.inNamespaces(List.of("blue", "red"))
                        .withoutOldAgents()
                        .toString());
        assertThat(PodQuery.inNamespacesWithLabels("b=1, a in (x, y)")
                        .labels("d=1")
                        .labels("c=2"))
                .hasToString(
                        "pods of namespaces labelled a in (x, y),b=1 with [CLEARML,c=2,d=1, TRAINS,c=2,d=1,!CLEARML]")
                .hasToString(PodQuery.inNamespacesWithLabels("a in (x, y),b=1")
                        .labels("c=2, d=1")
                        .toString());
    }

    @Test
    void queries_that_cannot_work_are_refused_by_name() {
        assertThatThrownBy(() -> PodQuery.inNamespace("Not A Name")).hasMessageContaining("namespace");
        assertThatThrownBy(() -> PodQuery.inNamespaces("good", "Not A Name")).hasMessageContaining("namespace");
        assertThatThrownBy(() -> PodQuery.inNamespaces(List.of())).hasMessageContaining("from 1 to 50");
        List<String> many =
                IntStream.range(0, 51).mapToObj(number -> "n" + number).toList();
        assertThatThrownBy(() -> PodQuery.inNamespaces(many)).hasMessageContaining("got 51");
        assertThatThrownBy(() -> PodQuery.inNamespacesWithLabels(" ")).hasMessageContaining("selector");
        assertThatThrownBy(() -> QUERY.agent("a,b")).hasMessageContaining("agent");
        assertThatThrownBy(() -> QUERY.taskId("")).hasMessageContaining("taskId");
        assertThatThrownBy(() -> QUERY.queueName("a b")).hasMessageContaining("queueName");
        assertThatThrownBy(() -> QUERY.labels(" ")).hasMessageContaining("labels");
    }
}
