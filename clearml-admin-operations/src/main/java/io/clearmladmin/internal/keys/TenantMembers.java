package io.clearmladmin.internal.keys;

import io.clearmladmin.ClearMl;
import io.clearmladmin.tenants.TenantInfoQuery;
import io.clearmladmin.tenants.TenantUser;
import io.clearmladmin.tenants.TenantUsers;
import java.util.List;

/** The users of a tenant; {@code tenants.get_tenant_info} returns them without acting as one of them. */
public final class TenantMembers {

    private TenantMembers() {}

    /** The users who joined; empty if the server returns none. */
    public static List<TenantUser> of(ClearMl clearml, String tenantId) {
        return clearml.tenants()
                .getTenantInfo(TenantInfoQuery.builder().tenant(tenantId).build())
                .users()
                .map(TenantUsers::active)
                .orElse(List.of());
    }
}
