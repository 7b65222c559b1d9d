/**
 * Replaces old keys with new ones without an outage.
 *
 * <pre>{@code
 * import io.clearmladmin.credentials.CredentialStore;
 * import io.clearmladmin.rotation.Rotation;
 * import java.time.Duration;
 *
 * Rotation rotation = Rotation.builder(clearml, CredentialStore.files(folder)).build();
 * System.out.println(rotation.planTenant(tenantId));
 * System.out.println(rotation.rotateTenant(tenantId));
 * System.out.println(rotation.keysOfAllTenants().unusedFor(Duration.ofDays(180)));
 * }</pre>
 */
package io.clearmladmin.rotation;
