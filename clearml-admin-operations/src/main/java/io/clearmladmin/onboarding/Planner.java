package io.clearmladmin.onboarding;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares a tenant as it shall be with what was found, and says what is to be done. The order leaves no half-open
 * tenant: limits, rights and keys come first, and the doors (identity provider, whitelist, domains) last.
 */
final class Planner {

    private static final String NEEDS_ENTERPRISE = "needs an Enterprise server";

    private Planner() {}

    static List<PlannedAction> of(TenantSpec spec, ExistingTenant found) {
        List<PlannedAction> todos = new ArrayList<>();
        found.conflicts.forEach(conflict -> todos.add(PlannedAction.none(conflict)));
        if (!todos.isEmpty()) {
            return todos;
        }
        if (found.isEnterprise) {
            TenantSteps tenant = new TenantSteps(spec, found, todos);
            tenant.tenant();
            tenant.strayKeys();
            tenant.settings();
            tenant.appInstanceAccess();
            tenant.customEvents();
        } else {
            impossible(spec, todos);
        }
        AccessSteps people = new AccessSteps(spec, found, todos);
        people.users();
        if (found.isEnterprise) {
            people.groups();
            people.accessRules();
        }
        people.keys();
        if (found.isEnterprise) {
            SignInSteps doors = new SignInSteps(spec, found, todos);
            doors.sso();
            doors.whitelist();
            doors.domains();
        }
        return todos;
    }

    private static void impossible(TenantSpec spec, List<PlannedAction> todos) {
        cannot(true, "tenant", todos);
        cannot(TenantSteps.hasSettings(spec), "settings", todos);
        cannot(spec.appInstanceAccess().isPresent(), "app visibility", todos);
        cannot(!spec.customEventsFields().isEmpty(), "custom events", todos);
        spec.groups().forEach(group -> cannot(true, "group " + group.name(), todos));
        spec.accessRules().forEach(rule -> cannot(true, "access rule " + rule.name(), todos));
        cannot(spec.sso().isPresent(), "sso", todos);
        cannot(!spec.whitelist().isEmpty(), "whitelist", todos);
        cannot(!spec.domains().isEmpty(), "domains", todos);
    }

    private static void cannot(boolean isWanted, String subject, List<PlannedAction> todos) {
        if (isWanted) {
            todos.add(PlannedAction.none(Step.cannot(subject, NEEDS_ENTERPRISE)));
        }
    }
}
