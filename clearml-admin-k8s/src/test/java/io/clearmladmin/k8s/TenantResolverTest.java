package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import io.clearmladmin.ClearMl;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Fault;
import io.clearmladmin.workers.RegisterWorker;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;

class TenantResolverTest {

    private static final String TASK = "0123456789abcdef0123456789abcdef";

    private static TaskPod pod(String namespace, String task, String... keptLabels) throws IOException {
        String json = "{\"metadata\":{\"namespace\":\"" + namespace + "\",\"name\":\"clearml-id-" + task
                + "\",\"labels\":{\"example.org/company\":\"company-3\"}}}";
        try (JsonParser parser = PodReader.JSON.createParser(json)) {
            parser.nextToken();
            return new PodReader(Set.of(keptLabels)).read(parser);
        }
    }

    @Test
    void a_namespace_or_a_label_names_the_tenant() throws IOException {
        TenantResolver byNamespace = TenantResolver.byNamespace(Map.of("blue", "company-1"));
        assertThat(byNamespace.tenantOf(pod("blue", TASK))).contains("company-1");
        assertThat(byNamespace.tenantOf(pod("red", TASK))).isEmpty();
        TenantResolver byLabel = TenantResolver.byPodLabel("example.org/company");
        assertThat(byLabel.tenantOf(pod("red", TASK, "example.org/company"))).contains("company-3");
        assertThat(byLabel.tenantOf(pod("red", TASK))).isEmpty();
        assertThatThrownBy(() -> TenantResolver.byPodLabel("no key")).hasMessageContaining("label");
    }

    @Test
    void the_first_that_knows_has_the_word_and_all_labels_are_kept() throws IOException {
        TenantResolver inOrder = TenantResolver.inOrder(
                TenantResolver.byNamespace(Map.of("blue", "company-1")),
                TenantResolver.byPodLabel("example.org/company"));
        assertThat(inOrder.labels()).containsExactly("example.org/company");
        assertThat(inOrder.tenantOf(pod("blue", TASK, "example.org/company"))).contains("company-1");
        assertThat(inOrder.tenantOf(pod("red", TASK, "example.org/company"))).contains("company-3");
        assertThat(TenantResolver.inOrder().tenantOf(pod("red", TASK))).isEmpty();
    }

    @Test
    void a_worker_shows_whose_its_task_is() throws IOException {
        try (FakeClearMl fake = FakeClearMl.start();
                ClearMl clearml = fake.connect()) {
            clearml.workers()
                    .register(
                            RegisterWorker.builder().worker("k8s:group:" + TASK).build());
            TenantResolver byWorkers = TenantResolver.byWorkers(List.of(clearml));
            assertThat(byWorkers.tenantOf(pod("n", TASK))).contains(FakeClearMl.DEFAULT_COMPANY);
            assertThat(byWorkers.tenantOf(pod("n", PodLives.taskId(1)))).isEmpty();
            assertThat(byWorkers.tenantOf(pod("n", "no-task"))).isEmpty();
            assertThat(byWorkers.failures()).isZero();
        }
    }

    @Test
    void a_server_that_fails_makes_tenants_unknown_and_is_counted() throws IOException {
        try (FakeClearMl fake = FakeClearMl.start();
                ClearMl clearml = fake.connect()) {
            fake.inject(Fault.refusal(400, 100).on("workers.get_all"));
            TenantResolver byWorkers = TenantResolver.byWorkers(List.of(clearml));
            assertThat(byWorkers.tenantOf(pod("n", TASK))).isEmpty();
            assertThat(byWorkers.tenantOf(pod("n", TASK))).isEmpty();
            assertThat(TenantResolver.inOrder(byWorkers).failures()).isEqualTo(1);
        }
    }

    @Test
    void a_task_shows_whose_it_is() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            for (String tasks : List.of(
                    "",
                    "{\"id\":\"" + TASK + "\",\"company\":\"company-5\"}",
                    "{\"id\":\"" + TASK + "\",\"company\":\"\"}")) {
                server.enqueue(new MockResponse.Builder()
                        .addHeader("Content-Type", "application/json")
                        .body(
                                "{\"meta\":{\"id\":\"1\",\"trx\":\"1\",\"endpoint\":{\"name\":\"tasks.get_all\",\"requested_version\":\"2.30\","
                                        + "\"actual_version\":\"1.0\"},\"result_code\":200,\"result_subcode\":0,\"result_msg\":\"OK\","
                                        + "\"error_stack\":\"\"},\"data\":{\"tasks\":[" + tasks + "]}}")
                        .build());
            }
            try (ClearMl clearml = ClearMl.builder()
                    .apiUrlUnchecked("http://127.0.0.1:" + server.getPort())
                    .credentials("key", "secret")
                    .basicAuth()
                    .build()) {
                // The first tenant does not have it, the second does.
                TenantResolver byTask = TenantResolver.byTask(List.of(clearml, clearml));
                assertThat(byTask.tenantOf(pod("n", TASK))).contains("company-5");
                assertThat(server.takeRequest().getTarget()).contains("tasks.get_all");
                assertThat(server.takeRequest().getBody().utf8()).contains(TASK);
                // A public task is nobody's.
                TenantResolver again = TenantResolver.byTask(List.of(clearml));
                assertThat(again.tenantOf(pod("n", TASK))).isEmpty();
                assertThat(again.failures()).isZero();
            }
        }
    }
}
