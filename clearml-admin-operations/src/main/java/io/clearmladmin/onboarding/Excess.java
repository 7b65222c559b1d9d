package io.clearmladmin.onboarding;

import io.clearmladmin.onboarding.Extra.Kind;
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
    private final List<Extra> found = new ArrayList<>();

    private Excess(TenantSpec wanted, TenantSpec there) {
        this.wanted = wanted;
        this.there = there;
    }

    static List<Extra> of(TenantSpec wanted, TenantSpec there) {
        Excess excess = new Excess(wanted, there);
        excess.settings();
        excess.people();
        excess.groups();
        excess.accessRules();
        excess.names(Kind.ASSIGNMENT, there.applications(), wanted.applications(), "application ");
        excess.texts(Kind.POLICY, policies(there), policies(wanted), "resource policy ");
        excess.signIn();
        excess.names(Kind.FIELD, there.customEventsFields(), wanted.customEventsFields(), "custom events field ");
        return List.copyOf(excess.found);
    }

    private void settings() {
        texts(Kind.FEATURE, there.features(), wanted.features(), "feature ");
        texts(Kind.EXCLUDED_FEATURE, there.excludeFeatures(), wanted.excludeFeatures(), "excluded feature ");
        AppInstanceAccess none = AppInstanceAccess.builder().build();
        AppInstanceAccess has = there.appInstanceAccess().orElse(none);
        AppInstanceAccess says = wanted.appInstanceAccess().orElse(none);
        names(
                Kind.APPLICATION,
                has.applications().orElse(Map.of()),
                says.applications().orElse(Map.of()),
                "app visibility of ");
        names(
                Kind.CATEGORY,
                has.categories().orElse(Map.of()),
                says.categories().orElse(Map.of()),
                "app visibility of category ");
    }

    private void people() {
        List<String> emails = SpecChecks.everyone(wanted).map(UserSpec::email).toList();
        SpecChecks.everyone(there)
                .filter(user -> !emails.contains(user.email()))
                .forEach(user -> add(
                        Kind.USER,
                        user.email(),
                        "",
                        "user " + user.email()
                                + user.role().map(role -> ", " + role.value()).orElse("")));
        List<String> keys = wanted.credentials().stream()
                .map(key -> owner(key, wanted) + "\n" + key.label())
                .toList();
        for (KeySpec key : there.credentials()) {
            String owner = owner(key, there);
            if (!keys.contains(owner + "\n" + key.label())) {
                add(Kind.KEY, key.label(), owner, "key '" + key.label() + "' of " + owner);
            }
        }
        texts(Kind.INVITED, emails(there.whitelist()), emails(wanted.whitelist()), "invited ");
        texts(Kind.DOMAIN, there.domains(), wanted.domains(), "domain ");
    }

    private static String owner(KeySpec key, TenantSpec spec) {
        return key.user().orElse(spec.admin().email());
    }

    private static List<String> emails(List<InvitedSpec> whitelist) {
        return whitelist.stream().map(InvitedSpec::email).toList();
    }

    private void groups() {
        Map<String, GroupSpec> named = byName(wanted.groups(), GroupSpec::name);
        for (GroupSpec group : there.groups()) {
            GroupSpec same = named.get(group.name());
            if (same == null) {
                add(Kind.GROUP, group.name(), "", "group " + group.name());
            } else {
                group.users().stream()
                        .filter(email -> !same.users().contains(email))
                        .forEach(email ->
                                add(Kind.MEMBER, email, group.name(), "in group " + group.name() + ": " + email));
            }
        }
    }

    private void accessRules() {
        Map<String, AccessRuleSpec> named = byName(wanted.accessRules(), AccessRuleSpec::name);
        for (AccessRuleSpec rule : there.accessRules()) {
            AccessRuleSpec same = named.get(rule.name());
            if (same == null) {
                add(
                        Kind.RULE,
                        rule.name(),
                        "",
                        "access rule " + rule.name() + ": " + rule.accessPermission() + " on " + rule.entityType() + " "
                                + rule.entityId());
            } else {
                members(Kind.USER_OF_RULE, rule.name(), rule.users(), same.users(), ": user ");
                members(Kind.GROUP_OF_RULE, rule.name(), rule.groups(), same.groups(), ": group ");
            }
        }
    }

    private void signIn() {
        names(
                Kind.MAPPING,
                there.sso().map(SsoSpec::mapping).orElse(Map.of()),
                wanted.sso().map(SsoSpec::mapping).orElse(Map.of()),
                "sso mapping of ");
        if (wanted.sso().flatMap(SsoSpec::provider).isEmpty()) {
            there.sso()
                    .flatMap(SsoSpec::provider)
                    .ifPresent(provider -> add(Kind.PROVIDER, provider, "", "identity provider " + provider));
        }
    }

    private static List<String> policies(TenantSpec spec) {
        return spec.resources().stream().map(PolicySpec::name).toList();
    }

    private static <V> Map<String, V> byName(List<V> all, Function<V, String> name) {
        return all.stream().collect(Collectors.toMap(name, Function.identity(), (one, other) -> one));
    }

    private void members(Kind kind, String rule, List<String> has, List<String> says, String what) {
        has.stream()
                .filter(each -> !says.contains(each))
                .forEach(each -> add(kind, each, rule, "access rule " + rule + what + each));
    }

    private void texts(Kind kind, Collection<?> has, Collection<?> says, String what) {
        has.stream().filter(each -> !says.contains(each)).forEach(each -> add(kind, each.toString(), "", what + each));
    }

    private void names(Kind kind, Map<String, ?> has, Map<String, ?> says, String what) {
        texts(kind, has.keySet(), says.keySet(), what);
    }

    private void add(Kind kind, String name, String of, String text) {
        found.add(new Extra(kind, name, of, text));
    }
}
