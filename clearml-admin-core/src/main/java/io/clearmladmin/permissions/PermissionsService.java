package io.clearmladmin.permissions;

import static io.clearmladmin.endpoint.Edition.ENTERPRISE;
import static io.clearmladmin.endpoint.Repeat.SAFE;
import static io.clearmladmin.endpoint.Repeat.UNSAFE;

import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Filter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code permissions.*}: groups of users, and what they may reach. Enterprise servers only; roles system, root, admin
 * unless stated otherwise. All act on the caller's tenant.
 */
public interface PermissionsService {

    /** Lists groups, all if no ids are named. */
    @Endpoint(name = "permissions.get_user_groups", repeat = SAFE, result = "groups", edition = ENTERPRISE)
    List<UserGroup> getUserGroups(
            @Filter @Field("groups") Optional<List<String>> ids,
            @Field("include_permissions") Optional<Boolean> includePermissions);

    /** Stores a group. Without an id it creates a new one each time. */
    @Endpoint(
            name = "permissions.add_or_update_user_group",
            repeat = UNSAFE,
            verifyWith = "permissions.get_user_groups",
            edition = ENTERPRISE)
    UserGroup addOrUpdateUserGroup(AddOrUpdateUserGroup request);

    /** Deletes groups; returns how many it deleted. */
    @Endpoint(
            name = "permissions.delete_user_groups",
            repeat = UNSAFE,
            result = "deleted",
            verifyWith = "permissions.get_user_groups",
            edition = ENTERPRISE)
    int deleteUserGroups(@Filter @Field("groups") List<String> ids);

    /** Lists access rules. */
    @Endpoint(name = "permissions.get_access_rules", repeat = SAFE, result = "rules", edition = ENTERPRISE)
    List<AccessRule> getAccessRules();

    /** Stores an access rule; returns its id and name. Without an id it creates a new one each time. */
    @Endpoint(
            name = "permissions.add_or_update_access_rule",
            repeat = UNSAFE,
            verifyWith = "permissions.get_access_rules",
            edition = ENTERPRISE)
    AccessRule addOrUpdateAccessRule(AddOrUpdateAccessRule request);

    /** Deletes access rules; returns how many it deleted. How the request names them is not documented. */
    @Endpoint(
            name = "permissions.delete_access_rules",
            repeat = UNSAFE,
            result = "deleted",
            verifyWith = "permissions.get_access_rules",
            edition = ENTERPRISE)
    int deleteAccessRules(Map<String, ?> request);

    /** The tenant's users. */
    @Endpoint(name = "permissions.get_company_users", repeat = SAFE, result = "users", edition = ENTERPRISE)
    List<GroupUser> getCompanyUsers();

    /** What access rules can apply to, as received. */
    @Endpoint(name = "permissions.get_entity_access_categories", repeat = SAFE, edition = ENTERPRISE)
    Map<String, Object> getEntityAccessCategories();

    /** Creates the missing default rules of {@code admins} or {@code users}. */
    @Endpoint(name = "permissions.ensure_default_access_rules", repeat = SAFE, edition = ENTERPRISE, changes = true)
    void ensureDefaultAccessRules(@Filter @Field("groups") List<String> groups);

    /** Restores the default rules. */
    @Endpoint(name = "permissions.restore_default_access_rules", repeat = SAFE, edition = ENTERPRISE, changes = true)
    void restoreDefaultAccessRules();

    /** Returns normally if the access is allowed; throws an error that says what is missing if not. Any role. */
    @Endpoint(name = "permissions.check_entity_access", repeat = SAFE, edition = ENTERPRISE)
    void checkEntityAccess(EntityAccessQuery query);
}
