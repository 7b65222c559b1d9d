package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A stream may be closed at any instant, also while its end comes: the connection is that of one exchange at a time. */
class ClosedStreamsTest extends ScriptedWatch {

    private static final int ROUNDS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ApiRequest LIST = ApiRequest.pods("list", "", "/api/v1/pods?limit=500");
    private static final ApiRequest WATCH =
            ApiRequest.pods("watch", "", "/api/v1/pods?" + ApiRequest.changesAfter("1", PATIENCE));

    @Test
    void a_call_that_follows_a_watch_whose_reader_left_just_when_it_ended_gets_its_own_answer() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            api.onWatch((request, out) -> {
                out.head(200);
                out.chunk(ScriptedApi.error(410, "Expired"));
                // So that reader and closer both wait for the end.
                TimeUnit.MILLISECONDS.sleep(20);
                out.end();
                return true;
            });
            readFirstLine(kubernetes.api());
            TimeUnit.MILLISECONDS.sleep(30);
            try (BodyStream list = kubernetes.api().get(LIST, PATIENCE, PATIENCE)) {
                assertThat(new String(list.readAllBytes(), StandardCharsets.UTF_8))
                        .contains("\"name\":\"a\"");
            }
        }
    }

    /** Whoever reads a list stops at the end of its object, which comes before that of the answer. */
    @Test
    void lists_that_follow_each_other_share_a_connection() {
        PodQuery query = PodQuery.allNamespaces().withoutOldAgents();
        for (int list = 0; list < 20; list++) {
            assertThat(kubernetes.pods().list(query).pods())
                    .extracting(TaskPod::name)
                    .containsExactlyInAnyOrder("a", "b");
        }
        assertThat(api.connections()).isLessThanOrEqualTo(2);
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
