package io.clearmladmin.k8s;

import io.clearmladmin.ClearMl;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says which tenant a pod belongs to; no label of ClearML's own does. That it is not known is a value: a resolver throws
 * nothing. One that does, an {@link Error} too, is logged, and the tenant is unknown for now. Those that look something up
 * remember it, 10,000 answers at most: what is known for ten minutes, what is not for half a minute. A look-up that fails makes
 * the tenant unknown for now, is logged once until it works again, counted, and not tried again for 15 seconds. Safe for many
 * threads; a look-up blocks within the timeouts of its client.
 */
@FunctionalInterface
public interface TenantResolver {

    /** Knows no tenant. */
    TenantResolver NONE = pod -> Optional.empty();

    /** The company's id; empty if it is not known, for ever or now. */
    Optional<String> tenantOf(TaskPod pod);

    /** The labels it wants to see in {@link TaskPod#labels()}. */
    default Set<String> labels() {
        return Set.of();
    }

    /** How many look-ups have failed. */
    default long failures() {
        return 0;
    }

    /** By a table of namespaces and the companies that have them, which is the documented way to separate tenants. */
    static TenantResolver byNamespace(Map<String, String> companies) {
        Map<String, String> table = Map.copyOf(companies);
        return pod -> Optional.ofNullable(table.get(pod.namespace()));
    }

    /** By a label of the pod, which an agent's {@code basePodTemplate.labels} gives it. */
    static TenantResolver byPodLabel(String label) {
        return new TenantResolvers.ByLabel(TenantResolvers.label(label));
    }

    /** By a label of the namespace. Needs the right to get namespaces. */
    static TenantResolver byNamespaceLabel(Kubernetes kubernetes, String label) {
        TenantResolvers.label(label);
        return new TenantResolvers.LookedUp(
                TaskPod::namespace,
                new Lookup(
                        "the label " + label + " of namespaces",
                        namespace -> Namespaces.label(kubernetes, label, namespace),
                        Duration.ZERO,
                        Clock.systemUTC()));
    }

    /**
     * By {@code workers.get_all}, which lists running tasks. The server answers a caller about its own tenant: give one view
     * for each ({@link ClearMl#inTenant}).
     */
    static TenantResolver byWorkers(List<ClearMl> tenants) {
        List<ClearMl> views = List.copyOf(tenants);
        return new TenantResolvers.LookedUp(
                TaskPod::taskId,
                new Lookup("workers.get_all", task -> TaskOwners.byWorkers(views), Lookup.WHOLE, Clock.systemUTC()));
    }

    /**
     * By {@code tasks.get_all}, one task at a time. The server shows a caller its own tenant's tasks and public ones: give one
     * view for each ({@link ClearMl#inTenant}).
     */
    static TenantResolver byTask(List<ClearMl> tenants) {
        List<ClearMl> views = List.copyOf(tenants);
        return new TenantResolvers.LookedUp(
                TaskPod::taskId,
                new Lookup("tasks.get_all", task -> TaskOwners.byTask(views, task), Duration.ZERO, Clock.systemUTC()));
    }

    /** The first of these that knows. */
    static TenantResolver inOrder(TenantResolver... resolvers) {
        return new TenantResolvers.InOrder(List.of(resolvers));
    }
}
