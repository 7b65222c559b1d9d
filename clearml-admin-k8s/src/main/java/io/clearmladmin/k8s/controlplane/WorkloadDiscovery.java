package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.k8s.controlplane.Cluster.Query;
import io.clearmladmin.k8s.controlplane.ComponentReport.State;
import io.clearmladmin.report.Findings;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the namespaces, and finds the components in them. */
final class WorkloadDiscovery {

    // Task pods live in the same namespace by default, and there may be thousands of them.
    private static final String NO_TASKS = "!CLEARML,!TRAINS";
    private static final int PODS_ASKED_ABOUT = 20;

    private final Cluster cluster;
    private final Findings findings;
    private final List<SeenWorkload> workloads = new ArrayList<>();
    private final List<SeenService> services = new ArrayList<>();
    private boolean isWhole = true;
    private boolean answers = true;
    private boolean knowsServices = true;
    private int asked;

    WorkloadDiscovery(Cluster cluster, Findings findings) {
        this.cluster = cluster;
        this.findings = findings;
    }

    void read(String namespace) {
        Query here = Query.in(namespace);
        List<SeenWorkload> seen = new ArrayList<>();
        all(Deployment.class, here, SeenWorkload::of).ifPresent(seen::addAll);
        all(StatefulSet.class, here, SeenWorkload::of).ifPresent(seen::addAll);
        Map<PodFacts.Owner, List<PodFacts>> pods =
                all(Pod.class, here.labels(NO_TASKS), PodFacts::of).orElse(List.of()).stream()
                        .filter(pod -> !pod.isOfJob())
                        .collect(Collectors.groupingBy(PodFacts::owner, LinkedHashMap::new, Collectors.toList()));
        for (SeenWorkload workload : seen) {
            List<PodFacts> own = pods.remove(new PodFacts.Owner(
                    workload.report().kind(), workload.report().name()));
            workloads.add(own == null ? workload : workload.with(own));
        }
        pods.forEach((owner, own) -> workloads.add(SeenWorkload.of(owner, namespace, own)));
        Optional<List<SeenService>> before = list(Service.class, here, SeenService::of);
        before.ifPresent(services::addAll);
        knowsServices &= before.isPresent();
    }

    /** Takes the component's workloads out of those not yet claimed, and reports its state. */
    ComponentReport take(Component component) {
        List<SeenWorkload> own = workloads.stream()
                .filter(workload -> component.selectors().stream().anyMatch(workload::fits))
                .toList();
        workloads.removeAll(own);
        return new ComponentReport(
                component.name(),
                component.need(),
                state(component, own.stream().map(SeenWorkload::report).toList()),
                own.stream()
                        .map(workload -> workload.report().with(warned(workload.report())))
                        .toList(),
                services.stream()
                        .filter(service -> own.stream().anyMatch(service::isBefore))
                        .map(SeenService::report)
                        .toList(),
                own.stream()
                        .flatMap(workload -> workload.running().stream())
                        .distinct()
                        .toList());
    }

    List<WorkloadReport> unclaimed() {
        return workloads.stream().map(SeenWorkload::report).toList();
    }

    boolean knowsServices() {
        return knowsServices;
    }

    private State state(Component component, List<WorkloadReport> own) {
        if (component.need() == Component.Need.EXTERNAL) {
            return State.EXTERNAL;
        }
        if (own.isEmpty()) {
            if (!isWhole) {
                return State.UNKNOWN;
            }
            return component.need() == Component.Need.REQUIRED ? State.MISSING : State.ABSENT;
        }
        int desired = own.stream().mapToInt(WorkloadDiscovery::desired).sum();
        int ready =
                own.stream().mapToInt(workload -> workload.ready().orElse(0)).sum();
        if (desired == 0) {
            return State.STOPPED;
        }
        if (ready == 0) {
            return State.DOWN;
        }
        return own.stream().allMatch(WorkloadDiscovery::isComplete) ? State.HEALTHY : State.DEGRADED;
    }

    private static boolean isComplete(WorkloadReport workload) {
        return workload.ready().orElse(0) >= desired(workload);
    }

    static int desired(WorkloadReport workload) {
        return workload.desired().orElseGet(() -> (int)
                workload.pods().stream().filter(WorkloadDiscovery::isActive).count());
    }

    private static boolean isActive(PodReport pod) {
        return !"Succeeded".equals(pod.phase()) && !"Failed".equals(pod.phase());
    }

    private List<PodReport> warned(WorkloadReport workload) {
        return workload.pods().stream()
                .map(pod -> pod.isReady() && pod.restarts() == 0 ? pod : pod.with(warnings(workload, pod)))
                .toList();
    }

    private List<PodWarning> warnings(WorkloadReport workload, PodReport pod) {
        if (!answers || asked == PODS_ASKED_ABOUT) {
            return List.of();
        }
        asked++;
        Query about = Query.in(workload.namespace())
                .fields("type=Warning,involvedObject.kind=Pod,involvedObject.name=" + pod.name());
        Optional<List<PodWarning>> warnings = list(Event.class, about, WorkloadDiscovery::warning);
        if (warnings.isEmpty()) {
            asked = PODS_ASKED_ABOUT;
        }
        return warnings.orElse(List.of()).stream()
                .collect(
                        Collectors.toMap(PodWarning::reason, Function.identity(), PodWarning::plus, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    private static PodWarning warning(Event event) {
        int count = event.getCount() == null ? 1 : event.getCount();
        String last = event.getLastTimestamp() != null
                ? event.getLastTimestamp()
                : event.getEventTime() == null ? null : event.getEventTime().getTime();
        return new PodWarning(
                Phrases.brief(Optional.ofNullable(event.getReason()).orElse("Warning")), count, PodFacts.time(last));
    }

    /** Lists the objects by which components are found; without them nobody knows whether one is missing. */
    private <T extends HasMetadata, R> Optional<List<R>> all(Class<T> type, Query query, Function<T, R> part) {
        Optional<List<R>> read = list(type, query, part);
        isWhole &= read.isPresent();
        return read;
    }

    private <T extends HasMetadata, R> Optional<List<R>> list(Class<T> type, Query query, Function<T, R> part) {
        if (!answers) {
            return Optional.empty();
        }
        try {
            return Optional.of(cluster.list(type, query, part));
        } catch (NotReadException failure) {
            // A cluster that did not answer once is not tried again.
            answers = failure.kind() != NotReadException.Kind.NO_ANSWER;
            failure.report(findings);
            return Optional.empty();
        }
    }
}
