package io.clearmladmin.users;

import static io.clearmladmin.endpoint.Edition.ENTERPRISE;
import static io.clearmladmin.endpoint.Repeat.SAFE;
import static io.clearmladmin.endpoint.Repeat.UNSAFE;

import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.endpoint.Paged;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.endpoint.Updated;
import io.clearmladmin.login.WhitelistEntry;
import io.clearmladmin.login.WhitelistQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code users.*}: profiles, roles, preferences, service users.
 *
 * <p>A profile is not a login: on open-source servers, the user's keys still work after {@link #delete(String)}.
 */
public interface UsersService {

    /** Lists the profiles of the caller's tenant. Any role. */
    @Endpoint(name = "users.get_all", repeat = SAFE, result = "users")
    Paged<User> getAll(UserQuery query);

    /** Lists the profiles of the caller's tenant with what they refer to. Any role. */
    @Endpoint(name = "users.get_all_ex", repeat = SAFE, result = "users", since = "2.8")
    Paged<User> getAllEx(UserQuery query);

    /**
     * One profile of the caller's tenant; of any tenant for role system. Any role. An unknown user is an {@code
     * InvalidIdException}.
     */
    @Endpoint(name = "users.get_by_id", repeat = SAFE, result = "user")
    User getById(@Field("user") String userId);

    /**
     * The caller's own profile. Any role, but users of the server's own configuration may have none ({@code
     * InvalidIdException}).
     */
    @Endpoint(name = "users.get_current_user", repeat = SAFE)
    CurrentUser getCurrentUser(CurrentUserQuery query);

    /**
     * Creates a profile for a login that has none. Roles system, root. A known id is an {@code
     * AlreadyExistsException}.
     */
    @Endpoint(name = "users.create", repeat = UNSAFE, verifyWith = "users.get_by_id")
    void create(CreateProfile request);

    /**
     * Deletes a profile. On open-source servers the login, its keys and its e-mail stay; revoke the keys first. Roles
     * system, root.
     */
    @Endpoint(name = "users.delete", repeat = UNSAFE, verifyWith = "users.get_by_id")
    void delete(@Field("user") String userId);

    /** Changes a profile. For an unknown user the result is 0 updated, not an error. Any role. */
    @Endpoint(name = "users.update", repeat = SAFE, changes = true)
    Updated update(UpdateUser request);

    /** The caller's preferences. Any role. */
    @Endpoint(name = "users.get_preferences", repeat = SAFE, result = "preferences")
    Map<String, Object> getPreferences();

    /** Sets some of the caller's preferences; the others stay. Any role. */
    @Endpoint(name = "users.set_preferences", repeat = UNSAFE, verifyWith = "users.get_preferences")
    Updated setPreferences(SetPreferences request);

    /**
     * Changes a user's role: {@code admin}, {@code user} or {@code consumer}; returns how many it changed. Roles
     * system, root, admin.
     */
    @Endpoint(
            name = "users.set_role",
            repeat = UNSAFE,
            result = "updated",
            verifyWith = "users.get_all",
            edition = ENTERPRISE)
    int setRole(@Field("user") String userId, @Field("role") Role role);

    /** Grants or withdraws the role of an admin. Newer servers require {@link #setRole}. Roles system, root, admin. */
    @Endpoint(
            name = "users.set_admin",
            repeat = UNSAFE,
            result = "updated",
            verifyWith = "users.get_all",
            edition = ENTERPRISE)
    int setAdmin(@Field("user") String userId, @Field("admin") boolean admin);

    /** The roles that may be given. Any role. */
    @Endpoint(name = "users.get_role_options", repeat = SAFE, result = "roles", edition = ENTERPRISE)
    List<RoleOption> getRoleOptions();

    /** Lists the service users of the caller's tenant. Roles system, root, admin. */
    @Endpoint(name = "users.get_service_users", repeat = SAFE, edition = ENTERPRISE, sinceRelease = "3.21")
    ServiceUsers getServiceUsers();

    /** Changes a service user; returns how many it changed. Roles system, root, admin. */
    @Endpoint(
            name = "users.update_service_user",
            repeat = UNSAFE,
            result = "updated",
            verifyWith = "users.get_service_users",
            edition = ENTERPRISE,
            sinceRelease = "3.21")
    int updateServiceUser(UpdateServiceUser request);

    /** Finds an e-mail or a domain in the whitelists of all tenants. Roles system, root. */
    @Endpoint(name = "users.get_whitelist", repeat = SAFE, result = "entries", edition = ENTERPRISE)
    List<WhitelistEntry> getWhitelist(WhitelistQuery query);

    /** The vaults in force for the caller. Any role. */
    @Endpoint(name = "users.get_vaults", repeat = SAFE, result = "vaults", edition = ENTERPRISE)
    List<Vault> getVaults(VaultQuery query);

    /** The tenant's vaults. Role admin. */
    @Endpoint(name = "users.get_organization_vaults", repeat = SAFE, result = "vaults", edition = ENTERPRISE)
    List<Vault> getOrganizationVaults();

    /** Stores a vault, for a group or a user by its scope, and returns its id. The required role depends on the scope. */
    @Endpoint(
            name = "users.add_or_update_vault",
            repeat = UNSAFE,
            result = "vault",
            verifyWith = "users.get_vaults",
            edition = ENTERPRISE)
    String addOrUpdateVault(
            @Field("vault") Vault vault,
            @Field("group") Optional<String> groupId,
            @Field("user") Optional<String> userId);

    /** Deletes vaults; returns how many it deleted. */
    @Endpoint(
            name = "users.delete_vaults",
            repeat = UNSAFE,
            result = "deleted",
            verifyWith = "users.get_organization_vaults",
            edition = ENTERPRISE)
    int deleteVaults(@Filter @Field("vaults") List<String> ids);

    /** Who changed which vault; neither request nor reply is documented. */
    @Endpoint(name = "users.get_vault_operations_log", repeat = SAFE, edition = ENTERPRISE)
    Map<String, Object> getVaultOperationsLog(Map<String, ?> request);

    /** What that log can be filtered by; neither request nor reply is documented. */
    @Endpoint(name = "users.get_vault_operations_log_filters", repeat = SAFE, edition = ENTERPRISE)
    Map<String, Object> getVaultOperationsLogFilters(Map<String, ?> request);

    /** The terms of use, as received: their form is not documented. */
    @Endpoint(name = "users.get_terms_of_use", repeat = SAFE, edition = ENTERPRISE)
    Map<String, Object> getTermsOfUse();
}
