package io.clearmladmin.k8s;

import java.util.Optional;
import java.util.Set;

/** The tenant that a label of the pod names. */
record ByLabel(String label) implements TenantResolver {

    @Override
    public Optional<String> tenantOf(TaskPod pod) {
        return Optional.ofNullable(pod.labels().get(label)).filter(value -> !value.isEmpty());
    }

    @Override
    public Set<String> labels() {
        return Set.of(label);
    }
}
