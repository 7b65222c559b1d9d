package io.clearmladmin.onboarding;

import io.clearmladmin.ClearMl;
import io.clearmladmin.drain.Drain;
import io.clearmladmin.drain.DrainPlan;
import io.clearmladmin.drain.DrainReport;
import io.clearmladmin.drain.DrainScope;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.CallException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.login.InvitedEmail;
import io.clearmladmin.login.LoginSettings;
import io.clearmladmin.system.CompanyInfo;
import io.clearmladmin.tenants.DeleteTenant;
import io.clearmladmin.tenants.TenantResources;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deprovisions tenants. */
final class Offboarding {

    private static final String ACCEPTED = "accepted";
    private static final String DELETE = "tenants.delete_tenant";
    private static final String RESOURCES = "tenants.get_tenant_resources";

    private final ClearMl clearml;
    private final Drain drain;

    Offboarding(ClearMl clearml, Drain drain) {
        this.clearml = clearml;
        this.drain = drain;
    }

    OffboardingPlan plan(String company) {
        CompanyInfo info = clearml.system().companyInfo(company);
        String name = info.name().orElse("");
        if (!info.active().orElse(true)) {
            TenantResources none = new TenantResources(Map.of(), Map.of(), Map.of());
            return new OffboardingPlan(
                    company, name, true, List.of(), List.of(), "", none, List.of(), Optional.empty());
        }
        TenantResources resources = clearml.capabilities().has(RESOURCES)
                ? clearml.tenants().getTenantResources(company)
                : new TenantResources(Map.of(), Map.of(), Map.of());
        boolean canDelete = clearml.capabilities().has(DELETE);
        List<String> commands = canDelete ? List.of() : commands(company, name);
        Optional<ClearMl> inside = Claims.userOf(clearml, company).map(user -> clearml.actingAs(user.id()));
        if (inside.isEmpty()) {
            String unread = "the tenant has no user to act as";
            return new OffboardingPlan(
                    company, name, false, List.of(), List.of(), unread, resources, commands, Optional.empty());
        }
        Optional<DrainPlan> work = Optional.of(drain.plan(DrainScope.tenant(company)));
        try {
            LoginSettings settings = inside.get().login().getSettings();
            List<String> invited = settings.whitelistEntries().stream()
                    .filter(entry -> !entry.status().equals(Optional.of(ACCEPTED)))
                    .map(InvitedEmail::email)
                    .toList();
            return new OffboardingPlan(
                    company, name, false, settings.domains(), invited, "", resources, commands, work);
        } catch (ApiException refused) {
            String unread = String.valueOf(refused.getMessage());
            return new OffboardingPlan(company, name, false, List.of(), List.of(), unread, resources, commands, work);
        }
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
        if (plan.isDeleted()) {
            throw new OffboardingException("tenant " + plan.company() + " '" + plan.name() + "' is deleted already");
        }
        if (!plan.isPossible()) {
            throw new OffboardingException("this server has no " + DELETE + ". " + plan);
        }
        if (!plan.name().equals(name)) {
            throw new OffboardingException("tenant " + plan.company() + " was not deleted: its name is '" + plan.name()
                    + "', not '" + name + "'");
        }
        OffboardingPlan now = stillThere(plan);
        if (!force) {
            now = drain(plan, now);
            if (isRunning(now.resources())) {
                throw new OffboardingException("tenant " + name + " was not deleted: it runs "
                        + now.resources().running() + "; stop that, or force the deletion");
            }
        }
        free(now);
        return delete(now, force);
    }

    private OffboardingPlan stillThere(OffboardingPlan plan) {
        OffboardingPlan now = plan(plan.company());
        if (now.isDeleted()) {
            throw new OffboardingException("tenant " + plan.company() + " '" + plan.name() + "' was deleted meanwhile");
        }
        if (!now.name().equals(plan.name())) {
            throw new OffboardingException("tenant " + plan.company() + " was not deleted: it is called '" + now.name()
                    + "' meanwhile; make a new plan");
        }
        return now;
    }

    // By the limits of the plan that was seen, whatever runs by now.
    private OffboardingPlan drain(OffboardingPlan plan, OffboardingPlan now) {
        boolean isAtRest = now.work().filter(work -> !work.tasks().isEmpty()).isEmpty();
        if (isAtRest || plan.work().isEmpty()) {
            return now;
        }
        DrainReport report = drain.apply(plan.work().get());
        if (!report.isComplete()) {
            throw new OffboardingException("tenant " + plan.company()
                    + " was not deleted, since its work has not ended. "
                    + report + "Its queues stay held: offboard it again, with more time or a stop, or undo the drain of"
                    + " tenant " + plan.company());
        }
        return stillThere(plan);
    }

    private TenantResources delete(OffboardingPlan now, boolean force) {
        try {
            return clearml.tenants()
                    .deleteTenant(DeleteTenant.builder()
                            .tenant(now.company())
                            .name(now.name())
                            .force(force)
                            .build());
        } catch (OutcomeUnknownException unknown) {
            if (isThere(now.company())) {
                throw notDeleted(now, unknown);
            }
            return now.resources();
        } catch (ApiException refused) {
            throw notDeleted(now, refused);
        }
    }

    private boolean isThere(String company) {
        return clearml.tenants().getTenants().stream()
                .anyMatch(tenant -> tenant.id().equals(company));
    }

    // The server does not remove them from a deleted tenant, and nobody can act as one of its users then.
    private void free(OffboardingPlan plan) {
        if (plan.domains().isEmpty() && plan.invited().isEmpty()) {
            return;
        }
        try {
            ClearMl inside = Claims.userOf(clearml, plan.company())
                    .map(user -> clearml.actingAs(user.id()))
                    .orElseThrow(() -> new OffboardingException("tenant " + plan.company()
                            + " was not deleted: its users were removed meanwhile; make a new plan"));
            if (!plan.domains().isEmpty()) {
                ApplyContext.set(() -> inside.login().setDomains(List.of()));
            }
            if (!plan.invited().isEmpty()) {
                ApplyContext.set(() -> inside.login().removeWhitelistEntries(plan.invited()));
            }
        } catch (CallException failure) {
            throw new OffboardingException(
                    "tenant " + plan.company() + " was not deleted: its domains and whitelist could not be freed: "
                            + failure.getMessage(),
                    failure);
        }
    }

    private static OffboardingException notDeleted(OffboardingPlan plan, CallException failure) {
        return new OffboardingException(
                "tenant " + plan.company() + " was not deleted: " + failure.getMessage()
                        + (plan.domains().isEmpty() && plan.invited().isEmpty()
                                ? ""
                                : ". Freed before were its domains " + plan.domains() + " and e-mails " + plan.invited()
                                        + ": offboard it again, or set them again"),
                failure);
    }

    private static boolean isRunning(TenantResources resources) {
        return resources.running().values().stream().anyMatch(count -> count > 0);
    }
}
