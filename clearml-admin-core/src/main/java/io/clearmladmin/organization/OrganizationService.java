package io.clearmladmin.organization;

import static io.clearmladmin.endpoint.Edition.ENTERPRISE;
import static io.clearmladmin.endpoint.Repeat.SAFE;
import static io.clearmladmin.endpoint.Repeat.UNSAFE;

import io.clearmladmin.endpoint.Download;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.metering.TenantUsages;
import io.clearmladmin.metering.UsageConfiguration;
import io.clearmladmin.metering.UsagesQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code organization.*}: what belongs to a tenant as a whole. All act on the caller's tenant; any role may unless stated
 * otherwise.
 */
public interface OrganizationService {

    /** The tenants of the caller. API 2.12. */
    @Endpoint(name = "organization.get_user_companies", repeat = SAFE, result = "companies", since = "2.12")
    List<OrganizationCompany> getUserCompanies();

    /** Counts projects, tasks and more. API 2.20. */
    @Endpoint(name = "organization.get_entities_count", repeat = SAFE, since = "2.20")
    EntitiesCount getEntitiesCount(EntitiesCountQuery query);

    /** The tags in use. API 2.8. */
    @Endpoint(name = "organization.get_tags", repeat = SAFE, since = "2.8")
    Tags getTags(TagsQuery query);

    /** What projects used. API 2.34; Enterprise servers call it {@link #getProjectWorkloads}. */
    @Endpoint(name = "organization.get_project_usages", repeat = SAFE, since = "2.34")
    Workloads getProjectUsages(WorkloadsQuery query);

    /** Prepares a download and returns its id, which is valid for 300 seconds. API 2.26. */
    @Endpoint(name = "organization.prepare_download_for_get_all", repeat = SAFE, result = "prepare_id", since = "2.26")
    String prepareDownloadForGetAll(PrepareDownload request);

    /** A prepared download: a table as CSV. API 2.26. */
    @Endpoint(name = "organization.download_for_get_all", repeat = SAFE, since = "2.26")
    Download downloadForGetAll(@Field("prepare_id") String prepareId);

    /** What projects used. */
    @Endpoint(name = "organization.get_project_workloads", repeat = SAFE, edition = ENTERPRISE, sinceRelease = "3.27")
    Workloads getProjectWorkloads(WorkloadsQuery query);

    /** Allows workloads to be reported; the request is not documented. */
    @Endpoint(
            name = "organization.allow_project_workloads",
            repeat = UNSAFE,
            edition = ENTERPRISE,
            sinceRelease = "3.27")
    Map<String, Object> allowProjectWorkloads(Map<String, ?> request);

    /** The tenant of a project that the caller may see. */
    @Endpoint(name = "organization.get_project_company", repeat = SAFE, result = "company", edition = ENTERPRISE)
    Reference getProjectCompany(@Field("project") String projectId);

    /** The tenant's services, as received. */
    @Endpoint(name = "organization.get_services", repeat = SAFE, edition = ENTERPRISE)
    Map<String, Object> getServices();

    /** What the web UI offers; the request is not documented. */
    @Endpoint(name = "organization.get_ui_actions", repeat = SAFE, edition = ENTERPRISE)
    Map<String, Object> getUiActions(Map<String, ?> request);

    /** The tenant's usage, day by day, and what it costs. Server 3.28 or newer. */
    @Endpoint(name = "organization.get_tenant_usages", repeat = SAFE, edition = ENTERPRISE)
    TenantUsages getTenantUsages(UsagesQuery query);

    /** What is metered, and what it costs. Server 3.28 or newer. */
    @Endpoint(name = "organization.get_usage_configuration", repeat = SAFE, edition = ENTERPRISE)
    UsageConfiguration getUsageConfiguration();

    /** Sets the tenant's own additions; replaces all of them. Which roles may is not documented. */
    @Endpoint(name = "organization.edit_usage_configuration", repeat = SAFE, edition = ENTERPRISE, changes = true)
    void editUsageConfiguration(UsageConfiguration configuration);

    /** Deletes the tenant's own additions; the request is not documented. */
    @Endpoint(
            name = "organization.delete_usage_configuration",
            repeat = UNSAFE,
            verifyWith = "organization.get_usage_configuration",
            edition = ENTERPRISE)
    void deleteUsageConfiguration(Map<String, ?> request);

    /** Renames a tenant; the caller's if none is named. Role admin; only system users may name a tenant. */
    @Endpoint(name = "organization.update_company_name", repeat = SAFE, edition = ENTERPRISE, changes = true)
    void updateCompanyName(@Field("new_name") String newName, @Field("company") Optional<String> tenantId);

    /** Sets a logo. Role admin; only system users may name a tenant. */
    @Endpoint(name = "organization.update_company_logo", repeat = SAFE, edition = ENTERPRISE, changes = true)
    void updateCompanyLogo(UpdateCompanyLogo request);
}
