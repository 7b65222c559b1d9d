package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.internal.text.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parts of a control plane as text for people. */
final class ControlPlaneText {

    private static final int LONGEST_VERSION = 20;

    private ControlPlaneText() {}

    static String of(
            Instant now, List<ComponentReport> components, Optional<ServerReport> server, List<WorkloadReport> others) {
        Table table = new Table().row("COMPONENT", "STATE", "READY", "RESTARTS", "VERSION", "AGE");
        components.forEach(component -> row(table, component, now));
        server.ifPresent(its -> table.row(
                "server",
                its.answers() ? "answers" : "silent",
                "",
                "",
                its.version().orElse(""),
                ""));
        return table + (others.isEmpty() ? "" : "\nOthers there: " + Phrases.line(others(others)) + "\n");
    }

    private static void row(Table table, ComponentReport component, Instant now) {
        List<WorkloadReport> workloads = component.workloads();
        int desired = workloads.stream().mapToInt(WorkloadDiscovery::desired).sum();
        int ready = workloads.stream()
                .mapToInt(workload -> workload.ready().orElse(0))
                .sum();
        int restarts = pods(workloads).stream().mapToInt(PodReport::restarts).sum();
        Optional<Instant> oldest =
                pods(workloads).stream().flatMap(pod -> pod.created().stream()).min(Comparator.naturalOrder());
        table.row(
                component.name(),
                component.state().name().toLowerCase(Locale.ROOT),
                workloads.isEmpty() ? "" : ready + "/" + desired,
                pods(workloads).isEmpty() ? "" : String.valueOf(restarts),
                version(component),
                oldest.map(made -> Phrases.span(Duration.between(made, now))).orElse(""));
    }

    // One short column: that of the first container, and how many others there are.
    private static String version(ComponentReport component) {
        List<String> versions =
                component.images().stream().map(Image::version).distinct().toList();
        if (versions.isEmpty()) {
            return "";
        }
        String first = versions.get(0);
        String brief = first.length() <= LONGEST_VERSION - 4 ? first : first.substring(0, LONGEST_VERSION - 5) + "…";
        return brief + (versions.size() == 1 ? "" : " +" + (versions.size() - 1));
    }

    private static List<PodReport> pods(List<WorkloadReport> workloads) {
        return workloads.stream().flatMap(workload -> workload.pods().stream()).toList();
    }

    private static String others(List<WorkloadReport> others) {
        return others.stream()
                .map(other -> other.name() + " " + other.ready().orElse(0) + "/" + WorkloadDiscovery.desired(other))
                .collect(Collectors.joining(", "));
    }
}
