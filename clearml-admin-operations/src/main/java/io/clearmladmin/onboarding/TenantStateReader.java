package io.clearmladmin.onboarding;

import io.clearmladmin.ClearMl;
import io.clearmladmin.apps.AssignmentState;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.auth.UserInfo;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.internal.keys.TenantMembers;
import io.clearmladmin.internal.text.NearestWord;
import io.clearmladmin.login.InvitedEmail;
import io.clearmladmin.login.LoginSettings;
import io.clearmladmin.permissions.AccessRule;
import io.clearmladmin.permissions.UserGroup;
import io.clearmladmin.resources.Policy;
import io.clearmladmin.sso.ProviderConfiguration;
import io.clearmladmin.system.AppInstanceAccess;
import io.clearmladmin.system.Company;
import io.clearmladmin.system.CompanyInfo;
import io.clearmladmin.system.Feature;
import io.clearmladmin.tenants.TenantInfoQuery;
import io.clearmladmin.tenants.TenantUser;
import io.clearmladmin.users.CurrentUserQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the state of a tenant on the server, and its conflicts. Writes nothing. */
final class TenantStateReader {

    private static final int BAD_REQUEST = 400;
    private static final Set<Role> PLATFORM = Set.of(Role.SYSTEM, Role.ROOT);

    private final ClearMl clearml;
    private final TenantSpec spec;
    private final boolean isEnterprise;
    private final List<Step> conflicts = new ArrayList<>();
    private @Nullable String company;
    private final List<String> deleted = new ArrayList<>();
    private final Set<String> inhabitants = new HashSet<>();
    private Map<String, Object> settings = Map.of();
    private Map<String, Object> customEventsFields = Map.of();
    private Optional<AppInstanceAccess> appInstanceAccess = Optional.empty();
    private final Map<String, ExistingTenant.User> users = new HashMap<>();
    private final Set<String> domains = new HashSet<>();
    private final Set<String> invited = new HashSet<>();
    private Map<String, UserGroup> groups = Map.of();
    private Map<String, AccessRule> accessRules = Map.of();
    private List<ProviderConfiguration> providers = List.of();
    private final boolean hasApplications;
    private Map<String, AssignmentState> applications = Map.of();
    private Map<String, Policy> policies = Map.of();
    private Map<String, List<CredentialInfo>> strayKeys = Map.of();

    private TenantStateReader(ClearMl clearml, TenantSpec spec) {
        this.clearml = clearml;
        this.spec = spec;
        this.isEnterprise = clearml.capabilities().edition() == Edition.ENTERPRISE;
        this.hasApplications = !spec.applications().isEmpty() && TenantLookups.hasApplications(clearml);
    }

    static ExistingTenant of(ClearMl clearml, TenantSpec spec) {
        TenantStateReader reading = new TenantStateReader(clearml, spec);
        if (!reading.mayNot()) {
            if (reading.isEnterprise) {
                reading.tenant();
            } else {
                reading.onlyTenant();
            }
        }
        return reading.found();
    }

    private ExistingTenant found() {
        return new ExistingTenant(
                isEnterprise,
                List.copyOf(conflicts),
                company,
                List.copyOf(deleted),
                Set.copyOf(inhabitants),
                settings,
                customEventsFields,
                appInstanceAccess,
                Map.copyOf(users),
                // These are shown in this order.
                Collections.unmodifiableSet(domains),
                Set.copyOf(invited),
                groups,
                accessRules,
                providers,
                hasApplications,
                applications,
                policies,
                strayKeys);
    }

    private boolean mayNot() {
        Role role =
                clearml.claims().identity().flatMap(identity -> identity.role()).orElse(Role.USER);
        if (PLATFORM.contains(role)) {
            return false;
        }
        conflict("rights", "this requires role system or root, and the caller has role " + role);
        return true;
    }

    private void conflict(String subject, String reason) {
        conflicts.add(Step.conflict(subject, reason));
    }

    // An open-source server has one tenant and does not return its users' e-mails: they are identified by their names.
    private void onlyTenant() {
        company = clearml.claims()
                .identity()
                .flatMap(identity -> identity.company())
                .orElseThrow(() -> new IllegalStateException("the token names no tenant"));
        Map<String, List<String>> ids = TenantLookups.usersByName(clearml);
        SpecChecks.everyone(spec)
                .collect(Collectors.groupingBy(UserSpec::name, LinkedHashMap::new, Collectors.toList()))
                .forEach((name, wanted) -> named(name, wanted, ids.getOrDefault(name, List.of())));
    }

