package io.clearmladmin.directory;

import io.clearmladmin.ClearMl;
import io.clearmladmin.apps.Application;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.queues.Queue;
import io.clearmladmin.queues.QueueQuery;
import io.clearmladmin.resources.Policy;
import io.clearmladmin.routers.Route;
import io.clearmladmin.routers.RouteQuery;
import java.util.ArrayList;
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
    private static final Names<Route> ROUTES = new Names<>(
            "route",
            route -> route.name().orElse(route.id()),
            route -> route.name().orElse("") + " (" + route.id() + ")");
    private static final Names<Policy> POLICIES = new Names<>(
            "policy",
            policy -> policy.name().orElse(policy.id()),
            policy -> policy.name().orElse("") + " (" + policy.id() + ")");

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
        return TenantPeople.ownTenant(clearml);
    }

    /** The tenants, inactive ones too. */
    public List<TenantEntry> tenants() {
        return TenantPeople.of(clearml).tenants();
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

    /** The users of a tenant, without its service users; {@link #listing} has those too. */
    public List<UserEntry> users(String tenantId) {
        return TenantPeople.of(clearml).members(tenant(tenantId));
    }

    /** The users of all tenants. It makes a call for each tenant. */
    public List<UserEntry> usersOfAllTenants() {
        TenantPeople people = TenantPeople.of(clearml);
        List<UserEntry> users = new ArrayList<>();
        tenants().stream().filter(TenantEntry::isActive).forEach(tenant -> users.addAll(people.members(tenant)));
        return List.copyOf(users);
    }

    /** All users with what is known of them, service users and keys too, for long listings. Nothing is sent before it is read. */
    public DirectoryListing listing() {
        return DirectoryListing.of(clearml);
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
            return Optional.of(TenantPeople.entry(clearml.users().getById(id), ownTenant()));
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

    /** The static route of this id or name in the caller's own tenant. Enterprise 3.26. */
    public Route route(String idOrName) {
        Check.text("idOrName", idOrName);
        List<Route> all = clearml.routers().getRoutes(RouteQuery.builder().build()).stream()
                .toList();
        return all.stream()
                .filter(route -> route.id().equals(idOrName))
                .findFirst()
                .orElseGet(() -> ROUTES.only(
                        idOrName, all, route -> route.name().orElse("").equalsIgnoreCase(idOrName)));
    }

    /** The resource policy of this id or name in the caller's own tenant. Enterprise 3.22. */
    public Policy policy(String idOrName) {
        Check.text("idOrName", idOrName);
        List<Policy> all = clearml.resources().getPolicies();
        return all.stream()
                .filter(policy -> policy.id().equals(idOrName))
                .findFirst()
                .orElseGet(() -> POLICIES.only(
                        idOrName, all, policy -> policy.name().orElse("").equalsIgnoreCase(idOrName)));
    }
}
