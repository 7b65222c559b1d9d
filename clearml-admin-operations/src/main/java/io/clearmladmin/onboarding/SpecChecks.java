package io.clearmladmin.onboarding;

import io.clearmladmin.endpoint.Role;
import io.clearmladmin.internal.check.Check;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Checks the parts of a specification against each other. */
final class SpecChecks {

    private static final int SHORTEST_NAME = 3;
    private static final Set<String> BUILT_IN_GROUPS = Set.of("users", "admins", "queue_admins");

    private SpecChecks() {}

    static void check(TenantSpec spec) {
        Check.atLeast("name", spec.name(), SHORTEST_NAME);
        Check.notNegative("allowedUsers", spec.allowedUsers());
        Check.notNegative("allowedServiceUsers", spec.allowedServiceUsers());
        Check.notNegative("maxRunningApps", spec.maxRunningApps());
        roles(spec);
        people(spec);
        names(spec);
        spec.domains()
                .forEach(domain -> refuseUnless(
                        !domain.isBlank() && !domain.contains("@"),
                        "domains",
                        "must be like example.org, without @, got '" + domain + "'"));
        for (var feature : spec.features()) {
            refuseUnless(
                    !spec.excludeFeatures().contains(feature),
                    "excludeFeatures",
                    "cannot have " + feature + ", which features has");
        }
    }

    private static void roles(TenantSpec spec) {
        refuseUnless(
                spec.admin().role().map(Role.ADMIN::equals).orElse(true),
                "admin",
                "must have role admin, or omit the role");
    }

    private static void people(TenantSpec spec) {
        List<String> emails = everyone(spec).map(UserSpec::email).toList();
        unique("users", emails, "the e-mail");
        unique("whitelist", spec.whitelist().stream().map(InvitedSpec::email).toList(), "the e-mail");
        spec.allowedUsers()
                .ifPresent(allowed -> refuseUnless(
                        emails.size() <= allowed,
                        "allowedUsers",
                        "must be at least " + emails.size() + ", the number of users with the admin, got " + allowed));
        spec.groups().forEach(group -> known("groups", group.users(), emails));
        spec.accessRules().forEach(rule -> known("accessRules", rule.users(), emails));
        spec.credentials()
                .forEach(key -> known("credentials", key.user().stream().toList(), emails));
    }

    private static void names(TenantSpec spec) {
        List<String> groups = spec.groups().stream().map(GroupSpec::name).toList();
        unique("groups", groups, "the name");
        unique(
                "accessRules",
                spec.accessRules().stream().map(AccessRuleSpec::name).toList(),
                "the name");
        Function<KeySpec, String> owner = key -> key.user().orElse(spec.admin().email());
        unique(
                "credentials",
                spec.credentials().stream()
                        .map(key -> key.label() + " of " + owner.apply(key))
                        .toList(),
                "the key");
        spec.accessRules().stream()
                .flatMap(rule -> rule.groups().stream())
                .filter(group -> !BUILT_IN_GROUPS.contains(group))
                .forEach(group ->
                        refuseUnless(groups.contains(group), "accessRules", "groups has no group '" + group + "'"));
    }

    static Stream<UserSpec> everyone(TenantSpec spec) {
        return Stream.concat(Stream.of(spec.admin()), spec.users().stream());
    }

    private static void known(String field, Collection<String> emails, List<String> everyone) {
        emails.forEach(email ->
                refuseUnless(everyone.contains(email), field, "'" + email + "' is neither the admin nor one of users"));
    }

    private static void unique(String field, List<String> values, String what) {
        Set<String> seen = new HashSet<>();
        values.forEach(value -> refuseUnless(seen.add(value), field, what + " '" + value + "' appears twice"));
    }

    private static void refuseUnless(boolean right, String field, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(field + ": " + otherwise);
        }
    }
}
