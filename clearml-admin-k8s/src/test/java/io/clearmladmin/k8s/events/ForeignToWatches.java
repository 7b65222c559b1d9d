package io.clearmladmin.k8s.events;

import static io.clearmladmin.k8s.events.PodMonitorTest.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.clearmladmin.internal.threads.ForeignCodeException;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.PodHandler;
import io.clearmladmin.k8s.PodList;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.k8s.PodWatch;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TenantResolver;
import io.clearmladmin.testkit.FakeCluster;
import io.clearmladmin.testkit.InMemoryEventSink;
import io.clearmladmin.testkit.InMemoryJournal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What code of a user does to lists and watches of pods. */
final class ForeignToWatches {

    private static final String UUID = "0e6c3d0a-6f3c-4df1-9e0b-d1d1f7a6d3a1";

    private ForeignToWatches() {}

    private static Kubernetes connection(FakeCluster cluster) {
        return Kubernetes.builder().server(URI.create(cluster.url())).build();
    }

    private static TenantResolver resolver(Boom boom) {
        return pod -> {
            boom.now();
            return Optional.of("acme");
        };
    }

    private record Seen(Map<String, TaskPod> pods, Boom boom) implements PodHandler {

        @Override
        public void onAdd(TaskPod pod) {
            pods.put(pod.name(), pod);
            boom.now();
        }

        @Override
        public void onUpdate(TaskPod old, TaskPod now) {
            pods.put(now.name(), now);
        }

        @Override
        public void onDelete(TaskPod last) {
            pods.remove(last.name());
        }
    }

    static void handler(Boom boom) {
        watch(boom, boom, TenantResolver.NONE);
    }

    static void watchTenants(Boom boom) {
        watch(boom, new Boom(boom.what(), 0), resolver(boom));
    }

    private static void watch(Boom boom, Boom ofHandler, TenantResolver tenants) {
        try (FakeCluster cluster = FakeCluster.start();
                Kubernetes kubernetes = connection(cluster)) {
            String first = cluster.pod("team-a", "task1").create().name();
            Seen seen = new Seen(new ConcurrentHashMap<>(), ofHandler);
            try (PodWatch watch = kubernetes.watch(seen).tenants(tenants).build()) {
                watch.start();
                if (boom.isFatal()) {
                    until("it ends", () -> watch.failure().isPresent());
                    assertThat(watch.failure()).contains(boom.what());
                    assertThat(watch.problem().orElseThrow()).contains("the watch has ended", "Java heap space");
                    return;
                }
                until("the handler knows the first", () -> seen.pods().containsKey(first));
                String second = cluster.pod("team-a", "task2").create().name();
                until("the handler knows the next", () -> seen.pods().containsKey(second));
                until("it is well", watch::isHealthy);
                assertThat(watch.handlerFailures()).isEqualTo(tenants == TenantResolver.NONE ? 1 : 0);
            }
        }
    }

    static void listTenants(Boom boom) {
        list(boom, resolver(boom), Optional.empty());
    }

    static void tenantsInOrder(Boom boom) {
        list(
                boom,
                TenantResolver.inOrder(resolver(boom), TenantResolver.byNamespace(Map.of("team-a", "other"))),
                Optional.of("other"));
    }

    private static void list(Boom boom, TenantResolver tenants, Optional<String> expected) {
        try (FakeCluster cluster = FakeCluster.start();
                Kubernetes kubernetes = connection(cluster)) {
            cluster.pod("team-a", "task1").create();
            Supplier<PodList> list = () -> kubernetes.pods(tenants).list(PodQuery.allNamespaces());
            if (boom.isFatal()) {
                assertThatThrownBy(list::get).isSameAs(boom.what());
            } else {
                assertThat(list.get().pods()).extracting(TaskPod::tenant).containsExactly(expected);
            }
            assertThat(list.get().pods()).extracting(TaskPod::tenant).containsExactly(Optional.of("acme"));
        }
    }

