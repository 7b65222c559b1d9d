package io.clearmladmin.k8s;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The first of several that knows. */
final class InOrder implements TenantResolver {

    private final List<TenantResolver> resolvers;
    private final List<Tenants> tenants;

    InOrder(List<TenantResolver> resolvers) {
        this.resolvers = resolvers;
        this.tenants = resolvers.stream().map(Tenants::new).toList();
    }

    @Override
    public Optional<String> tenantOf(TaskPod pod) {
        for (Tenants each : tenants) {
            Optional<String> tenant = each.of(pod);
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
