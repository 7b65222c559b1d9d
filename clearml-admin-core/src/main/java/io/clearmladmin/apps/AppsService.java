package io.clearmladmin.apps;

import static io.clearmladmin.endpoint.Edition.ENTERPRISE;
import static io.clearmladmin.endpoint.Repeat.SAFE;
import static io.clearmladmin.endpoint.Repeat.UNSAFE;

import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.endpoint.Paged;
import io.clearmladmin.endpoint.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code apps.*}: applications, and which tenants have them. Enterprise servers only, the calls about tenants since 3.30; roles
 * system, root, admin unless stated otherwise. Whether a tenant's own administrator may call those about other tenants is not
 * documented.
 *
 * <p>A tenant that has an application in state {@code enabled} may still not be able to launch it: {@code
 * supported_application_ids} and excluded categories of its settings, {@code max_running_apps}, access rules, a launch lock, or an
 * app gateway that it lacks may forbid it. An {@code application_id} may be a customization's id.
 *
 * <p>The calls that may stop running instances answer with success when they only ask for confirmation; their results say so. An
 * instance is a task: {@code tasks.stop} stops one.
 */
public interface AppsService {

    /** The catalogue: every application with its versions, its customizations and how many tenants have it. */
    @Endpoint(name = "apps.get_all_apps", repeat = SAFE, result = "apps", edition = ENTERPRISE, sinceRelease = "3.30")
    List<Application> getAllApps();

