/**
 * {@code tenants.*}: tenants as the Platform Management Center sees them, and their custom events. Enterprise servers
 * only.
 *
 * <pre>{@code
 * import io.clearmladmin.tenants.TenantInfo;
 * import io.clearmladmin.tenants.TenantInfoQuery;
 * import io.clearmladmin.tenants.TenantResources;
 *
 * clearml.tenants().getTenants().forEach(System.out::println);
 * TenantInfo info = clearml.tenants().getTenantInfo(TenantInfoQuery.builder().tenant(tenantId).build());
 * TenantResources resources = clearml.tenants().getTenantResources(tenantId);
 * }</pre>
 */
package io.clearmladmin.tenants;
