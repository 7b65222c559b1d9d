package io.clearmladmin.onboarding;

import io.clearmladmin.ClearMl;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.tenants.DeleteTenant;
import io.clearmladmin.tenants.TenantResources;
import java.util.List;
import java.util.Map;

/** Takes tenants down. */
final class Offboarding {

    private static final String DELETE = "tenants.delete_tenant";
    private static final String RESOURCES = "tenants.get_tenant_resources";

    private final ClearMl clearml;

    Offboarding(ClearMl clearml) {
        this.clearml = clearml;
    }

    OffboardingPlan plan(String company) {
        String name = clearml.system().companyInfo(company).name().orElse("");
        TenantResources resources = clearml.capabilities().has(RESOURCES)
                ? clearml.tenants().getTenantResources(company)
                : new TenantResources(Map.of(), Map.of(), Map.of());
        boolean canDelete = clearml.capabilities().has(DELETE);
        return new OffboardingPlan(company, name, resources, canDelete ? List.of() : commands(company, name));
    }

    // As ClearML documents them for servers before 3.30.
    private static List<String> commands(String company, String name) {
        return List.of(
                "# in the container of the API server:",
                "python3 -m jobs.management.delete_company_data_from_mongo --id " + company + " --name " + quoted(name)
                        + " --delete-user",
                "python3 -m jobs.management.cleanup_deleted_companies --ids " + company + " --delete-company",
                "# in the container of the file server:",
                "rm -rf /mnt/fileserver/" + company);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    TenantResources apply(OffboardingPlan plan, String name, boolean force) {
        if (!plan.isPossible()) {
            throw new OffboardingException("this server has no " + DELETE + ". " + plan);
        }
        if (!plan.name().equals(name)) {
            throw new OffboardingException("tenant " + plan.company() + " was not deleted: its name is '" + plan.name()
                    + "', not '" + name + "'");
        }
        OffboardingPlan now = plan(plan.company());
        if (!now.name().equals(plan.name())) {
            throw new OffboardingException("tenant " + plan.company() + " was not deleted: it is called '" + now.name()
                    + "' meanwhile; make a new plan");
        }
        if (!force && isRunning(now.resources())) {
            throw new OffboardingException("tenant " + name + " was not deleted: it runs "
                    + now.resources().running() + "; stop that, or force the deletion");
        }
        try {
            return clearml.tenants()
                    .deleteTenant(DeleteTenant.builder()
                            .tenant(plan.company())
                            .name(name)
                            .force(force)
                            .build());
        } catch (OutcomeUnknownException unknown) {
            boolean isThere = clearml.tenants().getTenants().stream()
                    .anyMatch(tenant -> tenant.id().equals(plan.company()));
            if (isThere) {
                throw unknown;
            }
            return now.resources();
        }
    }

    private static boolean isRunning(TenantResources resources) {
        return resources.running().values().stream().anyMatch(count -> count > 0);
    }
}
