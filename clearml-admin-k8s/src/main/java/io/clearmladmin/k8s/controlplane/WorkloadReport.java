package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What runs a component's pods.
 *
 * @param kind {@code Deployment}, {@code StatefulSet}, another kind that owns pods, or {@code Pod} if nothing does
 * @param namespace its namespace
 * @param name its name
 * @param desired how many pods there should be; empty if that could not be read
 * @param ready how many are ready; empty if neither it nor its pods could be read
 * @param problem why it has fewer than it should, as it says itself; absent if it says nothing
 * @param pods its pods, by name; empty if they could not be read
 */
public record WorkloadReport(
        String kind,
        String namespace,
        String name,
        OptionalInt desired,
        OptionalInt ready,
        Optional<String> problem,
        List<PodReport> pods) {

    /** Keeps a copy. */
    public WorkloadReport {
        pods = List.copyOf(pods);
    }

    WorkloadReport with(List<PodReport> others) {
        return new WorkloadReport(kind, namespace, name, desired, ready, problem, others);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
