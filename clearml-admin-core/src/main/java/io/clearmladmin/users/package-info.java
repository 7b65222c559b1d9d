/**
 * {@code users.*}: profiles, roles, preferences, service users.
 *
 * <pre>{@code
 * import io.clearmladmin.endpoint.Role;
 * import io.clearmladmin.users.User;
 * import io.clearmladmin.users.UserQuery;
 *
 * clearml.users().getAll(UserQuery.builder().build()).forEach(System.out::println);
 * User ann = clearml.users().getById(adminId);
 * clearml.actingAs(adminId).users().setRole(adminId, Role.ADMIN);
 * }</pre>
 */
package io.clearmladmin.users;
