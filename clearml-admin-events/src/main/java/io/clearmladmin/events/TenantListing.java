package io.clearmladmin.events;

import io.clearmladmin.errors.ClearMlException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * All tenants with their state, as the server has them now.
 *
 * @param states by tenant, in the order of the listing; those that failed are left out
 * @param failed the tenants that are there but could not be read, by tenant
 */
record TenantListing(Map<String, TenantState> states, Map<String, FailedTenant> failed) {

    static TenantListing read(TenantReader reading, ParallelForEach workers) {
        List<ListedTenant> all = reading.all();
        Set<String> configured = all.isEmpty() ? Set.of() : ids(reading.withCustomEvents());
        Map<String, Map<String, Object>> fields = new ConcurrentHashMap<>();
        Map<String, FailedTenant> failures = new ConcurrentHashMap<>();
        all.stream()
                .filter(ListedTenant::hasNoId)
                .forEach(tenant -> failures.put(tenant.id(), FailedTenant.withoutId(tenant)));
        List<ListedTenant> withFields = all.stream()
                .filter(tenant -> configured.contains(tenant.id()) && !tenant.hasNoId())
                .toList();
        workers.each(withFields, tenant -> {
            try {
                fields.put(tenant.id(), reading.fields(tenant.id()));
            } catch (ClearMlException | IllegalArgumentException failure) {
                failures.put(tenant.id(), FailedTenant.of(tenant, failure));
            }
        });
        Map<String, TenantState> states = new LinkedHashMap<>();
        for (ListedTenant tenant : all) {
            if (!failures.containsKey(tenant.id())) {
                Map<String, Object> own =
                        Optional.ofNullable(fields.get(tenant.id())).orElse(Map.of());
                states.put(tenant.id(), new TenantState(tenant.name(), tenant.active(), own));
            }
        }
        return new TenantListing(states, failures);
    }

    private static Set<String> ids(Collection<ListedTenant> tenants) {
        return tenants.stream().map(ListedTenant::id).collect(Collectors.toSet());
    }

    boolean isEmpty() {
        return states.isEmpty() && failed.isEmpty();
    }

    /** Whether a tenant is certainly gone: one that is listed without an id may be any. */
    boolean lacks(String tenant) {
        boolean mayBeAny = failed.containsKey("");
        return !mayBeAny && !states.containsKey(tenant) && !failed.containsKey(tenant);
    }
}
