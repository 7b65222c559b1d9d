package io.clearmladmin.k8s;

import java.time.Clock;
import java.time.Duration;
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

    /** What these look up, for messages. */
    static final String TENANTS = "Tenants";

    private TenantResolvers() {}

    static TenantResolver byWorkers(TenantViews tenants, Clock clock) {
        return new LookedUp(
                TaskPod::taskId,
                new Lookup<>(
                        TENANTS,
                        "workers.get_all",
                        one -> TaskOwners.byWorkers(tenants, one.iterator().next()),
                        Lookup.WHOLE,
                        clock),
                pods -> TaskOwners.problem(tenants));
    }

    static TenantResolver byTask(TenantViews tenants, Clock clock) {
        return new LookedUp(
                TaskPod::taskId,
                new Lookup<>(
                        TENANTS,
                        "tasks.get_all",
                        one -> TaskOwners.byTask(tenants, one.iterator().next()),
                        Duration.ZERO,
                        clock),
                pods -> TaskOwners.problem(tenants));
    }

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
    record LookedUp(Function<TaskPod, String> key, Lookup<String> lookup, Function<PodQuery, Optional<String>> trial)
            implements TenantResolver {

        @Override
        public Optional<String> tenantOf(TaskPod pod) {
            String of = key.apply(pod);
            return of.isEmpty() ? Optional.empty() : lookup.of(of);
        }

        @Override
        public boolean isUnknownForNow(TaskPod pod) {
            String of = key.apply(pod);
            return !of.isEmpty() && lookup.isUnknownForNow(of);
        }

        @Override
        public Optional<String> problem(PodQuery pods) {
            return trial.apply(pods);
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
        public boolean isUnknownForNow(TaskPod pod) {
            return tenants.stream().anyMatch(each -> each.isUnknownForNow(pod));
        }

        @Override
        public Set<String> labels() {
            Set<String> labels = new HashSet<>();
            resolvers.forEach(resolver -> labels.addAll(resolver.labels()));
            return labels;
        }

        // The others may know whose a pod is; that one of them cannot is no less worth saying.
        @Override
        public Optional<String> problem(PodQuery pods) {
            return tenants.stream().flatMap(each -> each.problem(pods).stream()).findFirst();
        }

        @Override
        public long failures() {
            return resolvers.stream().mapToLong(TenantResolver::failures).sum();
        }
    }
}
