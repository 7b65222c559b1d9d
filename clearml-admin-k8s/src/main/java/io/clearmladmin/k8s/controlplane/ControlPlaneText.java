package io.clearmladmin.k8s.controlplane;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A control plane's report as text for a terminal. */
final class ControlPlaneText {

    private static final int LONGEST_VERSION = 20;
    private static final String ROW = "%-17s %-9s %-6s %-9s %-20s %s";

    private ControlPlaneText() {}

    static String of(ControlPlaneReport report) {
        StringBuilder text = new StringBuilder("Control plane in ")
                .append(report.namespaces().size() == 1 ? "namespace " : "namespaces ")
                .append(Phrases.line(String.join(", ", report.namespaces())))
                .append(" at ")
                .append(report.time())
                .append(": ")
                .append(verdict(report))
                .append("\n\n");
        row(text, "COMPONENT", "STATE", "READY", "RESTARTS", "VERSION", "AGE");
        report.components().forEach(component -> row(text, component, report.time()));
        report.server()
                .ifPresent(server -> row(
                        text,
                        "server",
                        server.answers() ? "answers" : "silent",
                        "",
                        "",
                        server.version().orElse(""),
                        ""));
        if (!report.others().isEmpty()) {
            text.append("\nOthers there: ")
                    .append(Phrases.line(others(report.others())))
                    .append('\n');
        }
        if (!report.findings().isEmpty()) {
            text.append('\n');
            report.findings().forEach(finding -> text.append(finding).append('\n'));
        }
        return text.toString();
    }

    private static String verdict(ControlPlaneReport report) {
        String counts = Counts.of(report.findings().stream().map(Finding::level).toList());
        return (report.isHealthy() ? "healthy" : "not healthy") + (counts.isEmpty() ? "" : ", " + counts);
    }

    private static void row(StringBuilder text, ComponentReport component, Instant now) {
        List<WorkloadReport> workloads = component.workloads();
        int desired = workloads.stream().mapToInt(WorkloadDiscovery::desired).sum();
        int ready = workloads.stream()
                .mapToInt(workload -> workload.ready().orElse(0))
                .sum();
        int restarts = pods(workloads).stream().mapToInt(PodReport::restarts).sum();
        Optional<Instant> oldest =
                pods(workloads).stream().flatMap(pod -> pod.created().stream()).min(Comparator.naturalOrder());
        row(
                text,
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

    private static void row(
            StringBuilder text, String name, String state, String ready, String restarts, String version, String age) {
        text.append(Phrases.line(ROW.formatted(name, state, ready, restarts, version, age)))
                .append('\n');
    }
}
