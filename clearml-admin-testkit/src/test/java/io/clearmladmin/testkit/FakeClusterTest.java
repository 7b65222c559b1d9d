package io.clearmladmin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fake cluster answers lists and watches of pods as an API server does. */
class FakeClusterTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeCluster cluster =
            FakeCluster.start(Clock.fixed(Instant.parse("2026-11-01T10:00:00.5Z"), ZoneOffset.UTC));

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void a_list_has_the_pods_of_its_namespace_and_labels() throws IOException {
        FakeTaskPod pod =
                cluster.pod("team-a", "task1").queue("q1", "default").gpus(2).create();
        cluster.pod("team-b", "task2").create();

        JsonNode all = get("/api/v1/pods?labelSelector=CLEARML");
        JsonNode inA = get("/api/v1/namespaces/team-a/pods?labelSelector=CLEARML,clearml-agent-queue%3Dq1");
        JsonNode old = get("/api/v1/pods?labelSelector=TRAINS,!CLEARML");

        assertThat(all.path("items")).hasSize(2);
        assertThat(inA.path("items")).hasSize(1);
        assertThat(inA.at("/items/0/metadata/uid").asText()).isEqualTo(pod.uid());
        assertThat(inA.at("/items/0/spec/containers/0/resources/requests/nvidia.com~1gpu")
                        .asInt())
                .isEqualTo(2);
        assertThat(old.path("items")).isEmpty();
    }

    @Test
    void it_has_an_id_of_its_own() throws IOException {
        String uid = get("/api/v1/namespaces/kube-system").at("/metadata/uid").asText();
        assertThat(uid).isNotEmpty();
        assertThat(get("/api/v1/namespaces/kube-system").at("/metadata/uid").asText())
                .isEqualTo(uid);
    }

    @Test
    void a_watch_sends_a_pods_life_in_order_and_ends_with_a_bookmark() throws IOException {
        String from = get("/api/v1/pods").at("/metadata/resourceVersion").asText();
        FakeTaskPod pod = cluster.pod("team-a", "task1").create();
        pod.run();
        pod.fail(137, "OOMKilled");
        pod.delete();

        List<JsonNode> events = watch(from, 1);

        assertThat(events)
                .extracting(event -> event.path("type").asText())
                .containsExactly("ADDED", "MODIFIED", "MODIFIED", "MODIFIED", "DELETED", "BOOKMARK");
        JsonNode end = events.get(2).at("/object/status/containerStatuses/0/state/terminated");
        assertThat(end.path("exitCode").asInt()).isEqualTo(137);
        assertThat(end.path("finishedAt").asText()).isEqualTo("2026-11-01T10:00:00Z");
        assertThat(events)
                .extracting(
                        event -> event.at("/object/metadata/resourceVersion").asInt())
                .isSorted();
    }

    @Test
    void who_watches_from_a_version_that_is_forgotten_gets_410() throws IOException {
        String from = get("/api/v1/pods").at("/metadata/resourceVersion").asText();
        cluster.pod("team-a", "task1").create();
        cluster.compact();

        List<JsonNode> events = watch(from, 5);

        assertThat(events).hasSize(1);
        assertThat(events.get(0).at("/object/code").asInt()).isEqualTo(410);
    }

    @Test
    void what_it_is_set_to_refuse_it_refuses_until_it_recovers() throws IOException {
        cluster.refuse(403);
        int refused = open("/api/v1/pods").getResponseCode();
        cluster.recover();

        assertThat(refused).isEqualTo(403);
        assertThat(open("/api/v1/pods").getResponseCode()).isEqualTo(200);
        assertThatThrownBy(() -> cluster.refuse(200)).hasMessageContaining("status");
    }

    @Test
    void a_deleted_pod_does_nothing_any_more() {
        FakeTaskPod pod = cluster.pod("team-a", "task1").create();
        pod.delete();

        assertThatThrownBy(pod::run).hasMessageContaining("deleted");
    }

    /** Closing ends what is in flight: no thread of the cluster goes on, waiting or running. */
    @Test
    void a_cluster_that_is_closed_while_it_is_watched_leaves_no_thread() throws Exception {
        Set<Thread> before = threads();
        FakeCluster closed = FakeCluster.start();
        HttpURLConnection watch = (HttpURLConnection)
                URI.create(closed.url() + "/api/v1/pods?watch=1").toURL().openConnection();
        assertThat(watch.getResponseCode()).isEqualTo(200);
        closed.close();
        Set<Thread> left = threads();
        left.removeAll(before);
        for (Thread thread : left) {
            thread.join(10_000);
        }
        assertThat(left).allSatisfy(thread -> assertThat(thread.isAlive()).isFalse());
        watch.disconnect();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("fake-cluster"))
                .collect(Collectors.toSet());
    }

    private List<JsonNode> watch(String from, int seconds) throws IOException {
        String path = "/api/v1/pods?watch=true&allowWatchBookmarks=true&labelSelector=CLEARML&resourceVersion=" + from
                + "&timeoutSeconds=" + seconds;
        List<JsonNode> events = new ArrayList<>();
        try (InputStream body = open(path).getInputStream();
                BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events.add(JSON.readTree(line));
            }
        }
        return events;
    }

    private JsonNode get(String path) throws IOException {
        try (InputStream body = open(path).getInputStream()) {
            return JSON.readTree(body);
        }
    }

    private HttpURLConnection open(String path) throws IOException {
        return (HttpURLConnection) URI.create(cluster.url() + path).toURL().openConnection();
    }
}
