package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A stream may be closed at any instant, also while its end comes: the connection is that of one exchange at a time. */
class ClosedStreamsTest {

    private static final int ROUNDS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ApiRequest LIST = ApiRequest.pods("list", "", "/api/v1/pods?limit=500");
    private static final ApiRequest WATCH =
            ApiRequest.pods("watch", "", "/api/v1/pods?" + ApiRequest.changesAfter("1", PATIENCE));

    @Test
    void a_call_that_follows_a_watch_whose_reader_left_just_when_it_ended_gets_its_own_answer() throws Exception {
        try (ScriptedApi server = ScriptedApi.start();
                Kubernetes kubernetes =
                        Kubernetes.builder().server(server.uri()).build()) {
            server.create("a");
            ApiServer api = kubernetes.api();
            for (int round = 0; round < ROUNDS; round++) {
                server.onWatch((request, out) -> {
                    out.head(200);
                    out.chunk(ScriptedApi.error(410, "Expired"));
                    // So that reader and closer both wait for the end.
                    TimeUnit.MILLISECONDS.sleep(20);
                    out.end();
                    return true;
                });
                readFirstLine(api);
                TimeUnit.MILLISECONDS.sleep(30);
                try (BodyStream list = api.get(LIST, PATIENCE, PATIENCE)) {
                    assertThat(new String(list.readAllBytes(), StandardCharsets.UTF_8))
                            .contains("\"name\":\"a\"");
                }
            }
        }
    }

    /** Whoever reads a list stops at the end of its object, which comes before that of the answer. */
    @Test
    void lists_that_follow_each_other_share_a_connection() throws Exception {
        try (ScriptedApi server = ScriptedApi.start();
                Kubernetes kubernetes =
                        Kubernetes.builder().server(server.uri()).build()) {
            server.create("a");
            for (int list = 0; list < 20; list++) {
                assertThat(kubernetes
                                .pods()
                                .list(PodQuery.allNamespaces().withoutOldAgents())
                                .pods())
                        .hasSize(1);
            }
            assertThat(server.connections()).isLessThanOrEqualTo(2);
        }
    }

    private static void readFirstLine(ApiServer api) throws IOException {
        try (BodyStream changes = api.changes(WATCH, PATIENCE)) {
            int read = changes.read();
            while (read != '\n') {
                read = changes.read();
            }
        }
    }
}
