package io.clearmladmin.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.credentials.NewKey;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.permissions.AccessRule;
import io.clearmladmin.permissions.AddOrUpdateAccessRule;
import io.clearmladmin.permissions.AddOrUpdateUserGroup;
import io.clearmladmin.permissions.GroupUser;
import io.clearmladmin.permissions.UserGroup;
import io.clearmladmin.sso.ProviderConfiguration;
import io.clearmladmin.sso.SaveProviderConfiguration;
import io.clearmladmin.system.CompanySettings;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.testkit.calls.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a job writes is complete after one run, though the server's reply was lost. */
class LostAnswersTest {

    private static final TenantSpec ACME = TenantSpec.parse("""
            name: acme
            allowed_users: 20
            admin: {name: Ann, email: ann@acme.example}
            users:
              - {name: Bob, email: bob@acme.example}
            domains: [acme.example]
            whitelist:
              - {email: carl@partner.example, role: user}
            groups:
              - {name: data, users: [bob@acme.example]}
            access_rules:
              - name: data reads queues
                description: for the data team
                entity_type: queue
                entity_id: "*"
                access_permission: read
                groups: [data]
            custom_events_fields:
              service_instance_id: acme-1
            sso:
              provider: keycloak
              configuration: {display_name: Acme, client_id: acme}
            credentials:
              - {label: agent}
            """);

    private final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
    private final ClearMl clearml = fake.connect();
    private final Onboarding onboarding = Onboarding.of(clearml);
    private final List<NewKey> keys = new ArrayList<>();

    @AfterEach
    void stop() {
        clearml.close();
        fake.close();
    }

    private OnboardingResult apply() {
        return onboarding.apply(onboarding.plan(ACME), keys::add);
    }

    /** The endpoints that were written to since so many calls. */
    private Set<String> written(int before) {
        List<Execution> all = fake.recordedCalls();
        return all.subList(before, all.size()).stream()
                .map(Execution::endpoint)
                .filter(endpoint -> !endpoint.matches(".*\\.(get_.*|locate_.*|company_info|login|endpoints|info)"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void loseAnswers(Set<String> endpoints, int times) {
        endpoints.forEach(
                endpoint -> fake.inject(Fault.cutResponse().on(endpoint).times(times)));
    }

    /** Others change what the job has provisioned. */
    private void change(OnboardingResult acme) {
        ClearMl ann = clearml.actingAs(acme.admin());
        ann.auth().editUser(bob(ann), Role.ADMIN);
        clearml.system()
                .updateCompanySettings(CompanySettings.builder()
                        .company(acme.company())
                        .allowedUsers(1)
                        .build());
        clearml.system().updateCompanyCustomEventsConfig(acme.company(), Map.of());
        ann.login().setDomains(List.of());
        ann.login().removeWhitelistEntries(List.of("carl@partner.example"));
        ann.permissions()
                .addOrUpdateUserGroup(AddOrUpdateUserGroup.builder()
                        .id(data(ann).id())
                        .name("data")
                        .users(List.of())
                        .build());
        AccessRule rule = ann.permissions().getAccessRules().get(0);
        ann.permissions()
                .addOrUpdateAccessRule(AddOrUpdateAccessRule.builder()
                        .id(rule.id())
                        .name("data reads queues")
                        .description("")
                        .entityType("queue")
                        .accessPermission("read_write")
                        .build());
        Optional<String> company = Optional.of(acme.company());
        ann.sso()
                .saveProviderConfiguration(SaveProviderConfiguration.builder()
                        .provider("okta")
                        .putConfiguration("display_name", "another")
                        .company(company)
                        .build());
        List<String> ours = clearml.sso().getProviderConfigurations(company).stream()
                .filter(one -> one.provider().filter("keycloak"::equals).isPresent())
                .map(ProviderConfiguration::id)
                .toList();
        clearml.sso().setProviderConfigurationsActive(ours, false, company);
    }

    private static String bob(ClearMl ann) {
        return ann.permissions().getCompanyUsers().stream()
                .filter(user -> user.name().filter("Bob"::equals).isPresent())
                .map(GroupUser::id)
                .findFirst()
                .orElseThrow();
    }

    private static UserGroup data(ClearMl ann) {
        return ann.permissions().getUserGroups(Optional.empty(), Optional.empty()).stream()
                .filter(group -> group.name().filter("data"::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_tenant_is_provisioned_in_one_run_though_the_first_reply_to_each_kind_of_write_is_lost() {
        apply();
        Set<String> writes = written(0);
        List<Map<String, Object>> undisturbed = TenantOnServer.of(clearml, "acme");
        fake.reset();
        keys.clear();
        try (ClearMl again = fake.connect()) {
            Onboarding job = Onboarding.of(again);
            OnboardingPlan plan = job.plan(ACME);
            loseAnswers(writes, 1);
            job.apply(plan, keys::add);
            assertThat(TenantOnServer.of(again, "acme")).isEqualTo(undisturbed);
            assertThat(keys).hasSize(1);
            assertThat(fake.recordedCalls("auth.create_user")).hasSize(2);
            assertThat(fake.recordedCalls("tenants.create_tenant")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void what_others_changed_is_set_right_in_one_run_though_replies_are_lost(int times) {
        OnboardingResult acme = apply();
        List<Map<String, Object>> right = TenantOnServer.of(clearml, "acme");
        change(acme);
        assertThat(TenantOnServer.of(clearml, "acme")).isNotEqualTo(right);
        OnboardingPlan plan = onboarding.plan(ACME);
        Set<String> changes = Set.of(
                "auth.edit_user",
                "login.add_whitelist_entries",
                "login.set_domains",
                "permissions.add_or_update_access_rule",
                "permissions.add_or_update_user_group",
                "sso.set_provider_configurations_active",
                "system.update_company_custom_events_config",
                "system.update_company_settings");
        loseAnswers(changes, times);
        int before = fake.recordedCalls().size();
        onboarding.apply(plan, keys::add);
        assertThat(written(before)).isEqualTo(changes);
        assertThat(onboarding.plan(ACME).changes()).isEmpty();
        assertThat(fake.recordedCalls().stream().filter(call -> call.endpoint().equals("auth.edit_user")))
                .hasSize(1 + times + 1);
    }

    @Test
    void a_server_that_never_answers_a_write_ends_the_run_with_the_step_and_that_its_outcome_is_unknown() {
        change(apply());
        OnboardingPlan plan = onboarding.plan(ACME);
        fake.inject(Fault.cutResponse().on("auth.edit_user"));
        assertThatThrownBy(() -> onboarding.apply(plan, keys::add))
                .isInstanceOf(OnboardingException.class)
                .hasMessageContaining("role of bob@acme.example")
                .hasCauseInstanceOf(OutcomeUnknownException.class);
    }
}
