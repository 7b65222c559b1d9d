package io.clearmladmin.onboarding;

import io.clearmladmin.system.AppInstanceAccess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a tenant has beyond a specification; a number or a word that every tenant has is not among it. Both are specifications:
 * that of the tenant is its export.
 */
final class Excess {

    private final TenantSpec wanted;
    private final TenantSpec there;
    private final List<String> found = new ArrayList<>();

    private Excess(TenantSpec wanted, TenantSpec there) {
        this.wanted = wanted;
        this.there = there;
    }

    static List<String> of(TenantSpec wanted, TenantSpec there) {
        Excess excess = new Excess(wanted, there);
        excess.settings();
        excess.people();
        excess.groups();
        excess.accessRules();
        excess.names(there.applications(), wanted.applications(), "application ");
        excess.texts(policies(there), policies(wanted), "resource policy ");
        excess.signIn();
        excess.names(there.customEventsFields(), wanted.customEventsFields(), "custom events field ");
        return List.copyOf(excess.found);
    }

    private void settings() {
        texts(there.features(), wanted.features(), "feature ");
        texts(there.excludeFeatures(), wanted.excludeFeatures(), "excluded feature ");
        AppInstanceAccess none = AppInstanceAccess.builder().build();
        AppInstanceAccess has = there.appInstanceAccess().orElse(none);
        AppInstanceAccess says = wanted.appInstanceAccess().orElse(none);
        names(has.applications().orElse(Map.of()), says.applications().orElse(Map.of()), "app visibility of ");
        names(has.categories().orElse(Map.of()), says.categories().orElse(Map.of()), "app visibility of category ");
    }

    private void people() {
        List<String> emails = SpecChecks.everyone(wanted).map(UserSpec::email).toList();
        SpecChecks.everyone(there)
                .filter(user -> !emails.contains(user.email()))
                .forEach(user -> found.add("user " + user.email()
                        + user.role().map(role -> ", " + role.value()).orElse("")));
        texts(keys(there), keys(wanted), "key ");
        texts(emails(there.whitelist()), emails(wanted.whitelist()), "invited ");
        texts(there.domains(), wanted.domains(), "domain ");
    }

    private static List<String> keys(TenantSpec spec) {
        return spec.credentials().stream()
                .map(key -> "'" + key.label() + "' of "
                        + key.user().orElse(spec.admin().email()))
                .toList();
    }

    private static List<String> emails(List<InvitedSpec> whitelist) {
        return whitelist.stream().map(InvitedSpec::email).toList();
    }

    private void groups() {
        Map<String, GroupSpec> named = byName(wanted.groups(), GroupSpec::name);
        for (GroupSpec group : there.groups()) {
            GroupSpec same = named.get(group.name());
            if (same == null) {
                found.add("group " + group.name());
            } else {
                texts(group.users(), same.users(), "in group " + group.name() + ": ");
            }
        }
    }

    private void accessRules() {
        Map<String, AccessRuleSpec> named = byName(wanted.accessRules(), AccessRuleSpec::name);
        for (AccessRuleSpec rule : there.accessRules()) {
            AccessRuleSpec same = named.get(rule.name());
            if (same == null) {
                found.add("access rule " + rule.name() + ": " + rule.accessPermission() + " on " + rule.entityType()
                        + " " + rule.entityId());
            } else {
                texts(rule.users(), same.users(), "access rule " + rule.name() + ": user ");
                texts(rule.groups(), same.groups(), "access rule " + rule.name() + ": group ");
            }
        }
    }

    private void signIn() {
        names(
                there.sso().map(SsoSpec::mapping).orElse(Map.of()),
                wanted.sso().map(SsoSpec::mapping).orElse(Map.of()),
                "sso mapping of ");
        if (wanted.sso().flatMap(SsoSpec::provider).isEmpty()) {
            there.sso().flatMap(SsoSpec::provider).ifPresent(provider -> found.add("identity provider " + provider));
        }
    }

    private static List<String> policies(TenantSpec spec) {
        return spec.resources().stream().map(PolicySpec::name).toList();
    }

    private static <V> Map<String, V> byName(List<V> all, Function<V, String> name) {
        return all.stream().collect(Collectors.toMap(name, Function.identity(), (one, other) -> one));
    }

    private void texts(Collection<?> has, Collection<?> says, String what) {
        has.stream().filter(each -> !says.contains(each)).forEach(each -> found.add(what + each));
    }

    private void names(Map<String, ?> has, Map<String, ?> says, String what) {
        texts(has.keySet(), says.keySet(), what);
    }
}
