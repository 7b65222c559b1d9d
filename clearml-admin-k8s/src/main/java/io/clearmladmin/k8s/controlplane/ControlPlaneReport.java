package io.clearmladmin.k8s.controlplane;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a control plane is. It holds nothing of the pods' environment, arguments, annotations or output.
 *
 * @param time when it was checked
 * @param namespaces where
 * @param components the components, in the layout's order
 * @param server what ClearML's API server says of itself; absent if it was not checked
 * @param others workloads that belong to no component
 * @param findings what needs attention, the worst first
 */
public record ControlPlaneReport(
        Instant time,
        List<String> namespaces,
        List<ComponentReport> components,
        Optional<ServerReport> server,
        List<WorkloadReport> others,
        List<Finding> findings) {

    /** Puts the worst first. */
    public ControlPlaneReport {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(server, "server");
        namespaces = List.copyOf(namespaces);
        components = List.copyOf(components);
        others = List.copyOf(others);
        findings =
                findings.stream().sorted(Comparator.comparing(Finding::level)).toList();
    }

    /**
     * Whether nothing failed and the state of each component that must be there is known; warnings do not count. For an exit
     * code: {@code System.exit(report.isHealthy() ? 0 : 1)}.
     */
    public boolean isHealthy() {
        return findings.stream().noneMatch(finding -> finding.level() == Level.FAILED)
                && components.stream()
                        .noneMatch(each -> each.need() == Component.Need.REQUIRED
                                && each.state() == ComponentReport.State.UNKNOWN);
    }

    /** The component of a name. */
    public Optional<ComponentReport> component(String name) {
        return components.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The report for people: a line for each component, then the findings with what to do. */
    public String toText() {
        return ControlPlaneText.of(this);
    }

    /** The report for programs: {@code snake_case} names, times in ISO 8601, without what is absent. */
    public String toJson() {
        return ReportJson.of(this);
    }

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }
}
