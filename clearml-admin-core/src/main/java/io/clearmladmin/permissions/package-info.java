/**
 * {@code permissions.*}: groups of users, and what they may reach.
 *
 * <pre>{@code
 * import io.clearmladmin.permissions.AccessRule;
 * import io.clearmladmin.permissions.AddOrUpdateUserGroup;
 * import io.clearmladmin.permissions.UserGroup;
 * import java.util.List;
 *
 * System.out.println(clearml.permissions().getCompanyUsers());
 * List<AccessRule> rules = clearml.permissions().getAccessRules();
 * UserGroup group = clearml.actingAs(adminId)
 *         .permissions()
 *         .addOrUpdateUserGroup(AddOrUpdateUserGroup.builder().name("vision").users(List.of(adminId)).build());
 * }</pre>
 */
package io.clearmladmin.permissions;
