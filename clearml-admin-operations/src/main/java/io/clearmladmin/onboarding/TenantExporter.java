package io.clearmladmin.onboarding;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.internal.keys.KeyIssuer;
import io.clearmladmin.internal.keys.TenantMembers;
import io.clearmladmin.login.InvitedEmail;
import io.clearmladmin.login.LoginSettings;
import io.clearmladmin.login.WhitelistQuery;
import io.clearmladmin.permissions.AccessRule;
import io.clearmladmin.permissions.GroupUser;
import io.clearmladmin.permissions.UserGroup;
import io.clearmladmin.resources.Policy;
import io.clearmladmin.sso.ProviderConfiguration;
import io.clearmladmin.system.AppAccess;
import io.clearmladmin.system.AppInstanceAccess;
import io.clearmladmin.system.CompanyInfo;
import io.clearmladmin.system.Feature;
import io.clearmladmin.tenants.TenantUser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a tenant as the specification that describes it. Writes nothing. */
final class TenantExporter {

    private static final String ACCEPTED = "accepted";
    private static final Duration LONGEST = Duration.ofDays(365);

    private final ClearMl clearml;
    private final String company;
    private final TenantSpec.Builder spec = TenantSpec.builder();
    private final List<String> left = new ArrayList<>();
    // Of the users that the specification names, by id.
    private final Map<String, String> emails = new HashMap<>();
    private final Map<String, String> groups = new HashMap<>();
    private final Map<String, Integer> keyCounts = new HashMap<>();

    private TenantExporter(ClearMl clearml, String company) {
        this.clearml = clearml;
        this.company = company;
    }

    /**
     * What was read beside the export.
     *
     * @param userIds the ids of the users that the specification names, by their e-mails
     * @param keyCounts how many keys they have, by their e-mails; absent where these could not be read
     */
    record Reading(TenantExport export, Map<String, String> userIds, Map<String, Integer> keyCounts) {}

    /** With this admin, if it is one; else with the one who was created first. */
    static TenantExport of(ClearMl clearml, String company, @Nullable String admin) {
        return read(clearml, company, admin).export();
    }

    static Reading read(ClearMl clearml, String company, @Nullable String admin) {
        if (clearml.capabilities().edition() != Edition.ENTERPRISE
                || !clearml.capabilities().has(TenantLookups.TENANT_INFO)) {
            throw new ExportException("tenant " + company + " cannot be exported: that needs an Enterprise server with "
                    + TenantLookups.TENANT_INFO + ", since only that returns the e-mails of a tenant's users");
        }
        TenantExporter exporter = new TenantExporter(clearml, company);
        TenantExport export = exporter.export(admin);
        Map<String, String> ids = new HashMap<>();
        exporter.emails.forEach((id, email) -> ids.put(email, id));
        return new Reading(export, Map.copyOf(ids), Map.copyOf(exporter.keyCounts));
    }

    private TenantExport export(@Nullable String preferred) {
        CompanyInfo info = clearml.system().companyInfo(company);
        if (!info.active().orElse(true)) {
            throw new ExportException("tenant " + company + " cannot be exported: it is deleted");
        }
        String name = info.name().orElse("");
        spec.name(name);
        if (TenantLookups.namesakes(clearml, name).size() > 1) {
            spec.company(company);
        }
        TenantUser admin = people(preferred);
        settings(info.defaults());
        keys(admin);
        applications();
        own(clearml.actingAs(admin.id()));
        try {
            TenantSpec made = spec.build();
            // What the files' reader refuses is no specification either.
            return new TenantExport(TenantSpec.parse(made.toYaml()), left);
        } catch (IllegalArgumentException | InvalidSpecException unfit) {
            throw new ExportException("tenant " + company + " cannot be exported: " + unfit.getMessage(), unfit);
        }
    }

    private void leave(String what, String why) {
        left.add(what + ": " + why);
    }

    private static SpecSchema schema(String list) {
        return SpecSchema.root().field(list).orElseThrow().items();
    }

    private static boolean fits(SpecSchema items, String field, String text) {
        return items.field(field).orElseThrow().fits(text);
    }

