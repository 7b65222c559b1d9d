package io.clearmladmin.k8s;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The first of several that knows. */
record InOrder(List<TenantResolver> resolvers) implements TenantResolver {

    @Override
    public Optional<String> tenantOf(TaskPod pod) {
        for (TenantResolver resolver : resolvers) {
            Optional<String> tenant = resolver.tenantOf(pod);
            if (tenant.isPresent()) {
                return tenant;
            }
        }
        return Optional.empty();
    }

    @Override
    public Set<String> labels() {
        Set<String> labels = new HashSet<>();
        resolvers.forEach(resolver -> labels.addAll(resolver.labels()));
        return labels;
    }

    @Override
    public long failures() {
        return resolvers.stream().mapToLong(TenantResolver::failures).sum();
    }
}
