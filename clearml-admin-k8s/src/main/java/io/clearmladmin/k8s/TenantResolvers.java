package io.clearmladmin.k8s;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The resolvers that {@link TenantResolver} offers. */
final class TenantResolvers {

    // What Kubernetes takes as keys of labels.
    private static final Pattern LABEL =
            Pattern.compile("([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

    private TenantResolvers() {}

    static String label(String key) {
        if (!LABEL.matcher(key).matches()) {
            throw new IllegalArgumentException("label: is no key of a label: '" + key + "'");
        }
        return key;
    }

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

    /** Looks up the tenant of a key which a pod has. */
    record LookedUp(Function<TaskPod, String> key, Lookup lookup) implements TenantResolver {

        @Override
        public Optional<String> tenantOf(TaskPod pod) {
            String of = key.apply(pod);
            return of.isEmpty() ? Optional.empty() : lookup.of(of);
        }

        @Override
        public long failures() {
            return lookup.failures();
        }
    }

    /** The first of several that knows. */
    static final class InOrder implements TenantResolver {

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
}
