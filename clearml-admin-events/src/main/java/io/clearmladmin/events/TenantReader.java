package io.clearmladmin.events;

import io.clearmladmin.ClearMl;
import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.errors.NoSuchEndpointException;
import io.clearmladmin.system.CompanyQuery;
import io.clearmladmin.tenants.TenantInfoQuery;
import io.clearmladmin.tenants.TenantUser;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what events say of tenants. */
final class TenantReader {

    private static final String INFO = "tenants.get_tenant_info";

    private final ClearMl clearml;

    TenantReader(ClearMl clearml) {
        this.clearml = clearml;
    }

    /** All tenants, each once. */
    List<ListedTenant> all() {
        return once(clearml.service(ListedTenant.Service.class)
                .getCompanies(CompanyQuery.builder().build()));
    }

    /** The tenants with custom events configured, each once. */
    List<ListedTenant> withCustomEvents() {
        return once(clearml.service(ListedTenant.Service.class)
                .getCompanies(CompanyQuery.builder().customEvents(true).build()));
    }

    private static List<ListedTenant> once(Collection<ListedTenant> listed) {
        Map<String, ListedTenant> byId = new LinkedHashMap<>();
        listed.forEach(tenant -> byId.putIfAbsent(tenant.id(), tenant));
        return List.copyOf(byId.values());
    }

    /**
     * A tenant's own fields, without those that are null.
     *
     * @throws IllegalArgumentException if they hold what no event can, such as NaN
     */
    Map<String, Object> fields(String tenantId) {
        Map<String, Object> fields = JsonValues.present(clearml.system().getCompanyCustomEventsConfig(tenantId));
        JsonValues.check("fields", fields);
        return fields;
    }

    boolean countsUsers() {
        return clearml.capabilities().has(INFO);
    }

    /** How many users have each role; empty if the server does not show them to this caller. */
    Optional<Map<String, Integer>> usersByRole(String tenantId) {
        try {
            return clearml.tenants()
                    .getTenantInfo(TenantInfoQuery.builder().tenant(tenantId).build())
                    .users()
                    .map(users -> byRole(users.active()));
        } catch (ForbiddenException | NoSuchEndpointException notPublished) {
            return Optional.empty();
        }
    }

    private static Map<String, Integer> byRole(List<TenantUser> users) {
        Map<String, Integer> counts = new TreeMap<>();
        users.forEach(user -> counts.merge(user.role().map(role -> role.value()).orElse("unknown"), 1, Integer::sum));
        return counts;
    }
}
