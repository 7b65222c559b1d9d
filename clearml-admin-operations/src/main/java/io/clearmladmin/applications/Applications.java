package io.clearmladmin.applications;

import io.clearmladmin.ClearMl;
import io.clearmladmin.applications.PlannedAssignment.Action;
import io.clearmladmin.apps.Application;
import io.clearmladmin.apps.AssignmentState;
import io.clearmladmin.system.Company;
import io.clearmladmin.system.CompanyQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives an application to tenants, disables it there, or takes it away, in two steps: {@link #plan} only reads, {@link #apply}
 * writes, in calls for some tenants each, and reads back what it did.
 *
 * <p>Applying again is harmless: what is done already stays as it is. After a failure, or after the process was killed at any
 * point, a new plan has the rest. Unlike {@code apps.deploy_all}, it leaves tenants alone where the application is disabled, unless
 * the rollout says otherwise; unlike {@code apps.undeploy_per_tenant}, one tenant with running instances does not keep the others
 * from losing it.
 *
 * <p>A tenant that has an application enabled may still not be able to launch it: its settings, access rules, a launch lock or a
 * missing app gateway may forbid it. New tenants get applications from the server, but no customizations: apply such a rollout
 * again.
 *
 * <p>Enterprise servers from 3.30 on; roles system, root. Methods block: a plan makes three calls, applying it one for each 50
 * tenants and two more. Immutable; safe for use by many threads.
 */
public final class Applications {

    private final ClearMl clearml;

    private Applications(ClearMl clearml) {
        this.clearml = clearml;
    }

    /** Uses this client, which the caller closes. */
    public static Applications of(ClearMl clearml) {
        return new Applications(Objects.requireNonNull(clearml, "clearml"));
    }

    /** Reads the server and returns what is to be done. Writes nothing. */
    public ApplicationsPlan plan(Rollout rollout) {
        Map<String, String> states = Assignments.states(clearml, rollout.application());
        Map<String, Company> companies = new LinkedHashMap<>();
        clearml.system()
                .getCompanies(CompanyQuery.builder().build())
                .forEach(company -> companies.put(company.id(), company));
        List<PlannedAssignment> tenants = new ArrayList<>();
        if (rollout.tenants().isPresent()) {
            rollout.tenants().get().stream()
                    .distinct()
                    .forEach(id -> tenants.add(planned(rollout, id, companies.get(id), states)));
        } else {
            companies.values().stream()
                    .filter(company -> company.active().orElse(true))
                    .forEach(company -> tenants.add(planned(rollout, company.id(), company, states)));
        }
        return new ApplicationsPlan(rollout, tenants, notes(rollout));
    }

    private static PlannedAssignment planned(
            Rollout rollout, String id, @Nullable Company company, Map<String, String> states) {
        String name = company == null ? "?" : company.name().orElse(id);
        String from = states.getOrDefault(id, "");
        if (company == null || !company.active().orElse(true)) {
            String why = company == null ? "there is no such tenant" : "it is deleted";
            return new PlannedAssignment(id, name, Action.CANNOT, from, why);
        }
        if (from.equals(Assignments.wanted(rollout.goal()))) {
            return new PlannedAssignment(id, name, Action.LEAVE, from, "");
        }
        boolean isDisabled = from.equals(AssignmentState.DISABLED.value());
        return switch (rollout.goal()) {
            case ENABLED ->
                isDisabled && !rollout.mayReenable()
                        ? new PlannedAssignment(
                                id,
                                name,
                                Action.LEAVE,
                                from,
                                "perhaps on purpose; a rollout that may reenable enables it")
                        : new PlannedAssignment(id, name, Action.ENABLE, from, "");
            case DISABLED -> new PlannedAssignment(id, name, Action.DISABLE, from, "");
            case REMOVED -> new PlannedAssignment(id, name, Action.REMOVE, from, "");
        };
    }

    private List<String> notes(Rollout rollout) {
        if (rollout.goal() != Rollout.Goal.ENABLED) {
            return List.of();
        }
        return clearml.apps().getAllApps().stream()
                .filter(app -> app.appId().equals(rollout.application()))
                .filter(app -> !app.deployed().orElse(true))
                .map(Application::appId)
                .map(app -> "No version of " + app + " is installed (apps.enable): no tenant can launch it.")
                .toList();
    }

    /** The same as {@link #apply(ApplicationsPlan, Consumer)}, without reporting progress. */
    public ApplicationsReport apply(ApplicationsPlan plan) {
        return apply(plan, tenant -> {});
    }

    /**
     * Carries a plan out, after reading the assignments again: a tenant whose state has changed since the plan was made is left
     * alone, unless it has what it shall have. What fails ends the run; tenants that were not reached are {@code NOT_TRIED}. So does
     * an interrupt, which stays set.
     *
     * @param progress is notified of each tenant once its call has ended, on the calling thread, before it is read back. What it
     *     throws is logged; the run goes on
     * @return what became of each tenant that was to be changed
     * @throws io.clearmladmin.errors.ClearMlException if the assignments could not be read before anything was written
     */
    public ApplicationsReport apply(ApplicationsPlan plan, Consumer<AssignmentOutcome> progress) {
        return new RolloutRun(clearml, plan, Objects.requireNonNull(progress, "progress")).run();
    }
}
