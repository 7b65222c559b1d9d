package io.clearmladmin.tenants;

import static io.clearmladmin.endpoint.Edition.ENTERPRISE;
import static io.clearmladmin.endpoint.Repeat.SAFE;
import static io.clearmladmin.endpoint.Repeat.UNSAFE;

import io.clearmladmin.auth.Credentials;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import java.util.List;

/**
 * {@code tenants.*}: tenants as the Platform Management Center sees them, and their custom events. Enterprise servers
 * only; roles {@code root} and {@code system} unless said otherwise. Older Enterprise servers lack some of these.
 */
public interface TenantsService {

    /** Creates a tenant with an admin user and a key. */
    @Endpoint(name = "tenants.create_tenant", repeat = UNSAFE, settledBy = "tenants.get_tenants", edition = ENTERPRISE)
    CreatedTenant createTenant(CreateTenant request);

    /** Makes a key for a tenant's admin user. Its fate is best read by {@code auth.get_credentials} as that user. */
    @Endpoint(
            name = "tenants.add_tenant_admin_credentials",
            repeat = UNSAFE,
            result = "credentials",
            settledBy = "auth.get_credentials",
            edition = ENTERPRISE)
    Credentials addTenantAdminCredentials(@Field("tenant") String tenantId);

    /** Lists tenants, all at once. */
    @Endpoint(name = "tenants.get_tenants", repeat = SAFE, result = "tenants", edition = ENTERPRISE)
    List<Tenant> getTenants();

    /** How a tenant is used. */
    @Endpoint(name = "tenants.get_tenant_info", repeat = SAFE, edition = ENTERPRISE)
    TenantInfo getTenantInfo(TenantInfoQuery query);

    /** What a tenant has and runs. */
    @Endpoint(name = "tenants.get_tenant_resources", repeat = SAFE, edition = ENTERPRISE)
    TenantResources getTenantResources(@Field("tenant") String tenantId);

    /**
     * Deletes a tenant, softly; refused while something runs unless forced. Returns what it had. Server 3.30 or newer.
     */
    @Endpoint(name = "tenants.delete_tenant", repeat = UNSAFE, settledBy = "tenants.get_tenants", edition = ENTERPRISE)
    TenantResources deleteTenant(DeleteTenant request);

    /**
     * Reports events. Some may fail although the call succeeds: look at {@link CustomEventsResult#errors()}. Whether
     * the server drops repeated ids is not documented, so it is not repeated. Roles system, root, admin.
     */
    @Endpoint(name = "tenants.custom_events", repeat = UNSAFE, edition = ENTERPRISE)
    CustomEventsResult customEvents(CustomEvents request);
}
