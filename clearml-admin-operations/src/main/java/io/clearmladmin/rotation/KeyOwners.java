package io.clearmladmin.rotation;

import io.clearmladmin.ClearMl;
import io.clearmladmin.directory.Directory;
import io.clearmladmin.directory.DirectoryListing;
import io.clearmladmin.directory.TenantEntry;
import io.clearmladmin.directory.UnreadTenant;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.keys.ConfiguredUsers;
import java.util.ArrayList;
import java.util.List;

/**
 * Users who may have keys, service users too.
 *
 * @param owners the users
 * @param unread the tenants whose users could not be read
 */
record KeyOwners(List<Owner> owners, List<UnreadUser> unread) {

    /**
     * A user.
     *
     * @param tenantId the id of the tenant
     * @param tenant the name of the tenant
     * @param user the id of the user
     */
    record Owner(String tenantId, String tenant, String user) {

        /** Whether it is a user of the server's own configuration, whose keys no call changes. */
        boolean isProtected() {
            return ConfiguredUsers.isOne(user);
        }
    }

    /** The one user. */
    static KeyOwners ofUser(ClearMl clearml, String user) {
        Check.text("userId", user);
        Owner owner = clearml.users()
                .getById(user)
                .company()
                .map(company -> new Owner(company.id(), company.name().orElse(company.id()), user))
                .orElseGet(() -> {
                    TenantEntry own = Directory.of(clearml).ownTenant();
                    return new Owner(own.id(), own.name(), user);
                });
        return new KeyOwners(List.of(owner), List.of());
    }

    /**
     * The users of a tenant.
     *
     * @throws IllegalArgumentException if the server has only one tenant, and it is another
     */
    static KeyOwners ofTenant(ClearMl clearml, String id) {
        return of(Directory.of(clearml).listing().tenant(Check.text("tenantId", id)));
    }

    /** The users of all tenants that the caller may see. */
    static KeyOwners ofAllTenants(ClearMl clearml) {
        return of(Directory.of(clearml).listing());
    }

    private static KeyOwners of(DirectoryListing listing) {
        List<Owner> owners = new ArrayList<>();
        List<UnreadTenant> unread = listing.each(row -> owners.add(new Owner(
                row.user().tenant(), row.user().tenantName(), row.user().id())));
        return new KeyOwners(
                List.copyOf(owners),
                unread.stream()
                        .map(tenant -> new UnreadUser(tenant.tenant(), "", tenant.toString()))
                        .toList());
    }
}
