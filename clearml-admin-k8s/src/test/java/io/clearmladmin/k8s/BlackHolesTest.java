package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.house.BlackHole;
import io.clearmladmin.house.PublicMethods;
import io.clearmladmin.house.Waits;
import io.clearmladmin.k8s.controlplane.ControlPlane;
import io.clearmladmin.k8s.controlplane.Preflight;
import io.clearmladmin.k8s.events.LeaderLease;
import io.clearmladmin.k8s.events.PodInventory;
import io.clearmladmin.k8s.events.PodMonitor;
import io.clearmladmin.testkit.InMemoryEventSink;
import io.clearmladmin.testkit.InMemoryJournal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever blocks is back in time from a cluster that answers nothing good, and names the cause. */
class BlackHolesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    // Three tries of a page that breaks off; or six timeouts for one that comes slowly.
    private static final Duration PAGE = TIMEOUT.multipliedBy(7);
    // As long as that many bytes take.
    private static final Duration ENDLESS = Duration.ofSeconds(20);
    private static final PodQuery QUERY = PodQuery.inNamespace("ns").withoutOldAgents();
    private static final PodHandler NOBODY = new PodHandler() {
        @Override
        public void onAdd(TaskPod pod) {}

        @Override
        public void onUpdate(TaskPod before, TaskPod pod) {}

        @Override
        public void onDelete(TaskPod pod) {}
    };

    private static Kubernetes cluster(BlackHole.Place place) {
        return cluster(place, TIMEOUT);
    }

    private static Kubernetes cluster(BlackHole.Place place, Duration timeout) {
        return Kubernetes.builder()
                .server(URI.create(place.url()))
                .token("t")
                .timeout(timeout)
                .build();
    }

    private static ClearMl clearml(BlackHole.Place place) {
        return ClearMl.builder()
                .apiUrlUnchecked(place.url())
                .credentials("KEY", "SECRET")
                .callTimeout(TIMEOUT)
                .unreachableRetry(Duration.ZERO)
                .maxResponseBytes(1 << 20)
                .build();
    }

    /** What reads pods says what it got in place of them. */
    private static String cause(BlackHole hole) {
        return switch (hole) {
            case REFUSED -> "no answer, ConnectException";
            case UNRESOLVABLE -> "no answer, UnknownHostException: black-hole.invalid";
            case HALF -> "the answer broke off, SocketTimeoutException: no byte came for ";
            case DRIP_BODY -> "the answer came too slowly to be read to its end";
            // Too much, or too slow for as much as is too much, as busy as the machine is.
            case ENDLESS -> "UnendingException";
            default -> "no answer";
        };
    }

    private static Map<String, Callable<?>> readers(Kubernetes kubernetes) {
        Map<String, Callable<?>> readers = new LinkedHashMap<>();
        readers.put("Pods.list", () -> kubernetes.pods().list(QUERY));
        readers.put("Pods.forEach", () -> kubernetes.pods().forEach(QUERY, pod -> {}));
        readers.put("Pods.count", () -> kubernetes.pods().count(QUERY));
        readers.put("Pods.ofTask", () -> kubernetes.pods().ofTask(QUERY, "task"));
        readers.put("Pods.find", () -> kubernetes.pods().find("clearml", "pod"));
        readers.put("Kubernetes.clusterId", kubernetes::clusterId);
        readers.put("Kubernetes.nodeLabels", kubernetes::nodeLabels);
        readers.put("Kubernetes.missing", () -> kubernetes.missing(Right.to("watch", "pods", "")));
        readers.put(
                "PodInventory.run",
                () -> PodInventory.builder(kubernetes, new InMemoryEventSink())
                        .query(QUERY)
                        .source("source")
                        .build()
                        .run());
        return readers;
    }

    /** What goes on in spite of it, or reports it, within one timeout and a little. */
    private static Map<String, Callable<?>> others(BlackHole hole, Kubernetes kubernetes, ClearMl clearml) {
        Map<String, Callable<?>> others = new LinkedHashMap<>();
        others.put(
                "ControlPlane.run",
                () -> ControlPlane.builder(kubernetes)
                        .clearml(clearml)
                        .build()
                        .run()
                        .toText());
        others.put(
                "Preflight.run",
                () -> Preflight.builder(kubernetes)
                        .timePerCheck(TIMEOUT)
                        .build()
                        .run()
                        .toText());
        others.put("TenantResolver.tenantOf", () -> {
            TenantResolver resolver = TenantResolver.inOrder(
                    TenantResolver.byNamespaceLabel(kubernetes, "label"),
                    TenantResolver.byWorkers(List.of(clearml)),
                    TenantResolver.byTask(List.of(clearml)));
            return resolver.tenantOf(SamplePods.of("pod", 1)) + " after failures " + resolver.failures();
        });
        others.put("TenantResolver.problem", () -> {
            TenantResolver resolver = TenantResolver.inOrder(
                    TenantResolver.byNamespaceLabel(kubernetes, "label"), TenantResolver.byTask(clearml));
            return resolver.problem(QUERY).isPresent() ? "not known, and closed" : "known";
        });
        others.put("TaskLookup.load", () -> {
            TaskLookup lookup = TaskLookup.of(clearml);
            lookup.load(List.of(SamplePods.of("pod", 1)));
            return lookup.failures() > 0 ? "not known, and closed" : "known";
        });
        others.put("PodWatch.close", closing(hole, cluster -> {
            PodWatch watch = cluster.watch(NOBODY).query(QUERY).build();
            watch.start();
            return () -> watch.close(TIMEOUT);
        }));
        others.put("NodeWatch.close", closing(hole, cluster -> {
            NodeWatch watch = cluster.watchNodes();
            watch.start();
            return watch;
        }));
        others.put("NodeWatch.awaitFirstSync", () -> {
            try (NodeWatch watch = kubernetes.watchNodes()) {
                watch.start();
                return watch.awaitFirstSync(TIMEOUT) ? "known" : "not known, and closed";
            }
        });
        others.put("LeaderLease.close", closing(hole, cluster -> {
            LeaderLease lease = LeaderLease.builder(cluster, "ns", "lease").build();
            lease.start(new LeaderLease.Holder() {
                @Override
                public void acquired() {}

                @Override
                public void lost() {}
            });
            return lease;
        }));
        others.put("PodMonitor.close", closing(hole, cluster -> {
            PodMonitor monitor = monitor(cluster);
            return () -> monitor.close(TIMEOUT);
        }));
        others.put("PodMonitor.awaitEnd", () -> {
            try (PodMonitor monitor = monitor(kubernetes)) {
                boolean hasEnded = monitor.awaitEnd(TIMEOUT);
                monitor.close(TIMEOUT);
                return hasEnded ? "ended" : "goes on, and is closed";
            }
        });
        return others;
    }

    /** Closes what waits for a black hole of its own, once it has come to it. */
    private static Callable<?> closing(BlackHole hole, Function<Kubernetes, AutoCloseable> start) {
        return () -> {
            try (BlackHole.Place place = hole.open();
                    Kubernetes cluster = cluster(place)) {
                AutoCloseable waiting = start.apply(cluster);
                place.awaitVisitor();
                waiting.close();
                return "closed";
            }
        };
    }

    private static PodMonitor monitor(Kubernetes kubernetes) {
        PodMonitor monitor = PodMonitor.builder(kubernetes, new InMemoryJournal())
                .query(QUERY)
                .source("source")
                .build();
        monitor.start();
        return monitor;
    }

    private static String said(String name) {
        return switch (name) {
            case "ControlPlane.run", "Preflight.run" -> "o answer";
            case "TenantResolver.tenantOf" -> "Optional.empty after failures 3";
            default -> "closed";
        };
    }

    // Many at once would wait for a processor, and not for the cluster.
    @Tag("long")
    @Test
    void it_is_back_in_time_and_names_the_cause() throws InterruptedException {
        Tries tries = new Tries();
        for (BlackHole hole : BlackHole.values()) {
            boolean isUsual = hole == BlackHole.REFUSED || hole == BlackHole.SILENT;
            tries.begin(hole, reader -> isUsual || reader.equals("Pods.list"), isUsual);
        }
        tries.end();
        // LoginPluginTest tries what these wait for, a plugin that sleeps.
        tries.tried.addAll(List.of("Kubernetes.connect", "Kubernetes.Builder.build"));
        assertThat(tries.tried).containsAll(PublicMethods.blocking());
    }

    @Test
    @Tag("long")
    void so_is_everything_from_every_black_hole() throws InterruptedException {
        for (BlackHole hole : BlackHole.values()) {
            Tries tries = new Tries();
            tries.begin(hole, reader -> true, true);
            tries.end();
        }
    }

    private static final class Tries {

        private final Waits waits = new Waits();
        private final List<AutoCloseable> opened = new ArrayList<>();
        private final List<String> tried = new ArrayList<>();

        void begin(BlackHole hole, Predicate<String> readers, boolean others) {
            BlackHole.Place place = hole.open();
            // Nobody waits there; a second may be over on a busy machine before it is refused.
            boolean isImmediate = hole == BlackHole.REFUSED || hole == BlackHole.UNRESOLVABLE;
            Kubernetes kubernetes = cluster(place, isImmediate ? PAGE : TIMEOUT);
            ClearMl clearml = clearml(place);
            opened.addAll(List.of(kubernetes, clearml, place));
            Duration page = hole == BlackHole.ENDLESS ? ENDLESS : PAGE;
            readers(kubernetes).forEach((name, call) -> {
                if (readers.test(name)) {
                    begin(hole, name, page, cause(hole), call);
                }
            });
            if (others) {
                others(hole, kubernetes, clearml).forEach((name, call) -> begin(hole, name, PAGE, said(name), call));
            }
        }

        private void begin(BlackHole hole, String name, Duration bound, String said, Callable<?> call) {
            waits.begin(hole + ", " + name, bound, said, call);
            tried.add(name);
        }

        void end() throws InterruptedException {
            assertThat(waits.mistakes()).isEmpty();
            opened.forEach(each -> assertThat(each).satisfies(AutoCloseable::close));
        }
    }
}
