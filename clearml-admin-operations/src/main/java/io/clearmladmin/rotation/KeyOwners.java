package io.clearmladmin.rotation;

import io.clearmladmin.ClearMl;
import io.clearmladmin.directory.Directory;
import io.clearmladmin.directory.TenantEntry;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.keys.CallerSight;
import io.clearmladmin.internal.keys.ConfiguredUsers;
import io.clearmladmin.internal.keys.TenantMembers;
import io.clearmladmin.tenants.TenantUser;
import io.clearmladmin.users.ServiceUser;
import io.clearmladmin.users.User;
import io.clearmladmin.users.UserQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        Check.text("tenantId", id);
        TenantEntry own = Directory.of(clearml).ownTenant();
        if (!CallerSight.isEnterprise(clearml) && !id.equals(own.id())) {
            throw new IllegalArgumentException(
                    "tenantId: an open-source server has one tenant, here " + own.id() + ", and not '" + id + "'");
        }
        TenantEntry tenant = CallerSight.isOverTenants(clearml)
                ? new TenantEntry(id, clearml.system().companyInfo(id).name().orElse(id), true)
                : new TenantEntry(id, id.equals(own.id()) ? own.name() : id, true);
        List<UnreadUser> unread = new ArrayList<>();
        List<Owner> owners = owners(clearml, tenant, own, unread);
        return new KeyOwners(owners, List.copyOf(unread));
    }

    /** The users of all tenants that the caller may see. */
    static KeyOwners ofAllTenants(ClearMl clearml) {
        Directory directory = Directory.of(clearml);
        TenantEntry own = directory.ownTenant();
        List<Owner> owners = new ArrayList<>();
        List<UnreadUser> unread = new ArrayList<>();
        for (TenantEntry tenant :
                directory.tenants().stream().filter(TenantEntry::isActive).toList()) {
            try {
                owners.addAll(owners(clearml, tenant, own, unread));
            } catch (ClearMlException failure) {
                unread.add(unread(tenant, "users", failure));
            }
        }
        return new KeyOwners(List.copyOf(owners), List.copyOf(unread));
    }

    private static UnreadUser unread(TenantEntry tenant, String who, ClearMlException failure) {
        return new UnreadUser(
                tenant.id(),
                "",
                "the " + who + " of tenant " + tenant.id() + " could not be read: " + failure.getMessage());
    }

    private static List<Owner> owners(ClearMl clearml, TenantEntry tenant, TenantEntry own, List<UnreadUser> unread) {
        Set<String> users = new LinkedHashSet<>();
        if (CallerSight.isOverTenants(clearml)) {
            List<TenantUser> people = TenantMembers.of(clearml, tenant.id());
            people.stream().map(TenantUser::id).forEach(users::add);
            // Any of them suffices, since the caller keeps its own rights; an admin is the likeliest to have a login.
            people.stream()
                    .min(Comparator.comparing(user -> !user.role().equals(Optional.of(Role.ADMIN))))
                    .ifPresent(one -> {
                        try {
                            addServiceUsers(clearml.actingAs(one.id()), users);
                        } catch (ClearMlException failure) {
                            unread.add(unread(tenant, "service users", failure));
                        }
                    });
        } else if (tenant.id().equals(own.id())) {
            clearml.users().getAll(UserQuery.builder().build()).stream()
                    .map(User::id)
                    .forEach(users::add);
            if (CallerSight.isEnterprise(clearml)) {
                addServiceUsers(clearml, users);
            }
        } else {
            throw new IllegalArgumentException(
                    "tenantId: only role system or root sees other tenants than its own, which is " + own.id());
        }
        return users.stream()
                .map(user -> new Owner(tenant.id(), tenant.name(), user))
                .toList();
    }

    private static void addServiceUsers(ClearMl inTenant, Set<String> users) {
        inTenant.users().getServiceUsers().users().stream().map(ServiceUser::id).forEach(users::add);
    }
}
