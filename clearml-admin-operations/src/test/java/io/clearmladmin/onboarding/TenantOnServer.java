package io.clearmladmin.onboarding;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.login.LoginSettings;
import io.clearmladmin.permissions.AccessRule;
import io.clearmladmin.permissions.GroupUser;
import io.clearmladmin.permissions.UserGroup;
import io.clearmladmin.system.Company;
import io.clearmladmin.system.CompanyQuery;
import io.clearmladmin.tenants.TenantInfoQuery;
import io.clearmladmin.tenants.TenantUser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All that a server has of the tenants of a name, with names in place of the ids that differ from run to run. */
final class TenantOnServer {

    private final ClearMl clearml;
    private final Map<String, String> names = new HashMap<>();

    private TenantOnServer(ClearMl clearml) {
        this.clearml = clearml;
    }

    static List<Map<String, Object>> of(ClearMl clearml, String name) {
        CompanyQuery query = CompanyQuery.builder().name(name).build();
        return clearml.system().getCompanies(query).stream()
                .map(company -> new TenantOnServer(clearml).read(company))
                .toList();
    }

    private Map<String, Object> read(Company company) {
        Map<String, Object> state = new TreeMap<>();
        state.put(
                "settings",
                new TreeMap<>(clearml.system().companyInfo(company.id()).defaults()));
        state.put(
                "apps",
                clearml.system().getCompanyAppInstanceAccess(company.id()).toString());
        state.put(
                "applications",
                TenantLookups.applications(clearml, company.id()).toString());
        state.put("events", clearml.system().getCompanyCustomEventsConfig(company.id()));
        state.put(
                "providers",
                clearml.sso().getProviderConfigurations(Optional.of(company.id())).stream()
                        .map(one -> one.provider().orElse("") + one.active())
                        .toList());
        List<TenantUser> users = clearml.tenants()
                .getTenantInfo(TenantInfoQuery.builder().tenant(company.id()).build())
                .users()
                .orElseThrow()
                .active();
        users.forEach(user -> names.put(user.id(), user.name().orElse("")));
        state.put("users", users.stream().map(this::user).collect(Collectors.toCollection(TreeSet::new)));
        users.stream()
                .filter(user -> user.role().filter(Role.ADMIN::equals).isPresent())
                .findFirst()
                .ifPresent(admin -> own(clearml.actingAs(admin.id()), state));
        return state;
    }

    private String user(TenantUser user) {
        List<String> keys = clearml.impersonating(user.id()).auth().getCredentials().credentials().stream()
                .map(TenantOnServer::key)
                .sorted()
                .toList();
        return user.name().orElse("") + " " + user.email().orElse("") + " " + user.role() + " " + keys;
    }

    private static String key(CredentialInfo key) {
        return key.label().orElse("no label") + (key.expire().isPresent() ? " ends" : "");
    }

    private void own(ClearMl asAdmin, Map<String, Object> state) {
        LoginSettings login = asAdmin.login().getSettings();
        state.put("domains", new TreeSet<>(login.domains()));
        state.put(
                "whitelist",
                login.whitelistEntries().stream()
                        .map(one -> one.email())
                        .collect(Collectors.toCollection(TreeSet::new)));
        List<UserGroup> groups = asAdmin.permissions().getUserGroups(Optional.empty(), Optional.empty());
        groups.forEach(group -> names.put(group.id(), group.name().orElse("")));
        Map<String, Set<String>> members = new TreeMap<>();
        groups.forEach(group -> members.put(
                group.name().orElse(""),
                named(group.users().stream().map(GroupUser::id).toList())));
        state.put("groups", members);
        state.put(
                "policies",
                asAdmin.resources().getPolicies().stream()
                        .map(policy -> policy.name() + " " + policy.userGroupName() + " " + policy.limit() + " "
                                + policy.reservation() + " " + policy.description())
                        .sorted()
                        .toList());
        state.put(
                "rules",
                asAdmin.permissions().getAccessRules().stream()
                        .map(this::rule)
                        .sorted()
                        .toList());
    }

    private String rule(AccessRule rule) {
        return rule.name() + " " + rule.accessPermission() + " " + rule.entityType() + " " + rule.entityId() + " "
                + named(rule.users().stream().map(Reference::id).toList())
                + named(rule.groups().stream().map(Reference::id).toList());
    }

    private Set<String> named(List<String> ids) {
        return ids.stream().map(id -> names.getOrDefault(id, id)).collect(Collectors.toCollection(TreeSet::new));
    }
}
