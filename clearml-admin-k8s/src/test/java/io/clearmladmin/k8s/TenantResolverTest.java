package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Fault;
import io.clearmladmin.workers.RegisterWorker;
import java.io.IOException;
import java.time.Duration;
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
    void a_task_of_a_tenant_that_is_made_later_is_found_there_half_a_minute_after_the_last_list() throws IOException {
        try (ManyTenants server = new ManyTenants()) {
            String task = PodLives.taskId(1);
            TestClock clock = new TestClock();
            TenantResolver byTask = TenantResolvers.byTask(TenantViews.listedBy(server.root, clock), clock);
            assertThat(byTask.tenantOf(pod("n", task))).isEmpty();
            String later = server.fake.addCompany("Later");
            server.task(later, 1);
            clock.forward(TenantViews.LEAST_AGE.minusSeconds(1));
            assertThat(byTask.tenantOf(pod("n", task))).isEmpty();
            clock.forward(Duration.ofSeconds(1));
            assertThat(byTask.tenantOf(pod("n", task))).contains(later);
            assertThat(server.fake.recordedCalls("system.get_companies")).hasSize(2);
            assertThat(byTask.problem(PodQuery.allNamespaces())).isEmpty();
            assertThat(TenantResolver.byTask(server.root).tenantOf(pod("n", task)))
                    .contains(later);
        }
    }

    @Test
    void a_server_that_is_not_of_the_enterprise_edition_is_one_tenant() throws IOException {
        try (FakeClearMl fake = FakeClearMl.start();
                ClearMl root = fake.connect()) {
            fake.stub("tasks.get_all", call -> Map.of("tasks", List.of(Map.of("id", TASK, "company", "own"))));
            root.workers()
                    .register(
                            RegisterWorker.builder().worker("k8s:group:" + TASK).build());
            assertThat(TenantResolver.byTask(root).tenantOf(pod("n", TASK))).contains("own");
            assertThat(TenantResolver.byWorkers(root).tenantOf(pod("n", TASK))).contains(FakeClearMl.DEFAULT_COMPANY);
            assertThat(TenantResolver.byWorkers(root).problem(PodQuery.allNamespaces()))
                    .isEmpty();
        }
    }

    @Test
    void a_task_that_is_not_found_may_be_and_a_label_that_is_missing_or_a_task_that_may_not_be_seen_is_not()
            throws IOException {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl root = fake.connect();
                ClearMl user = fake.connect(fake.addUser("ada", Role.USER))) {
            TenantResolver byLabel = TenantResolver.byPodLabel("example.org/company");
            TenantResolver byTask = TenantResolver.byWorkers(root);
            TenantResolver refused = TenantResolver.byWorkers(user);
            TaskPod pod = pod("n", TASK);
            for (TenantResolver each : List.of(byLabel, byTask, refused)) {
                assertThat(each.tenantOf(pod)).isEmpty();
            }
            assertThat(byLabel.isUnknownForNow(pod)).isFalse();
            assertThat(byTask.isUnknownForNow(pod)).isTrue();
            assertThat(byTask.isUnknownForNow(pod("n", ""))).as("of no task").isFalse();
            assertThat(refused.isUnknownForNow(pod)).isFalse();
            TenantResolver broken = one -> {
                throw new IllegalStateException("broken");
            };
            assertThat(TenantResolver.inOrder(byLabel, refused).isUnknownForNow(pod))
                    .isFalse();
            for (TenantResolver passing : List.of(byTask, broken)) {
                TenantResolver inOrder = TenantResolver.inOrder(byLabel, passing);
                assertThat(inOrder.tenantOf(pod)).isEmpty();
                assertThat(inOrder.isUnknownForNow(pod)).isTrue();
            }
        }
    }

    @Test
    void one_that_may_not_list_tenants_says_so_before_there_is_a_pod() {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE)) {
            try (ClearMl user = fake.connect(fake.addUser("ada", Role.USER))) {
                TenantResolver inOrder =
                        TenantResolver.inOrder(TenantResolver.byNamespace(Map.of()), TenantResolver.byTask(user));
                assertThat(inOrder.problem(PodQuery.allNamespaces()).orElseThrow())
                        .contains("tenants cannot be listed", "system.get_companies");
            }
        }
    }

    @Test
    void a_tenant_that_refuses_does_not_hide_the_tasks_of_the_others() throws IOException {
        try (ManyTenants server = new ManyTenants()) {
            String blue = server.fake.addCompany("Blue");
            server.task(blue, 1);
            server.refuse(FakeClearMl.DEFAULT_COMPANY);
            TenantResolver byTask = TenantResolver.byTask(server.root);
            assertThat(byTask.tenantOf(pod("n", PodLives.taskId(1)))).contains(blue);
            assertThat(byTask.tenantOf(pod("n", PodLives.taskId(2)))).isEmpty();
            assertThat(byTask.failures()).as("it may be the refusing one's").isEqualTo(1);
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
