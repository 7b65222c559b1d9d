package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.events.Event;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.k8s.events.PodMonitor;
import io.clearmladmin.testkit.InMemoryJournal;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events that wait for their tenants, with a real API server and look-ups that fail. */
@Tag(KubeApi.TAG)
class TenantWaitApiTest {

    private static final String UUID = "3b9f6f0e-51c8-4b0e-9a53-1a2b3c4d5e6f";
    private static final Instant STARTED = Instant.parse("2026-11-21T09:00:00Z");

    private static KubeApi api;

    private final InMemoryJournal journal = new InMemoryJournal();

    @BeforeAll
    static void start() {
        api = KubeApi.shared();
    }

    private static void until(String what, BooleanSupplier condition) {
        Await.until(what, Duration.ofSeconds(30), condition);
    }

    private PodMonitor.Builder monitor(Kubernetes kubernetes, PodLives pods, TenantResolver tenants) {
        return PodMonitor.builder(kubernetes, journal)
                .source(UUID)
                .query(PodQuery.inNamespace(pods.namespace()))
                .tenants(tenants)
                .tenantWait(Duration.ofMinutes(10));
    }

    private List<Event> ofPods() {
        return journal.published().stream()
                .filter(event -> event.subject().startsWith("pod/"))
                .toList();
    }

    @Test
    void events_have_the_tenant_that_is_known_when_the_server_works_again_and_what_the_server_knows_of_the_task() {
        PodLives pods = api.pods(api.namespace("tenant-wait"));
        TestClock clock = new TestClock();
        try (ManyTenants server = new ManyTenants();
                Kubernetes kubernetes = api.connect()) {
            String blue = server.fake.addCompany("Blue");
            server.task(blue, 1);
            server.refuse("*");
            TenantResolver tenants = TenantResolvers.byTask(TenantViews.listedBy(server.root, clock), clock);
            TaskLookup lookup = TaskLookup.of(server.root, clock);
            try (PodMonitor monitor =
                    monitor(kubernetes, pods, tenants).taskDetails(lookup).build()) {
                monitor.start();
                pods.create(PodLives.taskId(1));
                until("its event waits", () -> monitor.counts().awaitingTenant() == 1);
                pods.running(PodLives.name(PodLives.taskId(1)), STARTED);
                until("the next waits too", () -> monitor.counts().awaitingTenant() == 2);
                assertThat(ofPods()).isEmpty();
                server.refuse("");
                clock.forward(Lookup.PAUSE);
                until("both are published", () -> ofPods().size() == 2);
            }
            assertThat(ofPods()).extracting(Event::type).containsExactly("pod.pending", "pod.running");
            assertThat(ofPods()).allSatisfy(event -> {
                assertThat(event.tenant()).isEqualTo(blue);
                assertThat(event.data()).containsEntry("tenant_name", "Blue").containsEntry("task_name", "train 1");
            });
        }
    }

    @Test
    void a_right_that_is_missing_is_not_waited_for() {
        PodLives pods = api.pods(api.namespace("tenant-right"));
        Subject user = Rights.user(5);
        api.rights().grant(user, pods.namespace(), "pods", "get", "list", "watch");
        try (Kubernetes kubernetes = api.connection(api.userToken(5)).build();
                PodMonitor monitor = monitor(
                                kubernetes, pods, TenantResolver.byNamespaceLabel(kubernetes, "example.org/tenant"))
                        .build()) {
            monitor.start();
            pods.create(PodLives.taskId(1));
            until("its event is published", () -> ofPods().size() == 1);
            assertThat(ofPods().get(0).tenant()).isEmpty();
            until("it is said", () -> monitor.problem().orElse("").contains("namespaces"));
        }
    }
}
