package io.clearmladmin.tenants;

import static io.clearmladmin.endpoint.Edition.ENTERPRISE;
import static io.clearmladmin.endpoint.Repeat.SAFE;
import static io.clearmladmin.endpoint.Repeat.UNSAFE;

import io.clearmladmin.auth.Credentials;
import io.clearmladmin.endpoint.Download;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.metering.MultitenantUsages;
import io.clearmladmin.metering.MultitenantUsagesQuery;
import io.clearmladmin.metering.TenantUsages;
import io.clearmladmin.metering.TenantUsagesQuery;
import io.clearmladmin.metering.UsageConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code tenants.*}: tenants as the Platform Management Center sees them, and their custom events. Enterprise servers
 * only; roles {@code root} and {@code system} unless stated otherwise. Older Enterprise servers lack some of these.
 */
public interface TenantsService {

    /** Creates a tenant with an admin user and a key. */
    @Endpoint(
            name = "tenants.create_tenant",
            repeat = UNSAFE,
            verifyWith = "tenants.get_tenants",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    CreatedTenant createTenant(CreateTenant request);

    /** Creates a key for a tenant's admin user. To verify it, call {@code auth.get_credentials} as that user. */
    @Endpoint(
            name = "tenants.add_tenant_admin_credentials",
            repeat = UNSAFE,
            result = "credentials",
            verifyWith = "auth.get_credentials",
            edition = ENTERPRISE)
    Credentials addTenantAdminCredentials(@Field("tenant") String tenantId);

    /** Lists tenants, all in one reply. */
    @Endpoint(name = "tenants.get_tenants", repeat = SAFE, result = "tenants", edition = ENTERPRISE)
    List<Tenant> getTenants();

    /** The usage of a tenant. */
    @Endpoint(name = "tenants.get_tenant_info", repeat = SAFE, edition = ENTERPRISE)
    TenantInfo getTenantInfo(TenantInfoQuery query);

    /** What a tenant has and runs. */
    @Endpoint(name = "tenants.get_tenant_resources", repeat = SAFE, edition = ENTERPRISE)
    TenantResources getTenantResources(@Field("tenant") String tenantId);

    /**
     * Deletes a tenant, softly; refused while something runs unless forced. Returns its resources. Server 3.30 or newer.
     */
    @Endpoint(
            name = "tenants.delete_tenant",
            repeat = UNSAFE,
            verifyWith = "tenants.get_tenants",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    TenantResources deleteTenant(DeleteTenant request);

    /**
     * Reports events. Some may fail although the call succeeds: check {@link CustomEventsResult#errors()}. Whether
     * the server drops repeated ids is not documented, so it is not retryable. Roles system, root, admin.
     */
    @Endpoint(name = "tenants.custom_events", repeat = UNSAFE, edition = ENTERPRISE)
    CustomEventsResult customEvents(CustomEvents request);

    /** What a tenant used, day by day, and what it costs. Server 3.28 or newer. */
    @Endpoint(name = "tenants.get_tenant_usages", repeat = SAFE, edition = ENTERPRISE)
    TenantUsages getTenantUsages(TenantUsagesQuery query);

    /** What several tenants used, and what it costs. Server 3.30 or newer. */
    @Endpoint(name = "tenants.get_multitenant_usages", repeat = SAFE, edition = ENTERPRISE)
    MultitenantUsages getMultitenantUsages(MultitenantUsagesQuery query);

    /** What is metered, and what it costs. Server 3.28 or newer. */
    @Endpoint(name = "tenants.get_usage_configuration", repeat = SAFE, edition = ENTERPRISE)
    UsageConfiguration getUsageConfiguration();

    /** Sets what is metered and what it costs; replaces the whole configuration. */
    @Endpoint(
            name = "tenants.edit_usage_configuration",
            repeat = SAFE,
            edition = ENTERPRISE,
            changes = true,
            sinceRelease = "3.30")
    void editUsageConfiguration(UsageConfiguration configuration);

    /** What is in use; the form of the reply is not documented. */
    @Endpoint(name = "tenants.get_resource_usages", repeat = SAFE, edition = ENTERPRISE)
    Map<String, Object> getResourceUsages(ResourceUsagesQuery query);

    /**
     * What was in use, by series such as {@code gpu_count}, each with {@code title}, {@code dates} in epoch
     * milliseconds and {@code values}. For several tenants the form is not documented.
     */
    @Endpoint(name = "tenants.get_resource_history", repeat = SAFE, edition = ENTERPRISE)
    Map<String, Object> getResourceHistory(TenantResourceHistoryQuery query);

    /** The log of events as text, of one tenant or all; 30 days if none are named. */
    @Endpoint(name = "tenants.download_events_log", repeat = SAFE, edition = ENTERPRISE)
    Download downloadEventsLog(
            @Field("tenant") Optional<String> tenantId, @Field("max_age_days") Optional<Integer> maxAgeDays);

    /** Stores a volume template and returns its id. */
    @Endpoint(
            name = "tenants.add_or_update_volume_template",
            repeat = UNSAFE,
            result = "id",
            verifyWith = "tenants.get_volume_templates",
            edition = ENTERPRISE)
    String addOrUpdateVolumeTemplate(VolumeTemplate template);

    /** Lists volume templates; neither request nor reply is documented. */
    @Endpoint(name = "tenants.get_volume_templates", repeat = SAFE, edition = ENTERPRISE)
    Map<String, Object> getVolumeTemplates(Map<String, ?> request);

    /** Deletes volume templates; the request is not documented. */
    @Endpoint(
            name = "tenants.delete_volume_templates",
            repeat = UNSAFE,
            verifyWith = "tenants.get_volume_templates",
            edition = ENTERPRISE)
    Map<String, Object> deleteVolumeTemplates(Map<String, ?> request);

    /** Stores a variable for all templates and returns its id. */
    @Endpoint(
            name = "tenants.add_or_update_global_template_variable",
            repeat = UNSAFE,
            result = "id",
            verifyWith = "tenants.get_global_template_variables",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    String addOrUpdateGlobalTemplateVariable(
            @Field("name") String name, @Field("value") String value, @Field("id") Optional<String> id);

    /** Lists variables for all templates; neither request nor reply is documented. */
    @Endpoint(
            name = "tenants.get_global_template_variables",
            repeat = SAFE,
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    Map<String, Object> getGlobalTemplateVariables(Map<String, ?> request);

    /** Deletes variables for all templates; the request is not documented. */
    @Endpoint(
            name = "tenants.delete_global_template_variables",
            repeat = UNSAFE,
            verifyWith = "tenants.get_global_template_variables",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    Map<String, Object> deleteGlobalTemplateVariables(Map<String, ?> request);

    /** Overrides a variable's value for a tenant. */
    @Endpoint(
            name = "tenants.set_tenant_variable_override",
            repeat = SAFE,
            edition = ENTERPRISE,
            changes = true,
            sinceRelease = "3.30")
    void setTenantVariableOverride(
            @Field("tenant_id") String tenantId,
            @Field("variable_id") String variableId,
            @Field("override_value") String value);

    /** Deletes that override. */
    @Endpoint(
            name = "tenants.delete_tenant_variable_override",
            repeat = UNSAFE,
            verifyWith = "tenants.get_global_template_variables",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    void deleteTenantVariableOverride(@Field("tenant_id") String tenantId, @Field("variable_id") String variableId);
}
