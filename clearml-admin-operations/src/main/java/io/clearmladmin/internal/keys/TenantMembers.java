package io.clearmladmin.internal.keys;

import io.clearmladmin.ClearMl;
import io.clearmladmin.tenants.TenantInfoQuery;
import io.clearmladmin.tenants.TenantUser;
import io.clearmladmin.tenants.TenantUsers;
import java.util.List;

/** Who is in a tenant; {@code tenants.get_tenant_info} tells it without acting as one of them. */
public final class TenantMembers {

    private TenantMembers() {}

    /** The users who joined; none if the server tells none. */
    public static List<TenantUser> of(ClearMl clearml, String companyId) {
        return clearml.tenants()
                .getTenantInfo(TenantInfoQuery.builder().tenant(companyId).build())
                .users()
                .map(TenantUsers::active)
                .orElse(List.of());
    }
}
