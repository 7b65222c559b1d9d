package io.clearmladmin.applications;

import io.clearmladmin.ClearMl;
import io.clearmladmin.apps.AssignedTenant;
import io.clearmladmin.apps.AssignmentState;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which tenants have an application, and in which state. */
final class Assignments {

    private Assignments() {}

    /** The state of an application in each tenant that has it. */
    static Map<String, String> states(ClearMl clearml, String application) {
        Map<String, String> states = new LinkedHashMap<>();
        for (AssignedTenant tenant : clearml.apps().getTenantAssignment(application)) {
            states.put(tenant.id(), tenant.state().map(AssignmentState::value).orElse("unknown"));
        }
        return states;
    }

    /** The state that a tenant shall have; empty for none. */
    static String wanted(Rollout.Goal goal) {
        return switch (goal) {
            case ENABLED -> AssignmentState.ENABLED.value();
            case DISABLED -> AssignmentState.DISABLED.value();
            case REMOVED -> "";
        };
    }
}
