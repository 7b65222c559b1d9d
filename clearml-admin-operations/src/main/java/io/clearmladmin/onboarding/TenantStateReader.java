package io.clearmladmin.onboarding;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.auth.UserInfo;
import io.clearmladmin.auth.UserInfoQuery;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.internal.keys.TenantMembers;
import io.clearmladmin.login.InvitedEmail;
import io.clearmladmin.login.LoginSettings;
import io.clearmladmin.system.Company;
import io.clearmladmin.system.CompanyInfo;
import io.clearmladmin.system.CompanyQuery;
import io.clearmladmin.system.Feature;
import io.clearmladmin.tenants.TenantInfoQuery;
import io.clearmladmin.tenants.TenantUser;
import io.clearmladmin.users.CurrentUserQuery;
import io.clearmladmin.users.User;
import io.clearmladmin.users.UserQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what the server has of a tenant, and what stands in its way. Nothing is written. */
final class TenantStateReader {

    private static final int BAD_REQUEST = 400;
    private static final Set<Role> PLATFORM = Set.of(Role.SYSTEM, Role.ROOT);

    static final String TENANT_INFO = "tenants.get_tenant_info";

    private final ClearMl clearml;
    private final TenantSpec spec;
    private final ExistingTenant found;

    private TenantStateReader(ClearMl clearml, TenantSpec spec) {
        this.clearml = clearml;
        this.spec = spec;
        this.found = new ExistingTenant(clearml.capabilities().edition() == Edition.ENTERPRISE);
    }

    static ExistingTenant of(ClearMl clearml, TenantSpec spec) {
        TenantStateReader reading = new TenantStateReader(clearml, spec);
        if (reading.mayNot()) {
            return reading.found;
        }
        if (reading.found.isEnterprise) {
            reading.tenant();
        } else {
            reading.onlyTenant();
        }
        return reading.found;
    }

    private boolean mayNot() {
        Role role =
                clearml.claims().identity().flatMap(identity -> identity.role()).orElse(Role.USER);
        if (PLATFORM.contains(role)) {
            return false;
        }
        conflict("rights", "this takes role system or root, and the caller has role " + role);
        return true;
    }

    private void conflict(String subject, String reason) {
        found.conflicts.add(Step.conflict(subject, reason));
    }

