package io.clearmladmin.k8s.events;

import static io.clearmladmin.k8s.events.PodMonitorTest.ofPods;
import static io.clearmladmin.k8s.events.PodMonitorTest.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.k8s.KubeApi;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.PodLives;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.k8s.Rights;
import io.clearmladmin.k8s.TaskLookup;
import io.clearmladmin.k8s.TenantResolver;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.InMemoryEventSink;
import io.clearmladmin.testkit.InMemoryJournal;
import io.clearmladmin.testkit.calls.Fault;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What events say of the node that a pod runs on, from a real API server. */
@Tag(KubeApi.TAG)
class PodDetailsTest {

    private static final String UUID = "3b9f6f0e-51c8-4b0e-9a53-1a2b3c4d5e6f";
    private static final Instant STARTED = Instant.parse("2026-11-21T09:00:00Z");

    private static KubeApi api;

    @BeforeAll
    static void start() {
        api = KubeApi.shared();
    }

    private static void putNode(String name) {
        api.admin()
                .nodes()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels(Map.of(
                                "nvidia.com/gpu.product", "NVIDIA-L4",
                                "node.kubernetes.io/instance-type", "g6.xlarge",
                                "topology.kubernetes.io/zone", "eu-1a",
                                "topology.kubernetes.io/region", "eu-1",
                                "eks.amazonaws.com/capacityType", "SPOT"))
                        .endMetadata()
                        .build())
                .create();
    }

    private static void create(PodLives pods, int number, String node) {
        pods.create(
                PodLives.taskId(number),
                pod -> pod.editSpec().withNodeName(node).endSpec());
    }

    private static String name(int number) {
        return PodLives.name(PodLives.taskId(number));
    }

    private static PodMonitor started(Kubernetes kubernetes, PodLives pods, InMemoryJournal journal) {
        return PodMonitorTest.started(PodMonitor.builder(kubernetes, journal)
                .source(UUID)
                .query(PodQuery.inNamespace(pods.namespace()))
                .nodeLabels());
    }

    private static void assertSaysItsNode(Event event) {
        PodLifeTest.assertFits(event);
        assertThat(event.data())
                .containsEntry("gpu_model", "NVIDIA-L4")
                .containsEntry("instance_type", "g6.xlarge")
                .containsEntry("zone", "eu-1a")
                .containsEntry("region", "eu-1")
                .containsEntry("capacity_type", "spot");
    }

    @Test
    void events_say_what_the_node_is_to_the_pods_end_also_if_it_is_gone_and_after_a_restart() {
        PodLives pods = api.pods(api.namespace("nodes"));
        putNode("spot-1");
        InMemoryJournal journal = new InMemoryJournal();
        try (Kubernetes kubernetes = api.connect()) {
            create(pods, 1, "spot-1");
            create(pods, 2, "spot-1");
            try (PodMonitor monitor = started(kubernetes, pods, journal)) {
                until("both are published", () -> ofPods(journal.published()).size() == 2);
                // A node that was added seconds ago, as an autoscaler does it.
                putNode("spot-2");
                create(pods, 3, "spot-2");
                until("it is published", () -> ofPods(journal.published()).size() == 3);
                api.admin().nodes().withName("spot-1").delete();
                pods.ended(name(1), STARTED, STARTED.plusSeconds(60), 0);
                until("its end is published", () -> ofPods(journal.published()).size() == 4);
                assertThat(monitor.isHealthy()).isTrue();
            }
            InMemoryJournal again = journal.restarted();
            try (PodMonitor monitor = started(kubernetes, pods, again)) {
                pods.ended(name(2), STARTED, STARTED.plusSeconds(60), 1);
                until(
                        "the other's end is published",
                        () -> ofPods(again.published()).size() == 5);
                assertThat(monitor.failure()).isEmpty();
            }
            assertThat(ofPods(again.published())).hasSize(5).allSatisfy(PodDetailsTest::assertSaysItsNode);

            InMemoryEventSink sink = new InMemoryEventSink();
            PodInventoryReport report = PodInventory.builder(kubernetes, sink)
                    .query(PodQuery.inNamespace(pods.namespace()))
                    .nodeLabels()
                    .build()
                    .run();
            assertThat(report.published()).isEqualTo(1);
            assertThat(sink.events(PodEvents.PRESENT)).hasSize(1).allSatisfy(PodDetailsTest::assertSaysItsNode);
        } finally {
            List.of("spot-1", "spot-2")
                    .forEach(node -> api.admin().nodes().withName(node).delete());
        }
    }

    @Test
    void events_say_what_the_task_is_and_go_on_without_while_the_server_fails() {
        PodLives pods = api.pods(api.namespace("tasks"));
        InMemoryJournal journal = new InMemoryJournal();
        InMemoryEventSink sink = new InMemoryEventSink();
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect();
                Kubernetes kubernetes = api.connect()) {
            fake.inject(Fault.refusal(500, 0).on("tasks.get_all_ex"));
            String blue = fake.addCompany("Blue");
            fake.stub(
                    "tasks.get_all_ex",
                    call -> Map.of(
                            "tasks",
                            ((List<?>) Objects.requireNonNull(call.body().get("id")))
                                    .stream()
                                            .map(id -> Map.of(
                                                    "id",
                                                    id,
                                                    "name",
                                                    "train",
                                                    "project",
                                                    Map.of("id", "p1", "name", "vision"),
                                                    "user",
                                                    Map.of("id", "u1", "name", "Ada")))
                                            .toList()));
            TenantResolver tenants = TenantResolver.byNamespace(Map.of(pods.namespace(), blue));
            PodQuery query = PodQuery.inNamespace(pods.namespace());
            pods.create(PodLives.taskId(1));
            try (PodMonitor monitor = PodMonitor.builder(kubernetes, journal)
                    .source(UUID)
                    .query(query)
                    .tenants(tenants)
                    .taskDetails(TaskLookup.of(clearml))
                    .build()) {
                monitor.start();
                until("it is published", () -> ofPods(journal.published()).size() == 1);
                assertThat(monitor.problem()).isEmpty();
            }
            fake.clearFaults();
            InMemoryJournal again = journal.restarted();
            try (PodMonitor monitor = PodMonitor.builder(kubernetes, again)
                    .source(UUID)
                    .query(query)
                    .tenants(tenants)
                    .taskDetails(TaskLookup.of(clearml))
                    .build()) {
                monitor.start();
                pods.running(name(1), STARTED);
                until("it is published", () -> ofPods(again.published()).size() == 2);
            }
            PodInventoryReport report = PodInventory.builder(kubernetes, sink)
                    .query(query)
                    .tenants(tenants)
                    .taskDetails(TaskLookup.of(clearml))
                    .build()
                    .run();
            assertThat(report.published()).isEqualTo(1);
            assertThat(ofPods(again.published()).get(0).data())
                    .containsEntry("tenant_name", "Blue")
                    .doesNotContainKey("task_name");
            assertThat(List.of(
                            ofPods(again.published()).get(1),
                            sink.events(PodEvents.PRESENT).get(0)))
                    .allSatisfy(event -> {
                        PodLifeTest.assertFits(event);
                        assertThat(event.data())
                                .containsEntry("task_name", "train")
                                .containsEntry("project", "p1")
                                .containsEntry("project_name", "vision")
                                .containsEntry("user", "u1")
                                .containsEntry("user_name", "Ada")
                                .containsEntry("tenant_name", "Blue");
                    });
        }
    }

    @Test
    void without_the_right_to_read_nodes_events_go_on_and_say_nothing_of_them() {
        PodLives pods = api.pods(api.namespace("no-nodes"));
        Subject user = Rights.user(4);
        api.rights().grant(user, pods.namespace(), "pods", "get", "list", "watch");
        InMemoryJournal journal = new InMemoryJournal();
        InMemoryEventSink sink = new InMemoryEventSink();
        try (Kubernetes kubernetes = api.connection(api.userToken(4)).build();
                PodMonitor monitor = started(kubernetes, pods, journal)) {
            create(pods, 1, "somewhere");
            until("it is published", () -> ofPods(journal.published()).size() == 1);
            assertThat(monitor.problem()).isEmpty();
            PodInventoryReport report = PodInventory.builder(kubernetes, sink)
                    .query(PodQuery.inNamespace(pods.namespace()))
                    .nodeLabels()
                    .build()
                    .run();
            assertThat(report.published()).isEqualTo(1);
        }
        assertThat(ofPods(journal.published()).get(0).data())
                .containsEntry("node", "somewhere")
                .doesNotContainKeys("gpu_model", "zone");
    }
}
