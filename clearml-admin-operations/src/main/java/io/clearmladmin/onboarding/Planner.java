package io.clearmladmin.onboarding;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compares a specification with the tenant that was found, and plans the changes. The order leaves no half-open
 * tenant: limits, rights and keys come first, and sign-in (identity provider, whitelist, domains) is opened last.
 */
final class Planner {

    private static final String NEEDS_ENTERPRISE = "needs an Enterprise server";

    private Planner() {}

    static List<PlannedAction> of(TenantSpec spec, ExistingTenant found) {
        if (!found.conflicts().isEmpty()) {
            return found.conflicts().stream().map(PlannedAction::none).toList();
        }
        return found.isEnterprise() ? enterprise(spec, found) : openSource(spec, found);
    }

    private static List<PlannedAction> enterprise(TenantSpec spec, ExistingTenant found) {
        TenantSteps tenant = new TenantSteps(spec, found);
        AccessSteps people = new AccessSteps(spec, found);
        WorkloadSteps work = new WorkloadSteps(spec, found);
        SignInSteps doors = new SignInSteps(spec, found);
        return Stream.of(
                        List.of(tenant.tenant()),
                        tenant.strayKeys(),
                        tenant.settings(),
                        tenant.appInstanceAccess(),
                        tenant.customEvents(),
                        people.users(),
                        people.groups(),
                        people.accessRules(),
                        work.applications(),
                        work.policies(),
                        people.keys(),
                        doors.sso(),
                        doors.whitelist(),
                        doors.domains())
                .flatMap(List::stream)
                .toList();
    }

    private static List<PlannedAction> openSource(TenantSpec spec, ExistingTenant found) {
        AccessSteps people = new AccessSteps(spec, found);
        return Stream.of(impossible(spec), people.users(), people.keys())
                .flatMap(List::stream)
                .toList();
    }

    private static List<PlannedAction> impossible(TenantSpec spec) {
        List<PlannedAction> todos = new ArrayList<>();
        cannot(true, "tenant", todos);
        cannot(TenantSteps.hasSettings(spec), "settings", todos);
        cannot(spec.appInstanceAccess().isPresent(), "app visibility", todos);
        cannot(!spec.customEventsFields().isEmpty(), "custom events", todos);
        spec.groups().forEach(group -> cannot(true, "group " + group.name(), todos));
        spec.accessRules().forEach(rule -> cannot(true, "access rule " + rule.name(), todos));
        spec.applications().keySet().forEach(app -> cannot(true, "application " + app, todos));
        spec.resources().forEach(policy -> cannot(true, "resource policy " + policy.name(), todos));
        cannot(spec.sso().isPresent(), "sso", todos);
        cannot(!spec.whitelist().isEmpty(), "whitelist", todos);
        cannot(!spec.domains().isEmpty(), "domains", todos);
        return todos;
    }

    private static void cannot(boolean isWanted, String subject, List<PlannedAction> todos) {
        if (isWanted) {
            todos.add(PlannedAction.none(Step.cannot(subject, NEEDS_ENTERPRISE)));
        }
    }
}