    // An open-source server has one tenant, whose users' e-mails it does not tell: they are known by their names.
    private void onlyTenant() {
        found.company = clearml.claims()
                .identity()
                .flatMap(identity -> identity.company())
                .orElseThrow(() -> new IllegalStateException("the token names no tenant"));
        Map<String, List<String>> ids = new HashMap<>();
        for (User user : clearml.users().getAll(UserQuery.builder().build())) {
            user.name()
                    .ifPresent(name -> ids.computeIfAbsent(name, first -> new ArrayList<>())
                            .add(user.id()));
        }
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
                            + ", and an open-source server tells users by nothing else; give each its own");
        } else if (ids.size() > 1) {
            conflict(
                    "user " + email,
                    "the name " + name + " is that of users " + ids + ", and an open-source server does not tell their"
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
        companies(clearml, spec.name()).forEach(company -> {
            if (company.active().orElse(true)) {
                namesakes.add(company);
            } else {
                found.deleted.add(company.id());
            }
        });
        List<String> ours = namesakes.stream()
                .map(Company::id)
                .filter(id -> spec.company().map(id::equals).orElseGet(() -> isOurs(id, owners)))
                .toList();
        if (ours.size() == 1) {
            found.company = ours.get(0);
        } else if (spec.company().isPresent()) {
            conflict(
                    "tenant " + spec.company().get(), whyNotMeant(spec.company().get()));
            return;
        } else if (!namesakes.isEmpty()) {
            nameConflict(namesakes, ours);
            return;
        }
        users(owners);
        found.conflicts.addAll(Claims.conflicts(clearml, spec, found.company));
        features();
        // With a conflict there is no plan to be made of the rest.
        if (found.company != null && found.conflicts.isEmpty()) {
            settings(found.company);
        }
    }

    /** The tenants of a name that are in use. */
    static List<Company> namesakes(ClearMl clearml, String name) {
        return companies(clearml, name)
                .filter(company -> company.active().orElse(true))
                .toList();
    }

    private static Stream<Company> companies(ClearMl clearml, String name) {
        return clearml.system().getCompanies(CompanyQuery.builder().name(name).build()).stream();
    }

    // Of a tenant that the specification names by its id.
    private String whyNotMeant(String id) {
        try {
            CompanyInfo info = clearml.system().companyInfo(id);
            return info.active().orElse(true)
                    ? "it is called " + info.name().orElse("?") + ", not " + spec.name()
                    : "it is deleted; leave company out to make a new one";
        } catch (ApiException refused) {
            if (refused.code() == BAD_REQUEST) {
                return "the server has no tenant of this id; leave company out to make a new one";
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
                                + ", and more than one may be meant; name the id in company");
    }

    // One with our admin in it, or one that was begun: at most the user that the server invents is in it, unseen so
    // far.
    private boolean isOurs(String company, Map<String, Owner> owners) {
        Owner admin = owners.get(spec.admin().email());
        return admin == null ? isUntouched(company) : admin.isIn(company);
    }

    private boolean isUntouched(String company) {
        if (!clearml.capabilities().has(TENANT_INFO)) {
            return false;
        }
        var users = clearml.tenants()
                .getTenantInfo(TenantInfoQuery.builder().tenant(company).build())
                .users();
        return users.map(all -> all.pending().isEmpty()
                        && all.active().size() <= 1
                        && all.active().stream().allMatch(TenantStateReader::isInvented))
                .orElse(true);
    }

    // The server invents one without an e-mail.
    private static boolean isInvented(TenantUser user) {
        return user.lastLogin().isEmpty()
                && user.email().filter(email -> !email.isEmpty()).isEmpty();
    }

    /** Who has an e-mail of the specification, wherever. */
    private record Owner(UserInfo user, Optional<String> company) {

        boolean isIn(String tenant) {
            return company.filter(tenant::equals).isPresent();
        }
    }

    private Map<String, Owner> owners() {
        List<String> emails = SpecChecks.everyone(spec).map(UserSpec::email).toList();
        Map<String, Owner> byEmail = new HashMap<>();
        clearml.auth()
                .getUsersInfo(UserInfoQuery.builder().emails(emails).build())
                .values()
                .forEach(user -> user.email()
                        .filter(emails::contains)
                        .ifPresent(email -> byEmail.put(email, new Owner(user, companyOf(clearml, user.id())))));
        return byEmail;
    }

    static Optional<String> companyOf(ClearMl clearml, String user) {
        return clearml.users().getById(user).company().map(Reference::id);
    }

    private void users(Map<String, Owner> owners) {
        owners.forEach((email, owner) -> {
            UserInfo user = owner.user();
            if (found.company != null && owner.isIn(found.company)) {
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
        found.users.put(email, new ExistingTenant.User(id, role, keys));
    }

    private void features() {
        List<Feature> unknown = Stream.concat(spec.features().stream(), spec.excludeFeatures().stream())
                .filter(feature -> !Feature.published().contains(feature))
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        Set<String> reported = Set.copyOf(supportedFeatures());
        unknown.stream()
                .filter(feature -> !reported.contains(feature.value()))
                .forEach(feature -> conflict("feature " + feature, "the server does not know it; is it misspelt?"));
    }

    private List<String> supportedFeatures() {
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

    private void settings(String company) {
        found.settings = clearml.system().companyInfo(company).defaults();
        if (spec.appInstanceAccess().isPresent()) {
            found.appInstanceAccess = Optional.of(clearml.system().getCompanyAppInstanceAccess(company));
        }
        if (!spec.customEventsFields().isEmpty()) {
            found.customEventsFields = clearml.system().getCompanyCustomEventsConfig(company);
        }
        if (spec.sso().flatMap(SsoSpec::provider).isPresent()) {
            found.providers = clearml.sso().getProviderConfigurations(Optional.of(company));
        }
        ExistingTenant.User admin = found.users.get(spec.admin().email());
        if (admin != null) {
            own(clearml.actingAs(admin.id()));
        } else {
            strayKeys(company);
            if (clearml.capabilities().has(TENANT_INFO)) {
                TenantMembers.of(clearml, company).stream().map(TenantUser::id).forEach(found.inhabitants::add);
            }
        }
    }

    private void own(ClearMl asAdmin) {
        if (!spec.domains().isEmpty() || !spec.whitelist().isEmpty()) {
            LoginSettings login = asAdmin.login().getSettings();
            found.domains.addAll(login.domains());
            login.whitelistEntries().stream().map(InvitedEmail::email).forEach(found.invited::add);
        }
        if (!spec.groups().isEmpty() || !spec.accessRules().isEmpty()) {
            asAdmin.permissions()
                    .getUserGroups(Optional.empty(), Optional.empty())
                    .forEach(group -> group.name().ifPresent(name -> found.groups.put(name, group)));
        }
        if (!spec.accessRules().isEmpty()) {
            asAdmin.permissions()
                    .getAccessRules()
                    .forEach(rule -> rule.name().ifPresent(name -> found.accessRules.put(name, rule)));
        }
    }

    private void strayKeys(String company) {
        if (clearml.capabilities().has("tenants.create_tenant")) {
            found.strayKeys.putAll(strayKeys(clearml, company));
        }
    }

    /** Keys of a tenant that nobody has used yet, by user; a key that nobody labelled came with the tenant. */
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
