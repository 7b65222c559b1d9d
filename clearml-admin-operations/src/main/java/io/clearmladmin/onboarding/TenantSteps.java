package io.clearmladmin.onboarding;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.auth.Credentials;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.internal.keys.KeyIssuer;
import io.clearmladmin.system.AppAccess;
import io.clearmladmin.system.AppInstanceAccess;
import io.clearmladmin.system.Company;
import io.clearmladmin.system.CompanySettings;
import io.clearmladmin.system.CreateCompany;
import io.clearmladmin.system.Feature;
import io.clearmladmin.tenants.CreateTenant;
import io.clearmladmin.tenants.CreatedTenant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The steps for the tenant itself and its rights. */
final class TenantSteps {

    private final TenantSpec spec;
    private final ExistingTenant found;

    TenantSteps(TenantSpec spec, ExistingTenant found) {
        this.spec = spec;
        this.found = found;
    }

    PlannedAction tenant() {
        return found.company() == null
                ? new PlannedAction(
                        new Step(Step.Action.CREATE, "tenant", "", spec.name(), deleted()),
                        work -> work.company(create(work)))
                : PlannedAction.none(
                        Step.leave("tenant " + found.company(), isBegun() ? "begun, and not used yet" : ""));
    }

    private String deleted() {
        return found.deleted().isEmpty() ? "" : "a new one; " + found.deleted() + " of the same name was deleted";
    }

    private boolean isBegun() {
        return !found.users().containsKey(spec.admin().email());
    }

    private static String create(ApplyContext work) {
        String company = created(work, work.spec.name());
        List<String> others = TenantLookups.namesakes(work.clearml, work.spec.name()).stream()
                .map(Company::id)
                .filter(id -> !id.equals(company))
                .toList();
        if (!others.isEmpty()) {
            throw new OnboardingConflictException(
                    work.spec,
                    List.of(Step.conflict(
                            "tenant",
                            "another process created " + others
                                    + " of the same name at the same time; the one of this run is "
                                    + company + ", without users. Delete one of them, and name the other's id in"
                                    + " company")));
        }
        return company;
    }

    private static String created(ApplyContext work, String name) {
        ClearMl clearml = work.clearml;
        try {
            if (!clearml.capabilities().has("tenants.create_tenant")) {
                return clearml.system()
                        .createCompany(CreateCompany.builder().name(name).build())
                        .id();
            }
            CreatedTenant tenant = clearml.tenants()
                    .createTenant(CreateTenant.builder().name(name).build());
            tenant.credentials().ifPresent(key -> revoke(work, tenant.id(), key));
            return tenant.id();
        } catch (OutcomeUnknownException unknown) {
            return made(clearml, name, unknown);
        }
    }

    // It comes unrequested, belongs to a user that the server generates, and nobody should have it. It is not
    // used to find its user: if this run stopped here, a used key could not be distinguished from others.
    private static void revoke(ApplyContext work, String company, Credentials key) {
        ClearMl clearml = work.clearml;
        Optional<String> user =
                clearml.auth().locateCredentials(key.accessKey()).user();
        if (user.isPresent()) {
            work.inhabitants.add(user.get());
            KeyIssuer.revoke(clearml.impersonating(user.get()), key.accessKey());
        } else {
            revokeStrayKeys(clearml, company);
        }
    }

    private static void revokeStrayKeys(ClearMl clearml, String company) {
        TenantLookups.strayKeys(clearml, company).forEach((user, keys) -> revoke(clearml, user, keys));
    }

    private static String made(ClearMl clearml, String name, OutcomeUnknownException unknown) {
        List<Company> namesakes = TenantLookups.namesakes(clearml, name);
        if (namesakes.size() != 1) {
            throw unknown;
        }
        String company = namesakes.get(0).id();
        if (clearml.capabilities().has("tenants.create_tenant")) {
            revokeStrayKeys(clearml, company);
        }
        return company;
    }

    private static void revoke(ClearMl clearml, String user, List<CredentialInfo> keys) {
        keys.forEach(key -> KeyIssuer.revoke(clearml.impersonating(user), key.accessKey()));
    }

    List<PlannedAction> strayKeys() {
        List<PlannedAction> todos = new ArrayList<>();
        found.strayKeys()
                .forEach((user, keys) -> todos.add(PlannedAction.change(
                        "keys that came with the tenant, of user " + user,
                        keys.size() + " in force",
                        "revoked",
                        work -> revoke(work.clearml, user, keys))));
        return todos;
    }

    static boolean hasSettings(TenantSpec spec) {
        return spec.allowedUsers().isPresent()
                || spec.allowedServiceUsers().isPresent()
                || spec.maxRunningApps().isPresent()
                || !spec.features().isEmpty()
                || !spec.excludeFeatures().isEmpty();
    }

