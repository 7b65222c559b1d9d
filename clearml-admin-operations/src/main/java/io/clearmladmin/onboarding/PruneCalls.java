package io.clearmladmin.onboarding;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.internal.keys.KeyIssuer;
import io.clearmladmin.internal.keys.TenantMembers;
import io.clearmladmin.permissions.AccessRule;
import io.clearmladmin.permissions.AddOrUpdateAccessRule;
import io.clearmladmin.permissions.AddOrUpdateUserGroup;
import io.clearmladmin.permissions.GroupUser;
import io.clearmladmin.permissions.UserGroup;
import io.clearmladmin.sso.ProviderConfiguration;
import io.clearmladmin.system.AppAccess;
import io.clearmladmin.system.AppInstanceAccess;
import io.clearmladmin.system.CompanySettings;
import io.clearmladmin.system.Feature;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Removes one thing from a tenant. What a call sets as a whole is read right before, so that nothing else is lost; each may be
 * done again.
 */
final class PruneCalls {

    private final ClearMl clearml;
    private final String company;
    private final ClearMl inside;
    private final Map<String, String> userIds;

    PruneCalls(ClearMl clearml, String company, String admin, Map<String, String> userIds) {
        this.clearml = clearml;
        this.company = company;
        this.inside = clearml.actingAs(admin);
        this.userIds = userIds;
    }

    void remove(Extra extra) {
        ApplyContext.set(() -> once(extra));
    }

    private void once(Extra extra) {
        String name = extra.name();
        switch (extra.kind()) {
            case DOMAIN ->
                inside.login().setDomains(without(inside.login().getSettings().domains(), name));
            case INVITED -> inside.login().removeWhitelistEntries(List.of(name));
            case PROVIDER -> provider(name);
            case MAPPING -> clearml.system().updateCompanySsoConfig(company, without(setting("sso"), name));
            case RULE, ASSIGNMENT -> throw new IllegalStateException(extra.kind() + " stays");
            case POLICY -> policy(name);
            case USER_OF_RULE -> rule(extra.of(), id(name), "");
            case GROUP_OF_RULE -> group(name).ifPresent(group -> rule(extra.of(), "", group.id()));
            case MEMBER -> group(extra.of()).ifPresent(group -> member(group, id(name)));
            case GROUP -> group(name).ifPresent(group -> inside.permissions().deleteUserGroups(List.of(group.id())));
            case KEY -> key(id(extra.of()), name);
            case USER -> user(id(name));
            case FEATURE -> settings(CompanySettings.builder().features(features("features", name)));
            case EXCLUDED_FEATURE ->
                settings(CompanySettings.builder().excludeFeatures(features("exclude_features", name)));
            case APPLICATION -> visibility(name, "");
            case CATEGORY -> visibility("", name);
            case FIELD ->
                clearml.system()
                        .updateCompanyCustomEventsConfig(
                                company, without(clearml.system().getCompanyCustomEventsConfig(company), name));
        }
    }

    private String id(String email) {
        return Objects.requireNonNull(userIds.get(email), email);
    }

    private static List<String> without(Collection<String> all, String one) {
        return all.stream().filter(each -> !each.equals(one)).toList();
    }

    private static <V> Map<String, V> without(Map<String, V> all, String one) {
        Map<String, V> others = new LinkedHashMap<>(all);
        others.remove(one);
        return others;
    }

    private Map<String, Object> setting(String name) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (clearml.system().companyInfo(company).defaults().get(name) instanceof Map<?, ?> known) {
            known.forEach((field, value) -> {
                if (value != null) {
                    fields.put(field.toString(), value);
                }
            });
        }
        return fields;
    }

    private void settings(CompanySettings.Builder settings) {
        clearml.system().updateCompanySettings(settings.company(company).build());
    }

    private List<Feature> features(String setting, String one) {
        return clearml.system().companyInfo(company).defaults().get(setting) instanceof Collection<?> known
                ? known.stream()
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .filter(feature -> !feature.equals(one))
                        .map(Feature::new)
                        .toList()
                : List.of();
    }

    private void visibility(String application, String category) {
        AppInstanceAccess now = clearml.system().getCompanyAppInstanceAccess(company);
        Optional<Map<String, AppAccess>> applications = now.applications().map(all -> without(all, application));
        Optional<Map<String, AppAccess>> categories = now.categories().map(all -> without(all, category));
        clearml.system()
                .updateCompanyAppInstanceAccess(
                        company,
                        AppInstanceAccess.builder()
                                .from(now)
                                .applications(applications)
                                .categories(categories)
                                .build());
    }

    private void provider(String name) {
        List<String> ids = clearml.sso().getProviderConfigurations(Optional.of(company)).stream()
                .filter(one -> one.provider().equals(Optional.of(name)))
                .filter(one -> one.active().orElse(true) && !one.readonly().orElse(false))
                .map(ProviderConfiguration::id)
                .toList();
        if (!ids.isEmpty()) {
            clearml.sso().deleteProviderConfigurations(ids, Optional.of(company));
        }
    }

    private Optional<UserGroup> group(String name) {
        return Optional.ofNullable(TenantLookups.groups(inside).get(name));
    }

    private void member(UserGroup group, String user) {
        List<String> others = without(group.users().stream().map(GroupUser::id).toList(), user);
        inside.permissions()
                .addOrUpdateUserGroup(AddOrUpdateUserGroup.builder()
                        .id(group.id())
                        .name(group.name())
                        .description(group.description())
                        .users(others)
                        .build());
    }

    private void rule(String name, String user, String group) {
        AccessRule rule = TenantLookups.accessRules(inside).get(name);
        if (rule == null) {
            return;
        }
        inside.permissions()
                .addOrUpdateAccessRule(AddOrUpdateAccessRule.builder()
                        .id(rule.id())
                        .name(name)
                        .description(rule.description().orElse(""))
                        .entityType(rule.entityType().orElseThrow())
                        .entityId(rule.entityId())
                        .accessPermission(rule.accessPermission().orElseThrow())
                        .users(without(ids(rule.users()), user))
                        .groups(without(ids(rule.groups()), group))
                        .build());
    }

    private static List<String> ids(List<Reference> references) {
        return references.stream().map(Reference::id).toList();
    }

    private void policy(String name) {
        inside.resources().getPolicies().stream()
                .filter(policy -> policy.name().equals(Optional.of(name)))
                .forEach(policy -> inside.resources().deletePolicy(policy.id()));
    }

    private void key(String user, String label) {
        ClearMl asUser = clearml.impersonating(user);
        asUser.auth().getCredentials().credentials().stream()
                .filter(key -> key.label().equals(Optional.of(label)))
                .map(CredentialInfo::accessKey)
                .forEach(key -> KeyIssuer.revoke(asUser, key));
    }

    private void user(String id) {
        if (TenantMembers.of(clearml, company).stream()
                .anyMatch(user -> user.id().equals(id))) {
            inside.auth().deleteUser(id);
        }
    }
}