    private TenantUser people(@Nullable String preferred) {
        List<TenantUser> users = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        SpecSchema user = schema("users");
        TenantMembers.of(clearml, company).stream()
                .sorted(Comparator.comparing((TenantUser each) -> each.created().orElse(Instant.MAX))
                        .thenComparing(TenantUser::id))
                .forEach(each -> {
                    String email = each.email().orElse("");
                    String role = each.role().map(Role::value).orElse("");
                    if (!fits(user, "email", email)
                            || !fits(user, "name", each.name().orElse(""))) {
                        leave("user " + each.id(), "has no name or no e-mail");
                    } else if (!role.isEmpty() && !fits(user, "role", role)) {
                        leave("user " + email, "its role " + role + " is none that a specification gives");
                    } else if (!seen.add(email)) {
                        leave("user " + each.id(), "has the same e-mail as another, " + email);
                    } else {
                        users.add(each);
                        emails.put(each.id(), email);
                    }
                });
        TenantUser admin = users.stream()
                .filter(each -> each.role().equals(Optional.of(Role.ADMIN)))
                .min(Comparator.comparing(each -> !each.email().equals(Optional.ofNullable(preferred))))
                .orElseThrow(
                        () -> new ExportException(
                                "tenant " + company
                                        + " cannot be exported: it has no user with role admin and an e-mail, which a specification needs"));
        spec.admin(specOf(admin));
        users.stream()
                .filter(each -> !each.id().equals(admin.id()))
                .map(TenantExporter::specOf)
                .forEach(spec::addUsers);
        return admin;
    }

    private static UserSpec specOf(TenantUser user) {
        return UserSpec.builder()
                .name(user.name().orElseThrow())
                .email(user.email().orElseThrow())
                .role(user.role().filter(role -> !role.equals(Role.USER)))
                .build();
    }

    private void settings(Map<String, Object> settings) {
        int people = emails.size();
        number(settings, "allowed_users").ifPresent(allowed -> {
            if (allowed >= people) {
                spec.allowedUsers(allowed);
            } else {
                leave("allowed_users " + allowed, "the tenant has " + people + " users");
            }
        });
        number(settings, "allowed_service_users").ifPresent(spec::allowedServiceUsers);
        number(settings, "max_running_apps").ifPresent(spec::maxRunningApps);
        Set<Feature> on = features(settings, "features");
        Set<Feature> off = features(settings, "exclude_features");
        spec.addAllFeatures(on);
        off.stream()
                .filter(feature -> !on.contains(feature) || isLeft("excluded feature " + feature, "it is also on"))
                .forEach(spec::addExcludeFeatures);
        visibility();
        clearml.system().getCompanyCustomEventsConfig(company).forEach((field, value) -> {
            if (value != null) {
                spec.putCustomEventsFields(field, value);
            }
        });
        sso(settings.get("sso"));
    }

    private boolean isLeft(String what, String why) {
        leave(what, why);
        return false;
    }

    private Optional<Integer> number(Map<String, Object> settings, String name) {
        Object value = settings.get(name);
        if (value instanceof Number number && number.intValue() >= 0) {
            return Optional.of(number.intValue());
        }
        if (value != null) {
            leave(name + " " + value, "it is no whole number from 0 on");
        }
        return Optional.empty();
    }

    private Set<Feature> features(Map<String, Object> settings, String name) {
        Set<Feature> all = new TreeSet<>(Comparator.comparing(Feature::value));
        if (settings.get(name) instanceof Collection<?> known) {
            List<Feature> named = known.stream()
                    .filter(Objects::nonNull)
                    .map(each -> new Feature(each.toString()))
                    .toList();
            Set<String> unknown = TenantStateReader.unknown(clearml, named.stream());
            for (Feature feature : named) {
                if (unknown.contains(feature.value())) {
                    leave("feature " + feature, "the server itself does not have it");
                } else {
                    all.add(feature);
                }
            }
        }
        return all;
    }

    private void visibility() {
        AppInstanceAccess access = clearml.system().getCompanyAppInstanceAccess(company);
        AppInstanceAccess known = AppInstanceAccess.builder()
                .allowed(access.allowed())
                .adminAccessAll(access.adminAccessAll())
                .applications(known(access.applications()))
                .categories(known(access.categories()))
                .build();
        if (!known.equals(AppInstanceAccess.builder().build())) {
            spec.appInstanceAccess(known);
        }
    }

