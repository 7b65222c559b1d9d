package io.clearmladmin.k8s;

import java.util.Optional;
import java.util.function.Function;

/** A resolver that looks up the tenant of a key which a pod has. */
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
