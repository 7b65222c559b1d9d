package io.clearmladmin.directory;

import io.clearmladmin.ClearMl;
import io.clearmladmin.apps.Application;
import io.clearmladmin.auth.TokenClaims;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.keys.CallerSight;
import io.clearmladmin.internal.keys.TenantMembers;
import io.clearmladmin.queues.Queue;
import io.clearmladmin.queues.QueueQuery;
import io.clearmladmin.system.CompanyQuery;
import io.clearmladmin.users.User;
import io.clearmladmin.users.UserActivity;
import io.clearmladmin.users.UserQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the caller may see, by name or id: the tenants and users of the platform for roles {@code system} and {@code root} of
 * an Enterprise server, else those of the caller's own tenant. Ids come first; a name must be whole, upper and lower case
 * alike. Nothing is kept: each question is asked anew.
 *
 * <p>Methods block for one call, or one for each tenant, and throw a {@link NameNotFoundException} for a name that is of nothing
 * or of several. Safe for use by many threads.
 */
public final class Directory {

    private static final Names<TenantEntry> TENANTS =
            new Names<>("tenant", TenantEntry::name, tenant -> tenant.name() + " (" + tenant.id() + ")");
    private static final Names<UserEntry> USERS = new Names<>(
            "user",
            user -> user.name().orElse(user.id()),
            user -> user.name().orElse("")
                    + user.email().map(email -> " <" + email + ">").orElse("") + " of " + user.tenantName() + " ("
                    + user.id() + ")");
    private static final Names<Queue> QUEUES = new Names<>(
            "queue",
            queue -> queue.name().orElse(queue.id()),
            queue -> queue.name().orElse("") + " (" + queue.id() + ")");

    private static final Names<Reference> APPLICATIONS = new Names<>(
            "application", app -> app.name().orElse(app.id()), app -> app.name().orElse("") + " (" + app.id() + ")");

    private final ClearMl clearml;

    private Directory(ClearMl clearml) {
        this.clearml = clearml;
    }

    /** Uses this client, which the caller closes. Nothing is sent. */
    public static Directory of(ClearMl clearml) {
        return new Directory(Objects.requireNonNull(clearml, "clearml"));
    }

    /** The caller's own tenant. */
    public TenantEntry ownTenant() {
        TokenClaims.Identity self = clearml.claims()
                .identity()
                .orElseThrow(() -> new IllegalStateException("the caller's token does not name its user"));
        String id = self.company()
                .orElseThrow(() -> new IllegalStateException("the caller's token does not name its tenant"));
        return new TenantEntry(id, self.companyName().orElse(id), true);
    }

    /** The tenants, inactive ones too. */
    public List<TenantEntry> tenants() {
        if (!CallerSight.isOverTenants(clearml)) {
            return List.of(ownTenant());
        }
        return clearml.system().getCompanies(CompanyQuery.builder().build()).stream()
                .map(company -> new TenantEntry(
                        company.id(),
                        company.name().orElse(company.id()),
                        company.active().orElse(true)))
                .toList();
    }

    /** The tenant of this id or name. */
    public TenantEntry tenant(String idOrName) {
        Check.text("idOrName", idOrName);
        List<TenantEntry> all = tenants();
        return all.stream()
                .filter(tenant -> tenant.id().equals(idOrName))
                .findFirst()
                .orElseGet(() ->
                        TENANTS.only(idOrName, all, tenant -> tenant.name().equalsIgnoreCase(idOrName)));
    }

    /** The users of a tenant; without its service users, whom only a caller in the tenant sees. */
    public List<UserEntry> users(String tenantId) {
        return users(tenant(tenantId));
    }

    /** The users of all tenants. It makes a call for each tenant. */
    public List<UserEntry> usersOfAllTenants() {
        List<UserEntry> users = new ArrayList<>();
        tenants().stream().filter(TenantEntry::isActive).forEach(tenant -> users.addAll(users(tenant)));
        return List.copyOf(users);
    }

    private List<UserEntry> users(TenantEntry tenant) {
        if (CallerSight.isOverTenants(clearml)) {
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
        if (CallerSight.isEnterprise(clearml)) {
            return clearml
                    .users()
                    .getAllEx(query.includeActivity(true).includeAuth(true).build())
                    .stream()
                    .map(user -> entry(user, tenant))
                    .toList();
        }
        return clearml.users().getAll(query.build()).stream()
                .map(user -> entry(user, tenant))
                .toList();
    }

    private static UserEntry entry(User user, TenantEntry tenant) {
        return new UserEntry(
                user.company().map(company -> company.id()).orElse(tenant.id()),
                user.company().flatMap(company -> company.name()).orElse(tenant.name()),
                user.id(),
                user.name(),
                user.email(),
                user.role(),
                user.created(),
                user.activity().stream().flatMap(Directory::times).max(Comparator.naturalOrder()));
    }

    private static Stream<Instant> times(UserActivity activity) {
        return Stream.of(activity.lastCredentialsLogin(), activity.lastProviderLogin(), activity.lastUiAccess())
                .flatMap(Optional::stream);
    }

    /**
     * The user of this id, e-mail or name, in any tenant. By id it makes one call, and finds service users too; else one for
     * each tenant.
     */
    public UserEntry user(String idOrName) {
        Check.text("idOrName", idOrName);
        return byId(idOrName)
                .orElseGet(() -> USERS.only(idOrName, usersOfAllTenants(), user -> isNamed(user, idOrName)));
    }

    private Optional<UserEntry> byId(String id) {
        try {
            return Optional.of(entry(clearml.users().getById(id), ownTenant()));
        } catch (InvalidIdException noSuchId) {
            return Optional.empty();
        }
    }

    private static boolean isNamed(UserEntry user, String name) {
        return Stream.of(user.id(), user.name().orElse(""), user.email().orElse(""))
                .anyMatch(name::equalsIgnoreCase);
    }

    /** The queue of this id or name in the caller's own tenant, with its waiting tasks. */
    public Queue queue(String idOrName) {
        Check.text("idOrName", idOrName);
        List<Queue> all =
                clearml.queues().getAll(QueueQuery.builder().build()).stream().toList();
        return all.stream()
                .filter(queue -> queue.id().equals(idOrName))
                .findFirst()
                .orElseGet(() -> QUEUES.only(
                        idOrName, all, queue -> queue.name().orElse("").equalsIgnoreCase(idOrName)));
    }

    /** The id of the application or customization of this id or name. Enterprise 3.30 or newer; roles system, root, admin. */
    public String applicationId(String idOrName) {
        Check.text("idOrName", idOrName);
        List<Reference> all = new ArrayList<>();
        for (Application app : clearml.apps().getAllApps()) {
            all.add(new Reference(app.appId(), app.name(), Map.of()));
            app.customizations()
                    .forEach(customization ->
                            all.add(new Reference(customization.id(), customization.name(), Map.of())));
        }
        return all.stream()
                .filter(app -> app.id().equals(idOrName))
                .findFirst()
                .orElseGet(() -> APPLICATIONS.only(
                        idOrName, all, app -> app.name().orElse("").equalsIgnoreCase(idOrName)))
                .id();
    }
}