    /** What one tenant has. A base application may be listed as {@code not_deployed} only because a customization of it is there. */
    @Endpoint(
            name = "apps.get_tenant_apps",
            repeat = SAFE,
            result = "apps",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    List<Application> getTenantApps(@Field("tenant_id") String tenantId);

    /** The tenants that have an application; those that do not are absent. */
    @Endpoint(
            name = "apps.get_tenant_assignment",
            repeat = SAFE,
            result = "tenants",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    List<AssignedTenant> getTenantAssignment(@Field("app_id") String appId);

    /** How many tenants have each application. */
    @Endpoint(
            name = "apps.get_assignments_summary",
            repeat = SAFE,
            result = "apps",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    List<AssignmentCounts> getAssignmentsSummary();

    /** Enables an application for tenants, also for those where it was disabled on purpose. An unknown tenant among them, and nothing
     * is done. The job {@code Applications} leaves disabled ones alone and verifies the rest. */
    @Endpoint(
            name = "apps.deploy_per_tenant",
            repeat = UNSAFE,
            result = "results",
            verifyWith = "apps.get_tenant_assignment",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    List<AssignmentChange> deployPerTenant(
            @Field("application_id") String applicationId,
            @Filter(literal = true) @Field("tenant_ids") List<String> tenantIds);

    /** Stops tenants from launching an application, and gives it to those that do not have it, as disabled; running instances go on. */
    @Endpoint(
            name = "apps.disable_per_tenant",
            repeat = UNSAFE,
            result = "results",
            verifyWith = "apps.get_tenant_assignment",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    List<AssignmentChange> disablePerTenant(
            @Field("application_id") String applicationId,
            @Filter(literal = true) @Field("tenant_ids") List<String> tenantIds);

    /** Only says who runs instances, and does nothing, if any tenant runs one and {@code confirmStop} is false; with it, it stops those
     * too that were started since. The job {@code Applications} takes it from those that run none. */
    @Endpoint(
            name = "apps.undeploy_per_tenant",
            repeat = UNSAFE,
            verifyWith = "apps.get_tenant_assignment",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    ConfirmableChange undeployPerTenant(
            @Field("application_id") String applicationId,
            @Filter(literal = true) @Field("tenant_ids") List<String> tenantIds,
            @Field("confirm_stop") boolean confirmStop);

    /** Enables an application for every tenant, also for those where it was disabled on purpose; returns for how many it did. */
    @Endpoint(
            name = "apps.deploy_all",
            repeat = UNSAFE,
            result = "enabled",
            verifyWith = "apps.get_tenant_assignment",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    int deployAll(@Field("application_id") String applicationId);

    /** Stops every tenant that has an application from launching it; returns how many. Running instances go on. */
    @Endpoint(
            name = "apps.disable_all",
            repeat = UNSAFE,
            result = "disabled",
            verifyWith = "apps.get_tenant_assignment",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    int disableAll(@Field("application_id") String applicationId);

    /** Only says who runs instances, and does nothing, if any tenant runs one and {@code confirmStop} is false; with it, it stops them
     * and takes the application from every tenant. */
    @Endpoint(
            name = "apps.undeploy_all",
            repeat = UNSAFE,
            verifyWith = "apps.get_tenant_assignment",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    ConfirmableChange undeployAll(
            @Field("application_id") String applicationId, @Field("confirm_stop") boolean confirmStop);

    /** Overwrites what the calls per tenant did; the older form, of which it is not documented how the two agree: use one of them.
     * {@code mode} is {@code all}, {@code include} or {@code exclude}. */
    @Endpoint(
            name = "apps.set_tenant_assignment",
            repeat = UNSAFE,
            verifyWith = "apps.get_tenant_assignment",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    ConfirmableChange setTenantAssignment(
            @Field("app_id") String appId,
            @Field("mode") String mode,
            @Filter(literal = true) @Field("tenants") Optional<List<String>> tenantIds,
            @Field("confirm_stop") boolean confirmStop);

    /** Forbids every tenant to launch an application, or allows it again; running instances go on. A lock on an application is one on
     * its customizations too. */
    @Endpoint(name = "apps.set_launch_lock", repeat = SAFE, changes = true, edition = ENTERPRISE, sinceRelease = "3.30")
    void setLaunchLock(LaunchLock lock);

    /** Only says what would be lost, and does nothing, if customizations do not fit the version, or running instances would have to
     * stop, and the request allows neither: go by {@link EnabledApplication#isDone()}. Instances of another version go on. */
    @Endpoint(
            name = "apps.enable",
            repeat = UNSAFE,
            verifyWith = "apps.get_all_apps",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    EnabledApplication enable(EnableApplication request);

    /** Only says who runs instances, and does nothing, if any runs and {@code confirmStop} is false; else deletes a version, or all. */
    @Endpoint(
            name = "apps.delete",
            repeat = UNSAFE,
            verifyWith = "apps.get_all_apps",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    ConfirmableChange delete(
            @Field("app") String app,
            @Field("version") Optional<String> version,
            @Field("confirm_stop") boolean confirmStop);

    /** Only says who runs instances, and deletes none of the applications, if one of them has any and {@code confirmStop} is false. */
    @Endpoint(
            name = "apps.batch_delete",
            repeat = UNSAFE,
            verifyWith = "apps.get_all_apps",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    DeletedApplications batchDelete(
            @Filter(literal = true) @Field("ids") List<String> appIds, @Field("confirm_stop") boolean confirmStop);

    /** Deletes the versions of an application, or of all, that are not installed; returns how many. */
    @Endpoint(
            name = "apps.clean_available_apps",
            repeat = UNSAFE,
            result = "cleaned",
            verifyWith = "apps.get_all_apps",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    int cleanAvailableApps(@Field("app") Optional<String> app);

    /** The categories of applications, which access rules refer to. Any role. */
    @Endpoint(name = "apps.get_categories", repeat = SAFE, result = "categories", edition = ENTERPRISE)
    List<String> getCategories();

    /** The applications that the caller's tenant has. Any role. */
    @Endpoint(name = "apps.get_apps", repeat = SAFE, result = "apps", edition = ENTERPRISE)
    List<AvailableApplication> getApps(@Field("app_usages") boolean withUsages);

    /** Leaves out the instances of an application's customizations unless the query says otherwise. Those of the caller's tenant; any
     * role. */
    @Endpoint(name = "apps.get_instances", repeat = SAFE, result = "instances", edition = ENTERPRISE)
    Paged<AppInstance> getInstances(InstanceQuery query);

    /** One instance, as received; its configuration may hold secrets. Any role. */
    @Endpoint(name = "apps.get_instance_info", repeat = SAFE, edition = ENTERPRISE)
    Map<String, Object> getInstanceInfo(@Field("instance") String instanceId);

    /** Launches an instance in the caller's tenant, and returns its id. More than the tenant may run is refused (400/1205). Any role. */
    @Endpoint(
            name = "apps.launch_instance",
            repeat = UNSAFE,
            result = "instance",
            verifyWith = "apps.get_instances",
            edition = ENTERPRISE)
    String launchInstance(
            @Field("app") String app,
            @Field("launch_params") Map<String, ?> launchParams,
            @Field("customization_id") Optional<String> customizationId,
            @Field("task_name") Optional<String> taskName);

    /** Stops an instance and launches another in its place, whose id is returned; when it ends, the old one is deleted with its artifacts.
     * Any role. */
    @Endpoint(
            name = "apps.relaunch_instance",
            repeat = UNSAFE,
            result = "instance",
            verifyWith = "apps.get_instances",
            edition = ENTERPRISE)
    String relaunchInstance(@Field("instance") String instanceId, @Field("launch_params") Map<String, ?> launchParams);

    /** Changes the parameters of a running instance. Any role. */
    @Endpoint(name = "apps.edit_instance", repeat = SAFE, changes = true, edition = ENTERPRISE)
    void editInstance(@Field("instance") String instanceId, @Field("update_params") Map<String, ?> updateParams);

    /** Derives a variant from an application, for the tenants that {@code assignment} names by its {@code mode} and {@code tenants}. New
     * tenants do not get it by themselves. */
    @Endpoint(
            name = "apps.create_customization",
            repeat = UNSAFE,
            verifyWith = "apps.get_customizations",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    Customization createCustomization(
            @Field("app_id") String appId,
            @Field("name") String name,
            @Field("appearance_overrides") Map<String, ?> appearanceOverrides,
            @Field("wizard_overrides") List<Map<String, Object>> wizardOverrides,
            @Field("assignment") Map<String, ?> assignment);

    /** Changes a customization; the request has the fields of {@link #createCustomization} that change, and its id in {@code
     * customization_id}. */
    @Endpoint(
            name = "apps.update_customization",
            repeat = SAFE,
            changes = true,
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    Customization updateCustomization(@Field("customization_id") String customizationId, Map<String, ?> changes);

    /** Only says who runs instances, and does nothing, if any runs and {@code confirmStop} is false; else deletes a customization. */
    @Endpoint(
            name = "apps.delete_customization",
            repeat = UNSAFE,
            verifyWith = "apps.get_customizations",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    ConfirmableChange deleteCustomization(
            @Field("customization_id") String customizationId, @Field("confirm_stop") boolean confirmStop);

    /** One customization. */
    @Endpoint(name = "apps.get_customization", repeat = SAFE, edition = ENTERPRISE, sinceRelease = "3.30")
    Customization getCustomization(@Field("customization_id") String customizationId);

    /** An application's customizations, or those that a tenant has. */
    @Endpoint(
            name = "apps.get_customizations",
            repeat = SAFE,
            result = "customizations",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    List<Customization> getCustomizations(
            @Field("app_id") Optional<String> appId, @Field("tenant_id") Optional<String> tenantId);

    /** What can be customized of an application, as received. */
    @Endpoint(name = "apps.get_customization_editor_state", repeat = SAFE, edition = ENTERPRISE, sinceRelease = "3.30")
    Map<String, Object> getCustomizationEditorState(
            @Field("app_id") String appId,
            @Field("tenant_id") String tenantId,
            @Field("customization_id") Optional<String> customizationId);

    /** What a version would do to a customization. */
    @Endpoint(name = "apps.get_customization_upgrade_diff", repeat = SAFE, edition = ENTERPRISE, sinceRelease = "3.30")
    CustomizationUpgrade getCustomizationUpgradeDiff(
            @Field("customization_id") String customizationId, @Field("target_version") String targetVersion);

    /** What a version would do to an application's customizations: the dry run of {@link #enable}. */
    @Endpoint(name = "apps.get_app_upgrade_impact", repeat = SAFE, edition = ENTERPRISE, sinceRelease = "3.30")
    UpgradeImpact getAppUpgradeImpact(@Field("app_id") String appId, @Field("target_version") String targetVersion);

    /** Rewrites the overrides of a customization that do not fit a version, and drops those of fields that are gone if {@code
     * pruneOrphaned} is true; {@link #getCustomizationUpgradeDiff} says which. Returns what it did, as received. */
    @Endpoint(
            name = "apps.apply_customization_upgrade",
            repeat = UNSAFE,
            verifyWith = "apps.get_customization",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    Map<String, Object> applyCustomizationUpgrade(
            @Field("customization_id") String customizationId,
            @Field("target_version") String targetVersion,
            @Field("prune_orphaned") boolean pruneOrphaned);

    /** Sets the token with which the server gets applications from the hub. Roles system and root. */
    @Endpoint(name = "apps.set_hub_token", repeat = SAFE, changes = true, edition = ENTERPRISE, sinceRelease = "3.30")
    void setHubToken(@Field("token") Secret token);

    /** Forgets the token that was set by a call; returns how many. Roles system and root. */
    @Endpoint(
            name = "apps.clear_hub_token",
            repeat = UNSAFE,
            result = "updated",
            verifyWith = "apps.get_hub_token_status",
            edition = ENTERPRISE,
            sinceRelease = "3.30")
    int clearHubToken();

    /** Whether the server has a token for the hub, never the token itself. Roles system and root. */
    @Endpoint(name = "apps.get_hub_token_status", repeat = SAFE, edition = ENTERPRISE, sinceRelease = "3.30")
    HubTokenStatus getHubTokenStatus();
}