    private void named(String name, List<UserSpec> wanted, List<String> ids) {
        String email = wanted.get(0).email();
        if (wanted.size() > 1) {
            conflict(
                    "users " + wanted.stream().map(UserSpec::email).toList(),
                    "all have the name " + name
                            + ", and an open-source server distinguishes users by nothing else; give each its own");
        } else if (ids.size() > 1) {
            conflict(
                    "user " + email,
                    "the name " + name + " is that of users " + ids
                            + ", and an open-source server does not return their"
                            + " e-mails; choose another name, or rename them (users.update)");
        } else if (!ids.isEmpty()) {
            onlyOneNamed(email, ids.get(0));
        }
    }

    private void onlyOneNamed(String email, String id) {
        try {
            CurrentUserQuery query = CurrentUserQuery.builder().build();
            addUser(
                    email,
                    id,
                    clearml.impersonating(id)
                            .users()
                            .getCurrentUser(query)
                            .user()
                            .role());
        } catch (ApiException refused) {
            if (refused.code() != BAD_REQUEST) {
                throw refused;
            }
            conflict("user " + email, "user " + id + " has its name, and no login: " + refused.getMessage());
        }
    }

    private void tenant() {
        Map<String, Owner> owners = owners();
        List<Company> namesakes = new ArrayList<>();
        TenantLookups.companies(clearml, spec.name()).forEach(named -> {
            if (named.active().orElse(true)) {
                namesakes.add(named);
            } else {
                deleted.add(named.id());
            }
        });
        List<String> ours = namesakes.stream()
                .map(Company::id)
                .filter(id -> spec.company().map(id::equals).orElseGet(() -> isOurs(id, owners)))
                .toList();
        if (ours.size() == 1) {
            company = ours.get(0);
        } else if (spec.company().isPresent()) {
            conflict(
                    "tenant " + spec.company().get(), whyNotMeant(spec.company().get()));
            return;
        } else if (!namesakes.isEmpty()) {
            nameConflict(namesakes, ours);
            return;
        }
        users(owners);
        conflicts.addAll(Claims.conflicts(clearml, spec, company));
        features();
        catalogue();
        // With a conflict the rest cannot be planned.
        if (company != null && conflicts.isEmpty()) {
            settings(company);
        }
    }

    // For a tenant that the specification names by its id.
    private String whyNotMeant(String id) {
        try {
            CompanyInfo info = clearml.system().companyInfo(id);
            return info.active().orElse(true)
                    ? "it is called " + info.name().orElse("?") + ", not " + spec.name()
                    : "it is deleted; omit company to create a new one";
        } catch (ApiException refused) {
            if (refused.code() == BAD_REQUEST) {
                return "the server has no tenant of this id; omit company to create a new one";
            }
            throw refused;
        }
    }

    private void nameConflict(List<Company> namesakes, List<String> ours) {
        List<String> ids = namesakes.stream().map(Company::id).toList();
        conflict(
                "tenant",
                ours.isEmpty()
                        ? "the name " + spec.name() + " is taken by " + ids + ", where "
                                + spec.admin().email()
                                + " is not a user; choose another name, or name the id in company if it is that one"
                        : "there are several tenants of the name " + spec.name() + ", " + ids
                                + ", and more than one matches; name the id in company");
    }

    // One with the admin in it, or one that was begun: it has at most the user that the server generates, not active so
    // far.
    private boolean isOurs(String candidate, Map<String, Owner> owners) {
        Owner admin = owners.get(spec.admin().email());
        return admin == null ? isUntouched(candidate) : admin.isIn(candidate);
    }

    private boolean isUntouched(String candidate) {
        if (!clearml.capabilities().has(TenantLookups.TENANT_INFO)) {
            return false;
        }
        var there = clearml.tenants()
                .getTenantInfo(TenantInfoQuery.builder().tenant(candidate).build())
                .users();
        return there.map(all -> all.pending().isEmpty()
                        && all.active().size() <= 1
                        && all.active().stream().allMatch(TenantStateReader::isInvented))
                .orElse(true);
    }

    // The server generates one without an e-mail.
    private static boolean isInvented(TenantUser user) {
        return user.lastLogin().isEmpty()
                && user.email().filter(email -> !email.isEmpty()).isEmpty();
    }

    /** The owner of an e-mail of the specification, in any tenant. */
    private record Owner(UserInfo user, Optional<String> company) {

        boolean isIn(String tenant) {
            return company.filter(tenant::equals).isPresent();
        }
    }

