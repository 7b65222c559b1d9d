package io.clearmladmin.system;

import static io.clearmladmin.endpoint.Edition.ENTERPRISE;
import static io.clearmladmin.endpoint.Repeat.SAFE;
import static io.clearmladmin.endpoint.Repeat.UNSAFE;

import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import java.util.List;
import java.util.Map;

/** {@code system.*}: platform administration of tenants. Enterprise servers only; roles {@code root} and {@code system}. */
public interface SystemService {

    /** Creates a tenant. A second one of the same name is refused only if the server is configured so. */
    @Endpoint(
            name = "system.create_company",
            repeat = UNSAFE,
            verifyWith = "system.get_companies",
            edition = ENTERPRISE)
    CreatedCompany createCompany(CreateCompany request);

    /** Lists tenants, all in one reply. */
    @Endpoint(name = "system.get_companies", repeat = SAFE, result = "companies", edition = ENTERPRISE)
    List<Company> getCompanies(CompanyQuery query);

    /** One tenant with its settings. */
    @Endpoint(name = "system.company_info", repeat = SAFE, edition = ENTERPRISE)
    CompanyInfo companyInfo(@Field("company") String tenantId);

    /** Changes a tenant's settings; returns how many tenants it changed. */
    @Endpoint(
            name = "system.update_company_settings",
            repeat = UNSAFE,
            result = "updated",
            verifyWith = "system.company_info",
            edition = ENTERPRISE)
    int updateCompanySettings(CompanySettings settings);

    /** The fields that are added to a tenant's custom events. */
    @Endpoint(name = "system.get_company_custom_events_config", repeat = SAFE, result = "fields", edition = ENTERPRISE)
    Map<String, Object> getCompanyCustomEventsConfig(@Field("company") String tenantId);

    /**
     * Sets the fields that are added to a tenant's custom events. Whether fields not named stay is not documented: read
     * them back.
     */
    @Endpoint(name = "system.update_company_custom_events_config", repeat = SAFE, edition = ENTERPRISE, changes = true)
    void updateCompanyCustomEventsConfig(@Field("company") String tenantId, @Field("fields") Map<String, ?> fields);

    /** Sets a tenant's SSO mapping: {@code tenant}, {@code group_mapping}, {@code admin_groups}. */
    @Endpoint(name = "system.update_company_sso_config", repeat = SAFE, edition = ENTERPRISE, changes = true)
    void updateCompanySsoConfig(@Field("company") String tenantId, @Field("sso") Map<String, ?> sso);

    /** Who sees a tenant's application instances. */
    @Endpoint(
            name = "system.get_company_app_instance_access",
            repeat = SAFE,
            result = "app_instance_access",
            edition = ENTERPRISE)
    AppInstanceAccess getCompanyAppInstanceAccess(@Field("company") String tenantId);

    /** Sets who sees a tenant's application instances. */
    @Endpoint(name = "system.update_company_app_instance_access", repeat = SAFE, edition = ENTERPRISE, changes = true)
    void updateCompanyAppInstanceAccess(
            @Field("company") String tenantId, @Field("app_instance_access") AppInstanceAccess access);

    /** Copies tasks into a tenant; returns the ids of the copies. */
    @Endpoint(
            name = "system.copy_tasks",
            repeat = UNSAFE,
            result = "ids",
            verifyWith = "tasks.get_all",
            edition = ENTERPRISE)
    List<String> copyTasks(CopyTasks request);

    /** Hyper-datasets of all tenants; the request is not documented. */
    @Endpoint(name = "system.get_datasets", repeat = SAFE, edition = ENTERPRISE)
    Map<String, Object> getDatasets(Map<String, ?> query);

    /** Hyper-dataset versions of all tenants; the request is not documented. */
    @Endpoint(name = "system.get_dataset_versions", repeat = SAFE, edition = ENTERPRISE)
    Map<String, Object> getDatasetVersions(Map<String, ?> query);
}