    // Whether the server replaces lists or extends them is not documented: the whole list is right either way.
    List<PlannedAction> settings() {
        if (!hasSettings(spec)) {
            return List.of();
        }
        Map<String, String> from = new LinkedHashMap<>();
        Map<String, String> to = new LinkedHashMap<>();
        CompanySettings.Builder settings = CompanySettings.builder();
        number("allowed_users", spec.allowedUsers(), from, to).ifPresent(settings::allowedUsers);
        number("allowed_service_users", spec.allowedServiceUsers(), from, to).ifPresent(settings::allowedServiceUsers);
        number("max_running_apps", spec.maxRunningApps(), from, to).ifPresent(settings::maxRunningApps);
        features("features", spec.features(), spec.excludeFeatures(), from, to).ifPresent(settings::features);
        features("exclude_features", spec.excludeFeatures(), spec.features(), from, to)
                .ifPresent(settings::excludeFeatures);
        return List.of(
                to.isEmpty()
                        ? PlannedAction.none(Step.leave("settings"))
                        : PlannedAction.change(
                                "settings",
                                text(from),
                                text(to),
                                work -> ApplyContext.set(() -> work.clearml
                                        .system()
                                        .updateCompanySettings(
                                                settings.company(work.company()).build()))));
    }

    private Optional<Integer> number(
            String name, Optional<Integer> wanted, Map<String, String> from, Map<String, String> to) {
        Object now = found.settings().get(name);
        if (wanted.isEmpty() || (now instanceof Number number && number.intValue() == wanted.get())) {
            return Optional.empty();
        }
        from.put(name, now == null ? "unset" : now.toString());
        to.put(name, wanted.get().toString());
        return wanted;
    }

    private Optional<List<Feature>> features(
            String name, List<Feature> in, List<Feature> out, Map<String, String> from, Map<String, String> to) {
        Set<Feature> now = new LinkedHashSet<>();
        if (found.settings().get(name) instanceof Collection<?> known) {
            known.stream()
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .map(Feature::new)
                    .forEach(now::add);
        }
        Set<Feature> wanted = new LinkedHashSet<>(now);
        wanted.addAll(in);
        wanted.removeAll(out);
        if (wanted.equals(now)) {
            return Optional.empty();
        }
        from.put(name, now.toString());
        to.put(name, wanted.toString());
        return Optional.of(List.copyOf(wanted));
    }

    private static String text(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + " " + value.getValue())
                .collect(Collectors.joining(", "));
    }

    List<PlannedAction> appInstanceAccess() {
        if (spec.appInstanceAccess().isEmpty()) {
            return List.of();
        }
        AppInstanceAccess wanted = spec.appInstanceAccess().get();
        AppInstanceAccess now = found.appInstanceAccess()
                .orElseGet(() -> AppInstanceAccess.builder().build());
        AppInstanceAccess merged = AppInstanceAccess.builder()
                .from(now)
                .allowed(wanted.allowed().or(now::allowed))
                .adminAccessAll(wanted.adminAccessAll().or(now::adminAccessAll))
                .applications(merged(now.applications(), wanted.applications()))
                .categories(merged(now.categories(), wanted.categories()))
                .build();
        return List.of(
                merged.equals(now)
                        ? PlannedAction.none(Step.leave("app visibility"))
                        : PlannedAction.change(
                                "app visibility",
                                visibility(now),
                                visibility(merged),
                                work -> work.clearml.system().updateCompanyAppInstanceAccess(work.company(), merged)));
    }

    private static <V> Optional<Map<String, V>> merged(Optional<Map<String, V>> now, Optional<Map<String, V>> wanted) {
        if (wanted.isEmpty()) {
            return now;
        }
        Map<String, V> all = new LinkedHashMap<>(now.orElse(Map.of()));
        all.putAll(wanted.get());
        return Optional.of(all);
    }

    private static String visibility(AppInstanceAccess access) {
        Map<String, String> reported = new LinkedHashMap<>();
        access.allowed().ifPresent(allowed -> reported.put("allowed", allowed.toString()));
        access.adminAccessAll().ifPresent(all -> reported.put("admin_access_all", all.toString()));
        access.applications()
                .ifPresent(apps -> apps.forEach((id, app) -> reported.put("application " + id, allowed(app))));
        access.categories().ifPresent(apps -> apps.forEach((id, app) -> reported.put("category " + id, allowed(app))));
        return text(reported);
    }

    private static String allowed(AppAccess app) {
        return app.allowed().map(Object::toString).orElse("unset");
    }

    List<PlannedAction> customEvents() {
        if (spec.customEventsFields().isEmpty()) {
            return List.of();
        }
        Map<String, Object> merged = new LinkedHashMap<>(found.customEventsFields());
        merged.putAll(spec.customEventsFields());
        return List.of(
                merged.equals(found.customEventsFields())
                        ? PlannedAction.none(Step.leave("custom events"))
                        : PlannedAction.change(
                                "custom events",
                                found.customEventsFields().toString(),
                                merged.toString(),
                                work -> work.clearml.system().updateCompanyCustomEventsConfig(work.company(), merged)));
    }
}
