package io.clearmladmin.k8s.controlplane;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.report.Report;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a control plane is. It holds nothing of the pods' environment, arguments, annotations or output.
 *
 * @param report what needs attention, and what could not be checked; each component is a check
 * @param namespaces where
 * @param components the components, in the layout's order
 * @param server what ClearML's API server says of itself; absent if it was not checked
 * @param others workloads that belong to no component
 */
public record ControlPlaneReport(
        @JsonUnwrapped Report report,
        List<String> namespaces,
        List<ComponentReport> components,
        Optional<ServerReport> server,
        List<WorkloadReport> others) {

    /** Copies the lists. */
    public ControlPlaneReport {
        Objects.requireNonNull(report, "report");
        Objects.requireNonNull(server, "server");
        namespaces = List.copyOf(namespaces);
        components = List.copyOf(components);
        others = List.copyOf(others);
    }

    /**
     * Whether nothing failed and the state of each component that must be there is known; findings from
     * {@link io.clearmladmin.report.Severity#MEDIUM} on do not count. For an exit code: {@code
     * System.exit(report.isHealthy() ? 0 : 1)}.
     */
    @JsonIgnore // the unwrapped report has it
    public boolean isHealthy() {
        return report.isHealthy();
    }

    /** The component of a name. */
    public Optional<ComponentReport> component(String name) {
        return components.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The report for people: what needs attention, then a line for each component. */
    public String toText() {
        return report.toText() + "\n" + parts();
    }

    /** The text for the standard output, in colour as {@link Report#forTerminal} is. */
    public String forTerminal() {
        return report.forTerminal() + "\n" + parts();
    }

    private String parts() {
        return ControlPlaneText.of(report.time(), components, server, others);
    }

    /** The report for programs: that of {@link Report#toJson}, and every component, pod and container. */
    public String toJson() {
        return Json.pretty(this);
    }

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }
}
