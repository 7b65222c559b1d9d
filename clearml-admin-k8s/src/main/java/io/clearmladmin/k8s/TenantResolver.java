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

    /**
     * Whether the tenant of this pod, which {@link #tenantOf} does not know, may be known soon: the look-up failed, or what it
     * looks for may still come, such as a task's tenant. Not if a label or a right is missing. Looks nothing up.
     */
    default boolean isUnknownForNow(TaskPod pod) {
        return false;
    }

    /** The labels it wants to see in {@link TaskPod#labels()}. */
    default Set<String> labels() {
        return Set.of();
    }

    /**
     * What keeps it from knowing the tenants of these pods, for people, such as a right that is missing; empty if nothing is known
     * to. Tries it, and blocks as a look-up does.
     */
    default Optional<String> problem(PodQuery pods) {
        return Optional.empty();
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

    /** By a label of the namespace. Needs the right to get namespaces: by a Role in each namespace, or by a ClusterRole. */
    static TenantResolver byNamespaceLabel(Kubernetes kubernetes, String label) {
        TenantResolvers.label(label);
        return new TenantResolvers.LookedUp(
                TaskPod::namespace,
                new Lookup<>(
                        TenantResolvers.TENANTS,
                        "the label " + label + " of namespaces",
                        one -> Namespaces.label(
                                kubernetes, label, one.iterator().next()),
                        Lookup.Keys.APART,
                        Duration.ZERO,
                        Clock.systemUTC()),
                pods -> Namespaces.problem(kubernetes, pods));
    }

    /**
     * By {@code workers.get_all}, which lists running tasks. The server answers a caller about its own tenant: give one view
     * for each ({@link ClearMl#inTenant}).
     */
    static TenantResolver byWorkers(List<ClearMl> tenants) {
        return TenantResolvers.byWorkers(TenantViews.of(tenants), Clock.systemUTC());
    }

    /**
     * By {@code workers.get_all}, in all tenants that the server lists, also those that are made later: they are listed again,
     * but at most every 30 seconds, where a task is in none. On an Enterprise server, needs the role {@code root} or {@code
     * system}.
     */
    static TenantResolver byWorkers(ClearMl root) {
        return TenantResolvers.byWorkers(TenantViews.listedBy(root, Clock.systemUTC()), Clock.systemUTC());
    }

    /**
     * By {@code tasks.get_all}, one task at a time. The server shows a caller its own tenant's tasks and public ones: give one
     * view for each ({@link ClearMl#inTenant}).
     */
    static TenantResolver byTask(List<ClearMl> tenants) {
        return TenantResolvers.byTask(TenantViews.of(tenants), Clock.systemUTC());
    }

    /**
     * By {@code tasks.get_all}, in all tenants that the server lists, also those that are made later: they are listed again, but
     * at most every 30 seconds, where a task is in none. On an Enterprise server, needs the role {@code root} or {@code system}.
     */
    static TenantResolver byTask(ClearMl root) {
        return TenantResolvers.byTask(TenantViews.listedBy(root, Clock.systemUTC()), Clock.systemUTC());
    }

    /** The first of these that knows. */
    static TenantResolver inOrder(TenantResolver... resolvers) {
        return new TenantResolvers.InOrder(List.of(resolvers));
    }
}
