/**
 * {@code auth.*}: logins, users and their credentials, tokens.
 *
 * <pre>{@code
 * import io.clearmladmin.auth.CreateCredentials;
 * import io.clearmladmin.auth.CreateUser;
 * import io.clearmladmin.auth.Credentials;
 *
 * String userId = clearml.auth()
 *         .createUser(CreateUser.builder().name("Ann").company(tenantId).email("ann@acme.example").build());
 * Credentials key = clearml.impersonating(userId)
 *         .auth()
 *         .createCredentials(CreateCredentials.builder().label("agent").build());
 * clearml.impersonating(userId).auth().getCredentials().credentials().forEach(System.out::println);
 * }</pre>
 */
package io.clearmladmin.auth;