    static void inventoryTenants(Boom boom) {
        try (FakeCluster cluster = FakeCluster.start();
                Kubernetes kubernetes = connection(cluster)) {
            cluster.pod("team-a", "task1").create();
            InMemoryEventSink sink = new InMemoryEventSink();
            PodInventory inventory = PodInventory.builder(kubernetes, sink)
                    .tenants(resolver(boom))
                    .build();
            if (boom.isFatal()) {
                assertThatThrownBy(inventory::run).isSameAs(boom.what());
                assertThat(sink.events()).isEmpty();
            } else {
                assertThat(inventory.run().published()).isEqualTo(1);
            }
        }
    }

    static void inventorySink(Boom boom) {
        try (FakeCluster cluster = FakeCluster.start();
                Kubernetes kubernetes = connection(cluster)) {
            cluster.pod("team-a", "task1").create();
            InMemoryEventSink sink = new InMemoryEventSink();
            PodInventory inventory = PodInventory.builder(kubernetes, new ThrowingSink(sink, boom))
                    .build();
            isThrown(boom, catchThrowable(inventory::run));
            inventory.run();
            assertThat(sink.events()).hasSize(2);
        }
    }

    /** As it is, if it is an exception or the machine's own end; as the cause of an exception if it is another Error. */
    static void isThrown(Boom boom, Throwable thrown) {
        assertThat(thrown).isNotNull();
        assertThat(thrown instanceof ForeignCodeException ? thrown.getCause() : thrown)
                .isSameAs(boom.what());
        assertThat(thrown instanceof RuntimeException || boom.isFatal()).isTrue();
    }

    static void reader(Boom boom) {
        try (FakeCluster cluster = FakeCluster.start();
                Kubernetes kubernetes = connection(cluster)) {
            cluster.pod("team-a", "task1").create();
            isThrown(
                    boom,
                    catchThrowable(() ->
                            kubernetes.pods(TenantResolver.NONE).forEach(PodQuery.allNamespaces(), pod -> boom.now())));
            assertThat(kubernetes
                            .pods(TenantResolver.NONE)
                            .list(PodQuery.allNamespaces())
                            .pods())
                    .hasSize(1);
        }
    }

    static void token(Boom boom) {
        try (FakeCluster cluster = FakeCluster.start();
                Kubernetes kubernetes = Kubernetes.builder()
                        .server(URI.create(cluster.url()))
                        .timeout(Duration.ofSeconds(2))
                        .token(() -> {
                            boom.now();
                            return "token";
                        })
                        .build()) {
            cluster.pod("team-a", "task1").create();
            Supplier<PodList> list = () -> kubernetes.pods(TenantResolver.NONE).list(PodQuery.allNamespaces());
            assertThat(catchThrowable(list::get)).isInstanceOfAny(RuntimeException.class, OutOfMemoryError.class);
            assertThat(list.get().pods()).hasSize(1);
        }
    }

    static void monitorTenants(Boom boom) {
        LeaseInMemory store = new LeaseInMemory(() -> {});
        InMemoryJournal journal = new InMemoryJournal();
        try (FakeCluster cluster = FakeCluster.start();
                Kubernetes kubernetes = connection(cluster)) {
            cluster.pod("team-a", "task1").create();
            try (PodMonitor monitor = PodMonitor.builder(kubernetes, journal)
                    .source(UUID)
                    .tenants(resolver(boom))
                    .lease(ForeignToMonitors.lease(store))
                    .build()) {
                monitor.start();
                if (boom.isFatal()) {
                    until("it ends", () -> monitor.failure().isPresent());
                    assertThat(monitor.failure().orElseThrow()).hasRootCause(boom.what());
                    until("the Lease is given back", () -> store.holder().isEmpty());
                } else {
                    until(
                            "the pod is published",
                            () -> PodMonitorTest.ofPods(journal.published()).size() == 1);
                    until("it is well", monitor::isHealthy);
                }
            }
        }
    }
}
