package io.clearmladmin.system;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Set;

/**
 * A feature that can be on or off for a server, a tenant or a group, an open set: a name that this version does not know
 * is kept as it is. A tenant may use what its server has on, a group what its tenant has on.
 *
 * @param value the server's name for it
 */
public record Feature(@JsonValue String value) {

    /** Managing users. */
    public static final Feature USER_MANAGEMENT = new Feature("user_management");

    /** Managing users, groups and invitations; tenants need it on the server. */
    public static final Feature USER_MANAGEMENT_ADVANCED = new Feature("user_management_advanced");

    /** Access rules. */
    public static final Feature PERMISSIONS = new Feature("permissions");

    /** Applications. */
    public static final Feature APPLICATIONS = new Feature("applications");

    /** No longer used. */
    public static final Feature EXPERIMENTS = new Feature("experiments");

    /** No longer used. */
    public static final Feature QUEUES = new Feature("queues");

    /** Creating, changing and deleting queues. */
    public static final Feature QUEUE_MANAGEMENT = new Feature("queue_management");

    /** Hyper-datasets. */
    public static final Feature DATA_MANAGEMENT = new Feature("data_management");

    /** Configuration vaults. */
    public static final Feature CONFIG_VAULT = new Feature("config_vault");

    /** Managing applications. */
    public static final Feature APP_MANAGEMENT = new Feature("app_management");

    /** Pipelines. */
    public static final Feature PIPELINES = new Feature("pipelines");

    /** Reports. */
    public static final Feature REPORTS = new Feature("reports");

    /** The dashboard. */
    public static final Feature SHOW_DASHBOARD = new Feature("show_dashboard");

    /** The models. */
    public static final Feature SHOW_MODEL_VIEW = new Feature("show_model_view");

    /** The projects. */
    public static final Feature SHOW_PROJECTS = new Feature("show_projects");

    /** The resource dashboard. */
    public static final Feature RESOURCE_DASHBOARD = new Feature("resource_dashboard");

    /** Single sign-on. */
    public static final Feature SSO_MANAGEMENT = new Feature("sso_management");

    /** Service users. */
    public static final Feature SERVICE_USERS = new Feature("service_users");

    /** Resource policies. */
    public static final Feature RESOURCE_POLICY = new Feature("resource_policy");

    /** The datasets; from server 3.25. */
    public static final Feature SHOW_DATASETS = new Feature("show_datasets");

    /** Workers and queues; from server 3.25. */
    public static final Feature SHOW_ORCHESTRATION = new Feature("show_orchestration");

    /** Model serving. */
    public static final Feature MODEL_SERVING = new Feature("model_serving");

    /** The App Gateways; not described by ClearML. */
    public static final Feature SHOW_APP_GATEWAYS = new Feature("show_app_gateways");

    /** Workloads of projects; not described by ClearML. */
    public static final Feature PROJECT_WORKLOADS = new Feature("project_workloads");

    /** Usage of tenants; not described by ClearML. */
    public static final Feature TENANT_USAGES = new Feature("tenant_usages");

    private static final Set<Feature> PUBLISHED = Set.of(
            USER_MANAGEMENT,
            USER_MANAGEMENT_ADVANCED,
            PERMISSIONS,
            APPLICATIONS,
            EXPERIMENTS,
            QUEUES,
            QUEUE_MANAGEMENT,
            DATA_MANAGEMENT,
            CONFIG_VAULT,
            APP_MANAGEMENT,
            PIPELINES,
            REPORTS,
            SHOW_DASHBOARD,
            SHOW_MODEL_VIEW,
            SHOW_PROJECTS,
            RESOURCE_DASHBOARD,
            SSO_MANAGEMENT,
            SERVICE_USERS,
            RESOURCE_POLICY,
            SHOW_DATASETS,
            SHOW_ORCHESTRATION,
            MODEL_SERVING,
            SHOW_APP_GATEWAYS,
            PROJECT_WORKLOADS,
            TENANT_USAGES);

    /** All that ClearML publishes, which are the constants of this class. */
    public static Set<Feature> published() {
        return PUBLISHED;
    }

    /** Rejects null and empty names. */
    @JsonCreator
    public Feature {
        Check.text("feature", value);
    }

    @Override
    public String toString() {
        return SafeText.line(value);
    }
}
