package io.clearmladmin.directory;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.TokenClaims;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.NoSuchEndpointException;
import io.clearmladmin.internal.keys.CallerSight;
import io.clearmladmin.internal.keys.TenantMembers;
import io.clearmladmin.system.CompanyQuery;
import io.clearmladmin.users.ServiceUser;
import io.clearmladmin.users.User;
import io.clearmladmin.users.UserActivity;
import io.clearmladmin.users.UserQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The users of tenants, as far as the caller may see them. */
final class TenantPeople {

    private final ClearMl clearml;
    private final TenantEntry own;
    private final boolean isOverTenants;
    private final boolean isEnterprise;

    private TenantPeople(ClearMl clearml) {
        this.clearml = clearml;
        this.own = ownTenant(clearml);
        this.isOverTenants = CallerSight.isOverTenants(clearml);
        this.isEnterprise = CallerSight.isEnterprise(clearml);
    }

    static TenantPeople of(ClearMl clearml) {
        return new TenantPeople(clearml);
    }

    static TenantEntry ownTenant(ClearMl clearml) {
        TokenClaims.Identity self = clearml.claims()
                .identity()
                .orElseThrow(() -> new IllegalStateException("the caller's token does not name its user"));
        String id = self.company()
                .orElseThrow(() -> new IllegalStateException("the caller's token does not name its tenant"));
        return new TenantEntry(id, self.companyName().orElse(id), true);
    }

    /**
     * The users of a tenant.
     *
     * @param people the users, service users last
     * @param unread what is missing
     */
    record Found(List<DirectoryEntry> people, List<UnreadTenant> unread) {}

    static UnreadTenant unread(TenantEntry tenant, String what, String reason) {
        return new UnreadTenant(tenant.id(), tenant.name(), what, reason);
    }

    /** Inactive ones too. */
    List<TenantEntry> tenants() {
        if (!isOverTenants) {
            return List.of(own);
        }
        return clearml.system().getCompanies(CompanyQuery.builder().build()).stream()
                .map(company -> new TenantEntry(
                        company.id(),
                        company.name().orElse(company.id()),
                        company.active().orElse(true)))
                .toList();
    }

    /** The tenant of this id, which must be one that the caller sees. */
    TenantEntry tenant(String id) {
        if (isOverTenants) {
            return new TenantEntry(id, clearml.system().companyInfo(id).name().orElse(id), true);
        }
        if (id.equals(own.id())) {
            return own;
        }
        throw new IllegalArgumentException(
                isEnterprise
                        ? "tenantId: only role system or root sees other tenants than its own, which is " + own.id()
                        : "tenantId: an open-source server has one tenant, here " + own.id() + ", and not '" + id
                                + "'");
    }

    /** The users who joined, without service users. */
    List<UserEntry> members(TenantEntry tenant) {
        if (isOverTenants) {
            return TenantMembers.of(clearml, tenant.id()).stream()
                    .map(user -> new UserEntry(
                            tenant.id(),
                            tenant.name(),
                            user.id(),
                            user.name(),
                            user.email(),
                            user.role(),
                            user.created(),
                            user.lastLogin()))
                    .toList();
        }
        UserQuery.Builder query = UserQuery.builder();
        Iterable<User> users = isEnterprise
                ? clearml.users()
                        .getAllEx(query.includeActivity(true).includeAuth(true).build())
                : clearml.users().getAll(query.build());
        List<UserEntry> members = new ArrayList<>();
        users.forEach(user -> members.add(entry(user, tenant)));
        return members;
    }

    /** All users, service users too. */
    Found in(TenantEntry tenant) {
        List<UserEntry> members = members(tenant);
        Map<String, DirectoryEntry> people = new LinkedHashMap<>();
        members.forEach(user -> people.put(user.id(), row(user, false)));
        List<UnreadTenant> unread = new ArrayList<>();
        if (isEnterprise) {
            try {
                serviceUsers(tenant, members)
                        .forEach(user -> people.merge(
                                user.id(),
                                row(entry(user, tenant), true),
                                (member, service) -> row(member.user(), true)));
            } catch (NoSuchEndpointException older) {
                // Such a server has none.
            } catch (ClearMlException failure) {
                unread.add(unread(tenant, "service users", String.valueOf(failure.getMessage())));
            }
        }
        return new Found(List.copyOf(people.values()), List.copyOf(unread));
    }

    private List<ServiceUser> serviceUsers(TenantEntry tenant, List<UserEntry> members) {
        if (!isOverTenants || tenant.id().equals(own.id())) {
            return clearml.users().getServiceUsers().users();
        }
        // Any of them suffices, since the caller keeps its own rights; an admin is the likeliest to have a login.
        return members.stream()
                .min(Comparator.comparing(user -> !user.role().equals(Optional.of(Role.ADMIN))))
                .map(one -> clearml.actingAs(one.id()).users().getServiceUsers().users())
                .orElse(List.of());
    }

    private static DirectoryEntry row(UserEntry user, boolean isServiceUser) {
        return new DirectoryEntry(user, isServiceUser, Optional.empty(), Optional.empty());
    }

    private static UserEntry entry(ServiceUser user, TenantEntry tenant) {
        return new UserEntry(
                tenant.id(),
                tenant.name(),
                user.id(),
                user.name(),
                Optional.empty(),
                user.role(),
                Optional.empty(),
                user.lastActiveTime());
    }

    static UserEntry entry(User user, TenantEntry tenant) {
        return new UserEntry(
                user.company().map(company -> company.id()).orElse(tenant.id()),
                user.company().flatMap(company -> company.name()).orElse(tenant.name()),
                user.id(),
                user.name(),
                user.email(),
                user.role(),
                user.created(),
                user.activity().stream().flatMap(TenantPeople::times).max(Comparator.naturalOrder()));
    }

    private static Stream<Instant> times(UserActivity activity) {
        return Stream.of(activity.lastCredentialsLogin(), activity.lastProviderLogin(), activity.lastUiAccess())
                .flatMap(Optional::stream);
    }
}
