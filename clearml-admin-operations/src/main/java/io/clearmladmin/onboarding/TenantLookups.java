package io.clearmladmin.onboarding;

import io.clearmladmin.ClearMl;
import io.clearmladmin.apps.Application;
import io.clearmladmin.apps.AssignmentState;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.auth.UserInfo;
import io.clearmladmin.auth.UserInfoQuery;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.internal.keys.TenantMembers;
import io.clearmladmin.permissions.AccessRule;
import io.clearmladmin.permissions.UserGroup;
import io.clearmladmin.resources.Policy;
import io.clearmladmin.system.Company;
import io.clearmladmin.system.CompanyQuery;
import io.clearmladmin.tenants.TenantUser;
import io.clearmladmin.users.User;
import io.clearmladmin.users.UserQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Look-ups of a plan, which a run repeats when a reply was lost or another run may have been faster. */
final class TenantLookups {

    static final String TENANT_INFO = "tenants.get_tenant_info";

    private TenantLookups() {}

    /** The tenants of a name, deleted ones too. */
    static List<Company> companies(ClearMl clearml, String name) {
        return clearml.system().getCompanies(CompanyQuery.builder().name(name).build());
    }

    /** The active ones. */
    static List<Company> namesakes(ClearMl clearml, String name) {
        return companies(clearml, name).stream()
                .filter(company -> company.active().orElse(true))
                .toList();
    }

    /** The owners of these e-mails, in any tenant. */
    static Map<String, UserInfo> usersByEmail(ClearMl clearml, List<String> emails) {
        Map<String, UserInfo> byEmail = new HashMap<>();
        clearml.auth()
                .getUsersInfo(UserInfoQuery.builder().emails(emails).build())
                .values()
                .forEach(user -> user.email().filter(emails::contains).ifPresent(email -> byEmail.put(email, user)));
        return byEmail;
    }

    /** The ids of an open-source server's users, by their names. */
    static Map<String, List<String>> usersByName(ClearMl clearml) {
        Map<String, List<String>> ids = new HashMap<>();
        for (User user : clearml.users().getAll(UserQuery.builder().build())) {
            user.name()
                    .ifPresent(name -> ids.computeIfAbsent(name, first -> new ArrayList<>())
                            .add(user.id()));
        }
        return ids;
    }

    /** The tenant of a user. */
    static Optional<String> companyOf(ClearMl clearml, String user) {
        return clearml.users().getById(user).company().map(Reference::id);
    }

    /** The groups of the tenant of the user that this client acts as, by their names. */
    static Map<String, UserGroup> groups(ClearMl asAdmin) {
        Map<String, UserGroup> groups = new HashMap<>();
        asAdmin.permissions()
                .getUserGroups(Optional.empty(), Optional.empty())
                .forEach(group -> group.name().ifPresent(name -> groups.put(name, group)));
        return groups;
    }

    /** Its access rules, by their names. */
    static Map<String, AccessRule> accessRules(ClearMl asAdmin) {
        Map<String, AccessRule> rules = new HashMap<>();
        asAdmin.permissions().getAccessRules().forEach(rule -> rule.name().ifPresent(name -> rules.put(name, rule)));
        return rules;
    }

    /** Its resource policies, by their names. */
    static Map<String, Policy> policies(ClearMl asAdmin) {
        Map<String, Policy> policies = new HashMap<>();
        asAdmin.resources()
                .getPolicies()
                .forEach(policy -> policy.name().ifPresent(name -> policies.put(name, policy)));
        return policies;
    }

    /** Whether the server can assign applications to tenants. */
    static boolean hasApplications(ClearMl clearml) {
        return clearml.capabilities().edition() == Edition.ENTERPRISE
                && clearml.capabilities().has("apps.get_tenant_apps");
    }

    /** The ids of all applications and customizations. */
    static Set<String> catalogue(ClearMl clearml) {
        Set<String> ids = new TreeSet<>();
        for (Application app : clearml.apps().getAllApps()) {
            ids.add(app.appId());
            app.customizations().forEach(customization -> ids.add(customization.id()));
        }
        return ids;
    }

    /** The state of each application and customization that a tenant has, by id. */
    static Map<String, AssignmentState> applications(ClearMl clearml, String company) {
        Map<String, AssignmentState> states = new TreeMap<>();
        for (Application app : clearml.apps().getTenantApps(company)) {
            app.status().flatMap(TenantLookups::state).ifPresent(state -> states.put(app.appId(), state));
            app.customizations()
                    .forEach(customization -> customization
                            .status()
                            .flatMap(TenantLookups::state)
                            .ifPresent(state -> states.put(customization.id(), state)));
        }
        return states;
    }

    // A base is listed as not_deployed where only a customization of it is there.
    private static Optional<AssignmentState> state(String status) {
        return switch (status) {
            case "not_deployed" -> Optional.empty();
            case "deployed" -> Optional.of(AssignmentState.ENABLED);
            default -> Optional.of(new AssignmentState(status));
        };
    }

    /** Keys of a tenant that were never used, by user; a key without a label came with the tenant. */
    static Map<String, List<CredentialInfo>> strayKeys(ClearMl clearml, String company) {
        Map<String, List<CredentialInfo>> stray = new HashMap<>();
        for (TenantUser user : TenantMembers.of(clearml, company)) {
            List<CredentialInfo> keys = clearml.impersonating(user.id()).auth().getCredentials().credentials().stream()
                    .filter(key -> key.label().isEmpty() && key.lastUsed().isEmpty())
                    .toList();
            if (!keys.isEmpty()) {
                stray.put(user.id(), keys);
            }
        }
        return stray;
    }
}
