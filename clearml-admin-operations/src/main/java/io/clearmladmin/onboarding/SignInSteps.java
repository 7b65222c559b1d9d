package io.clearmladmin.onboarding;

import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.login.AddWhitelistEntries;
import io.clearmladmin.sso.ProviderConfiguration;
import io.clearmladmin.sso.SaveProviderConfiguration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The steps for sign-in. */
final class SignInSteps {

    private final TenantSpec spec;
    private final ExistingTenant found;

    SignInSteps(TenantSpec spec, ExistingTenant found) {
        this.spec = spec;
        this.found = found;
    }

    List<PlannedAction> sso() {
        List<PlannedAction> todos = new ArrayList<>();
        spec.sso().ifPresent(sso -> {
            if (!sso.mapping().isEmpty()) {
                todos.add(mapping(sso.mapping()));
            }
            sso.provider().ifPresent(provider -> todos.add(provider(sso, provider)));
        });
        return todos;
    }

    private PlannedAction mapping(Map<String, Object> wanted) {
        Map<String, Object> now = new LinkedHashMap<>();
        if (found.settings().get("sso") instanceof Map<?, ?> known) {
            known.forEach((name, value) -> {
                if (value != null) {
                    now.put(name.toString(), value);
                }
            });
        }
        Map<String, Object> merged = new LinkedHashMap<>(now);
        merged.putAll(wanted);
        return merged.equals(now)
                ? PlannedAction.none(Step.leave("sso mapping"))
                : PlannedAction.change(
                        "sso mapping",
                        now.toString(),
                        merged.toString(),
                        work -> work.clearml.system().updateCompanySsoConfig(work.company(), merged));
    }

    private PlannedAction provider(SsoSpec sso, String provider) {
        Optional<ProviderConfiguration> known = ours(found.providers(), sso, provider);
        String subject = "identity provider " + provider;
        if (known.isEmpty()) {
            return PlannedAction.create(subject, "active", work -> {
                save(work, sso, provider);
                activate(work, sso, provider);
            });
        }
        return known.get().active().orElse(true)
                ? PlannedAction.none(Step.leave(subject))
                : PlannedAction.change(subject, "inactive", "active", work -> activate(work, sso, provider));
    }

    private static Optional<ProviderConfiguration> ours(List<ProviderConfiguration> all, SsoSpec sso, String provider) {
        Object name = sso.configuration().get("display_name");
        return all.stream()
                .filter(one -> one.provider().filter(provider::equals).isPresent())
                .filter(one ->
                        name == null || one.displayName().filter(name::equals).isPresent())
                .findFirst();
    }

    private static Optional<ProviderConfiguration> read(ApplyContext work, SsoSpec sso, String provider) {
        return ours(work.clearml.sso().getProviderConfigurations(Optional.of(work.company())), sso, provider);
    }

    private static void save(ApplyContext work, SsoSpec sso, String provider) {
        try {
            work.clearml
                    .sso()
                    .saveProviderConfiguration(SaveProviderConfiguration.builder()
                            .provider(provider)
                            .configuration(sso.configuration())
                            .company(work.company())
                            .build());
        } catch (OutcomeUnknownException unknown) {
            if (read(work, sso, provider).isEmpty()) {
                throw unknown;
            }
        }
    }

    private static void activate(ApplyContext work, SsoSpec sso, String provider) {
        read(work, sso, provider)
                .filter(one -> !one.active().orElse(true))
                .ifPresent(one -> ApplyContext.set(() -> work.clearml
                        .sso()
                        .setProviderConfigurationsActive(List.of(one.id()), true, Optional.of(work.company()))));
    }

    List<PlannedAction> whitelist() {
        if (spec.whitelist().isEmpty()) {
            return List.of();
        }
        Map<String, List<String>> missing = spec.whitelist().stream()
                .filter(invited -> !found.invited().contains(invited.email()))
                .collect(Collectors.groupingBy(
                        invited -> invited.role().orElse(Role.USER).value(),
                        TreeMap::new,
                        Collectors.mapping(InvitedSpec::email, Collectors.toList())));
        if (missing.isEmpty()) {
            return List.of(PlannedAction.none(Step.leave("whitelist")));
        }
        List<PlannedAction> todos = new ArrayList<>();
        missing.forEach((role, emails) -> todos.add(PlannedAction.create(
                "whitelist as " + role,
                emails.toString(),
                work -> ApplyContext.set(() -> work.asAdmin()
                        .login()
                        .addWhitelistEntries(AddWhitelistEntries.builder()
                                .emails(emails)
                                .role(new Role(role))
                                .build())))));
        return todos;
    }

    List<PlannedAction> domains() {
        if (spec.domains().isEmpty()) {
            return List.of();
        }
        Set<String> all = new LinkedHashSet<>(found.domains());
        all.addAll(spec.domains());
        return List.of(
                all.equals(found.domains())
                        ? PlannedAction.none(Step.leave("domains"))
                        : PlannedAction.change(
                                "domains",
                                found.domains().toString(),
                                all.toString(),
                                work -> work.asAdmin().login().setDomains(List.copyOf(all))));
    }
}
