package io.clearmladmin.internal.keys;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.TokenClaims;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;

/** How far the caller of a server sees. */
public final class CallerSight {

    private CallerSight() {}

    /** Whether it is an Enterprise server. */
    public static boolean isEnterprise(ClearMl clearml) {
        return clearml.capabilities().edition() == Edition.ENTERPRISE;
    }

    /** Whether all tenants are seen: as {@code system} or {@code root} of an Enterprise server. */
    public static boolean isOverTenants(ClearMl clearml) {
        return clearml.claims()
                        .identity()
                        .flatMap(TokenClaims.Identity::role)
                        .filter(role -> role.equals(Role.SYSTEM) || role.equals(Role.ROOT))
                        .isPresent()
                && isEnterprise(clearml);
    }
}
