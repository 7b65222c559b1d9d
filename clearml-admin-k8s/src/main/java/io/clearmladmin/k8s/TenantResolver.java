package io.clearmladmin.k8s;

import java.util.Optional;
import java.util.Set;

/**
 * Says which tenant a pod belongs to; no label of ClearML's own does. That it is not known is a value: a resolver throws
 * nothing, and what it looks up is bounded in time. Safe for many threads.
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
}