    private Map<String, Owner> owners() {
        List<String> emails = SpecChecks.everyone(spec).map(UserSpec::email).toList();
        Map<String, Owner> byEmail = new HashMap<>();
        TenantLookups.usersByEmail(clearml, emails)
                .forEach((email, user) ->
                        byEmail.put(email, new Owner(user, TenantLookups.companyOf(clearml, user.id()))));
        return byEmail;
    }

    private void users(Map<String, Owner> owners) {
        owners.forEach((email, owner) -> {
            UserInfo user = owner.user();
            if (company != null && owner.isIn(company)) {
                addUser(email, user.id(), user.role());
            } else {
                conflict(
                        "user " + email,
                        "the e-mail is that of user " + user.id() + " of tenant "
                                + owner.company().orElse("?"));
            }
        });
    }

    private void addUser(String email, String id, Optional<Role> role) {
        boolean getsKeys = spec.credentials().stream()
                .anyMatch(key -> key.user().orElse(spec.admin().email()).equals(email));
        List<CredentialInfo> keys =
                getsKeys ? clearml.impersonating(id).auth().getCredentials().credentials() : List.of();
        users.put(email, new ExistingTenant.User(id, role, keys));
    }

    private void features() {
        Stream<Feature> named = Stream.concat(spec.features().stream(), spec.excludeFeatures().stream());
        unknown(clearml, named)
                .forEach(feature -> conflict("feature " + feature, "the server does not have it; is it misspelt?"));
    }

    /** Which of these features the server does not have. */
    static Set<String> unknown(ClearMl clearml, Stream<Feature> features) {
        Set<String> unknown = features.filter(feature -> !Feature.published().contains(feature))
                .map(Feature::value)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!unknown.isEmpty()) {
            supportedFeatures(clearml).forEach(unknown::remove);
        }
        return unknown;
    }

    private static List<String> supportedFeatures(ClearMl clearml) {
        try {
            return clearml.users()
                    .getCurrentUser(CurrentUserQuery.builder()
                            .getSupportedFeatures(true)
                            .build())
                    .user()
                    .supportedFeatures();
        } catch (InvalidIdException noProfile) {
            // Users of the server's own configuration have none.
            return List.of();
        }
    }

    private void catalogue() {
        if (!hasApplications) {
            return;
        }
        Set<String> known = TenantLookups.catalogue(clearml);
        spec.applications().keySet().stream()
                .filter(app -> !known.contains(app))
                .forEach(app -> conflict(
                        "application " + app,
                        NearestWord.of(app, known)
                                .map(near -> "the server does not have it; did you mean " + near + "?")
                                .orElse("the server does not have it; is it misspelt?")));
    }

    private void settings(String id) {
        settings = clearml.system().companyInfo(id).defaults();
        if (spec.appInstanceAccess().isPresent()) {
            appInstanceAccess = Optional.of(clearml.system().getCompanyAppInstanceAccess(id));
        }
        if (!spec.customEventsFields().isEmpty()) {
            customEventsFields = clearml.system().getCompanyCustomEventsConfig(id);
        }
        if (spec.sso().flatMap(SsoSpec::provider).isPresent()) {
            providers = clearml.sso().getProviderConfigurations(Optional.of(id));
        }
        if (hasApplications) {
            applications = TenantLookups.applications(clearml, id);
        }
        ExistingTenant.User admin = users.get(spec.admin().email());
        if (admin != null) {
            own(clearml.actingAs(admin.id()));
        } else {
            if (clearml.capabilities().has("tenants.create_tenant")) {
                strayKeys = TenantLookups.strayKeys(clearml, id);
            }
            if (clearml.capabilities().has(TenantLookups.TENANT_INFO)) {
                TenantMembers.of(clearml, id).stream().map(TenantUser::id).forEach(inhabitants::add);
            }
        }
    }

    private void own(ClearMl asAdmin) {
        if (!spec.domains().isEmpty() || !spec.whitelist().isEmpty()) {
            LoginSettings login = asAdmin.login().getSettings();
            domains.addAll(login.domains());
            login.whitelistEntries().stream().map(InvitedEmail::email).forEach(invited::add);
        }
        if (!spec.resources().isEmpty()) {
            policies = TenantLookups.policies(asAdmin);
        }
        if (!spec.groups().isEmpty()
                || !spec.accessRules().isEmpty()
                || !spec.resources().isEmpty()) {
            groups = TenantLookups.groups(asAdmin);
        }
        if (!spec.accessRules().isEmpty()) {
            accessRules = TenantLookups.accessRules(asAdmin);
        }
    }
}