    private static Optional<Map<String, AppAccess>> known(Optional<Map<String, AppAccess>> all) {
        Map<String, AppAccess> known = new LinkedHashMap<>();
        all.orElse(Map.of())
                .forEach((name, access) -> access.allowed()
                        .ifPresent(allowed -> known.put(
                                name, AppAccess.builder().allowed(allowed).build())));
        return Optional.of(known).filter(each -> !each.isEmpty());
    }

    private void sso(@Nullable Object mapping) {
        SsoSpec.Builder sso = SsoSpec.builder();
        boolean isSet = false;
        if (mapping instanceof Map<?, ?> fields) {
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                if (field.getValue() != null) {
                    sso.putMapping(String.valueOf(field.getKey()), field.getValue());
                    isSet = true;
                }
            }
        }
        List<ProviderConfiguration> providers = clearml.sso().getProviderConfigurations(Optional.of(company)).stream()
                .filter(one -> one.provider().isPresent() && !one.readonly().orElse(false))
                .toList();
        for (int i = 0; i < providers.size(); i++) {
            ProviderConfiguration one = providers.get(i);
            String what =
                    "identity provider " + one.displayName().or(one::provider).orElseThrow();
            if (i > 0) {
                leave(what, "a specification names one");
            } else if (!one.active().orElse(true)) {
                leave(what, "it is not active");
            } else {
                sso.provider(one.provider());
                one.displayName().ifPresent(name -> sso.putConfiguration("display_name", name));
                isSet = true;
                leave(
                        what,
                        "the server does not return its configuration; add it before the specification is applied to"
                                + " another server, its secrets as ${env:…} or ${file:…}");
            }
        }
        if (isSet) {
            spec.sso(sso.build());
        }
    }

    private void keys(TenantUser admin) {
        emails.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(user ->
                        keys(user.getKey(), user.getValue(), user.getKey().equals(admin.id())));
    }

    private void keys(String id, String email, boolean isAdmin) {
        List<CredentialInfo> keys;
        try {
            keys = clearml.impersonating(id).auth().getCredentials().credentials();
        } catch (ApiException refused) {
            leave("keys of " + email, String.valueOf(refused.getMessage()));
            return;
        }
        keyCounts.put(email, keys.size());
        Set<String> labels = new HashSet<>();
        for (CredentialInfo key : keys) {
            String label = key.label().orElse("");
            if (label.isBlank()) {
                leave("a key of " + email, "it has no label");
            } else if (label.endsWith(KeyIssuer.IN_PROGRESS)) {
                leave("key '" + label + "' of " + email, "a run was ended before it was handed over");
            } else if (!labels.add(label)) {
                leave("a key of " + email, "there is another with its label, '" + label + "'");
            } else {
                spec.addCredentials(KeySpec.builder()
                        .label(label)
                        .user(Optional.of(email).filter(it -> !isAdmin))
                        .lifetime(lifetime(key))
                        .build());
            }
        }
    }

    // Server and clock may differ by parts of a second.
    private static Optional<Duration> lifetime(CredentialInfo key) {
        return key.created()
                .flatMap(created -> key.expire().map(expire -> Duration.between(created, expire)))
                .map(time -> Duration.ofSeconds(Math.round(time.toMillis() / 1_000.0)))
                .filter(time -> time.compareTo(Duration.ZERO) > 0 && time.compareTo(LONGEST) <= 0);
    }

    private void own(ClearMl asAdmin) {
        LoginSettings login = asAdmin.login().getSettings();
        login.domains().stream().sorted().forEach(domain -> {
            if (SpecSchema.root().field("domains").orElseThrow().items().fits(domain)) {
                spec.addDomains(domain);
            } else {
                leave("domain " + domain, "it is none that a specification may have");
            }
        });
        List<String> invited = login.whitelistEntries().stream()
                .filter(entry -> !entry.status().equals(Optional.of(ACCEPTED)))
                .map(InvitedEmail::email)
                .distinct()
                .sorted()
                .toList();
        for (String email : invited) {
            if (fits(schema("whitelist"), "email", email)) {
                spec.addWhitelist(invited(email));
            } else {
                leave("invited " + email, "it is no e-mail");
            }
        }
        groups(asAdmin);
        accessRules(asAdmin);
        policies(asAdmin);
    }

    private void applications() {
        if (TenantLookups.hasApplications(clearml)) {
            SpecSchema state = SpecSchema.root()
                    .field("applications")
                    .orElseThrow()
                    .field("")
                    .orElseThrow();
            TenantLookups.applications(clearml, company).forEach((app, its) -> {
                if (state.fits(its.value())) {
                    spec.putApplications(app, its);
                } else {
                    leave("application " + app, "its state " + its + " is none that a specification gives");
                }
            });
        }
    }

    private void policies(ClearMl asAdmin) {
        Set<String> names = new HashSet<>();
        for (Policy policy : asAdmin.resources().getPolicies()) {
            String name = policy.name().orElse("");
            String group = policy.userGroup().map(groups::get).orElse(null);
            String what = "resource policy " + (name.isBlank() ? policy.id() : name);
            if (!fits(schema("resources"), "name", name) || !names.add(name)) {
                leave(what, name.isBlank() ? "it has no name" : "there is another of its name");
            } else if (group == null) {
                leave(what, "the specification does not name its group");
            } else {
                spec.addResources(PolicySpec.builder()
                        .name(name)
                        .group(group)
                        .limit(policy.limit().filter(number -> number >= 0))
                        .reservation(policy.reservation().filter(number -> number >= 0))
                        .description(policy.description().filter(text -> !text.isEmpty()))
                        .build());
            }
        }
    }

    private InvitedSpec invited(String email) {
        Optional<Role> role = clearml
                .login()
                .getWhitelist(WhitelistQuery.builder().email(email).build())
                .stream()
                .filter(entry -> entry.company().equals(Optional.of(company)))
                .flatMap(entry -> entry.role().stream())
                .filter(known -> fits(schema("whitelist"), "role", known.value()))
                .findFirst();
        if (role.isEmpty()) {
            leave(
                    "the role of " + email + ", who is invited",
                    "the server does not return one that a specification gives");
        }
        return InvitedSpec.builder()
                .email(email)
                .role(role.filter(known -> !known.equals(Role.USER)))
                .build();
    }

    private void groups(ClearMl asAdmin) {
        Set<String> names = new HashSet<>();
        for (UserGroup group : asAdmin.permissions().getUserGroups(Optional.empty(), Optional.empty())) {
            String name = group.name().orElse("");
            if (group.system().orElse(false) || SpecChecks.BUILT_IN_GROUPS.contains(name)) {
                groups.put(group.id(), name);
            } else if (!fits(schema("groups"), "name", name) || !names.add(name)) {
                leave(
                        "group " + group.id(),
                        name.isBlank() ? "it has no name" : "there is another of its name, " + name);
            } else {
                groups.put(group.id(), name);
                spec.addGroups(GroupSpec.builder()
                        .name(name)
                        .description(group.description().filter(text -> !text.isEmpty()))
                        .users(named(group.users().stream().map(GroupUser::id), emails, "in group " + name + ": user "))
                        .build());
            }
        }
    }

    private void accessRules(ClearMl asAdmin) {
        SpecSchema schema = schema("access_rules");
        Set<String> names = new HashSet<>();
        for (AccessRule rule : asAdmin.permissions().getAccessRules()) {
            String name = rule.name().orElse("");
            String what = "access rule " + (name.isBlank() ? rule.id() : name);
            boolean isFit = fits(schema, "name", name)
                    && fits(schema, "entity_type", rule.entityType().orElse(""))
                    && fits(schema, "entity_id", rule.entityId().orElse(""))
                    && fits(schema, "access_permission", rule.accessPermission().orElse(""));
            if (!isFit) {
                leave(what, "a specification cannot say its name, object or permission");
            } else if (!names.add(name)) {
                leave(what, "there is another of its name");
            } else {
                spec.addAccessRules(AccessRuleSpec.builder()
                        .name(name)
                        .description(rule.description().orElse(""))
                        .entityType(rule.entityType().orElseThrow())
                        .entityId(rule.entityId().orElseThrow())
                        .accessPermission(rule.accessPermission().orElseThrow())
                        .users(named(rule.users().stream().map(Reference::id), emails, what + ": user "))
                        .groups(named(rule.groups().stream().map(Reference::id), groups, what + ": group "))
                        .build());
            }
        }
    }

    private List<String> named(Stream<String> ids, Map<String, String> names, String what) {
        List<String> found = new ArrayList<>();
        ids.forEach(id -> {
            String name = names.get(id);
            if (name == null) {
                leave(what + id, "the specification does not name it");
            } else {
                found.add(name);
            }
        });
        return found.stream().distinct().sorted().toList();
    }
}
