package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pod of the control plane.
 *
 * @param name its name
 * @param phase its phase
 * @param isReady whether it takes requests
 * @param created when it was made
 * @param node where it runs; absent if nowhere yet
 * @param problem why it cannot be scheduled or was evicted; absent if neither
 * @param containers its containers, those that run before the others first
 * @param warnings Kubernetes' warnings about it; read only if it is not ready or was restarted, of 20 such pods at most
 */
public record PodReport(
        String name,
        String phase,
        boolean isReady,
        Optional<Instant> created,
        Optional<String> node,
        Optional<String> problem,
        List<ContainerReport> containers,
        List<PodWarning> warnings) {

    /** Keeps copies. */
    public PodReport {
        containers = List.copyOf(containers);
        warnings = List.copyOf(warnings);
    }

    /** How often its containers were started again. */
    public int restarts() {
        return containers.stream().mapToInt(ContainerReport::restarts).sum();
    }

    PodReport with(List<PodWarning> newWarnings) {
        return new PodReport(name, phase, isReady, created, node, problem, containers, newWarnings);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
