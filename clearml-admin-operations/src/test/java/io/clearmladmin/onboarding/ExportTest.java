package io.clearmladmin.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CreateCredentials;
import io.clearmladmin.auth.Credentials;
import io.clearmladmin.credentials.NewKey;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.internal.keys.TenantMembers;
import io.clearmladmin.permissions.AddOrUpdateUserGroup;
import io.clearmladmin.system.CompanySettings;
import io.clearmladmin.system.Feature;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Execution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An existing tenant becomes a specification, and is compared with one in both directions. */
class ExportTest {

    private final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
    private ClearMl clearml;
    private Onboarding onboarding;
    private final List<NewKey> keys = new ArrayList<>();

    @BeforeEach
    void connect() {
        clearml = fake.connect();
        RandomSpecs.addApplications(fake);
        onboarding = Onboarding.of(clearml);
    }

    @AfterEach
    void stop() {
        clearml.close();
        fake.close();
    }

    static LongStream few() {
        return LongStream.rangeClosed(1, 8);
    }

    static LongStream many() {
        return LongStream.rangeClosed(9, 120);
    }

    private String apply(TenantSpec spec) {
        return onboarding.apply(onboarding.plan(spec), keys::add).company();
    }

    private String id(String email) {
        return Objects.requireNonNull(
                        TenantLookups.usersByEmail(clearml, List.of(email)).get(email))
                .id();
    }

    private boolean hasWritten(int since) {
        return fake.recordedCalls().stream()
                .skip(since)
                .map(Execution::endpoint)
                .anyMatch(name -> !name.matches(".*\\.(get_.*|company_info|login|endpoints|info)"));
    }

    @ParameterizedTest
    @MethodSource("few")
    void a_tenant_that_is_exported_plans_to_no_changes_and_drifts_nowhere(long seed) {
        TenantSpec spec = RandomSpecs.of(seed);
        String company = apply(spec);
        int before = fake.recordedCalls().size();
        TenantExport export = onboarding.export(company);
        OnboardingPlan plan = onboarding.plan(export.spec());
        assertThat(plan.isEmpty()).as("%s", plan).isTrue();
        Drift drift = onboarding.drift(export.spec());
        assertThat(drift.isEmpty()).as("%s", drift).isTrue();
        assertThat(hasWritten(before)).isFalse();
        assertThat(export.toString() + export.spec() + export.spec().toYaml() + drift + drift.toJson())
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @MethodSource("few")
    void applied_to_another_server_an_export_makes_the_same_tenant(long seed) {
        TenantSpec spec = RandomSpecs.of(seed);
        TenantSpec exported = onboarding.export(apply(spec)).spec();
        try (FakeClearMl other = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl there = other.connect()) {
            RandomSpecs.addApplications(other);
            Onboarding elsewhere = Onboarding.of(there);
            elsewhere.apply(elsewhere.plan(TenantSpec.parse(exported.toYaml())), keys::add);
            assertThat(TenantOnServer.of(there, spec.name())).isEqualTo(TenantOnServer.of(clearml, spec.name()));
        }
    }

    @ParameterizedTest
    @MethodSource("few")
    void a_specification_written_in_yaml_is_read_as_the_same(long seed) {
        TenantSpec spec = RandomSpecs.of(seed);
        assertThat(TenantSpec.parse(spec.toYaml())).isEqualTo(spec);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("many")
    void so_it_is_for_many_more_tenants(long seed) {
        a_specification_written_in_yaml_is_read_as_the_same(seed);
        a_tenant_that_is_exported_plans_to_no_changes_and_drifts_nowhere(seed);
        applied_to_another_server_an_export_makes_the_same_tenant(seed);
    }

    @Test
    void texts_that_yaml_would_take_for_something_else_stay_what_they_are() {
        List<String> odd = List.of(
                "",
                " ",
                "yes",
                "No",
                "null",
                "~",
                "1e3",
                "007",
                "-",
                "- a",
                "a: b",
                "a #b",
                "#",
                "*",
                "&a",
                "!b",
                "'",
                "\"",
                "{",
                "[",
                "%",
                "@",
                "`",
                "a\nb",
                "a\r\n",
                "\t",
                "\u2028",
                "\ud83d\ude00",
                "2026-11-29",
                ".inf",
                "0x1F",
                "1_000",
                "true ",
                "${env:HOME}",
                "$${env:HOME}",
                "${file:/etc/hostname}",
                "a ${env:HOME}",
                "=",
                "<<",
                "\u0000".strip());
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < odd.size(); i++) {
            fields.put("field" + i, odd.get(i));
        }
        fields.put("numbers", List.of(1, 2.5, true, Map.of("yes", "no"), List.of()));
        TenantSpec spec = TenantSpec.builder()
                .name("acme")
                .admin(UserSpec.builder().name("null").email("a@acme.example").build())
                .customEventsFields(fields)
                .sso(SsoSpec.builder()
                        .provider("keycloak")
                        .putConfiguration("display_name", "${env:HOME}")
                        .build())
                .build();
        assertThat(TenantSpec.parse(spec.toYaml())).isEqualTo(spec);
    }

    @Test
    void what_a_specification_cannot_say_is_named() {
        String company = apply(TenantSpec.parse(OnboardingTest.ACME));
        String admin = onboarding.export(company).spec().admin().email();
        String id = TenantMembers.of(clearml, company).stream()
                .filter(user -> user.email().orElse("").isEmpty())
                .findFirst()
                .orElseThrow()
                .id();
        String adminId = id(admin);
        ClearMl asAdmin = clearml.actingAs(adminId);
        asAdmin.permissions()
                .addOrUpdateUserGroup(AddOrUpdateUserGroup.builder()
                        .name("robots")
                        .users(List.of(id))
                        .build());
        Credentials unlabelled = clearml.impersonating(adminId)
                .auth()
                .createCredentials(CreateCredentials.builder().build());
        clearml.system()
                .updateCompanySettings(CompanySettings.builder()
                        .company(company)
                        .allowedUsers(1)
                        .build());
        TenantExport export = onboarding.export(company);
        assertThat(export.left())
                .contains(
                        "user " + id + ": has no name or no e-mail",
                        "in group robots: user " + id + ": the specification does not name it",
                        "a key of " + admin + ": it has no label",
                        "allowed_users 1: the tenant has 2 users");
        assertThat(export.toString()).contains("Export of acme: all but ").doesNotContain(unlabelled.accessKey());
        assertThat(onboarding.plan(export.spec()).isEmpty()).isTrue();
    }

    @Test
    void what_is_beyond_a_specification_is_named_beside_what_is_missing() {
        TenantSpec acme = TenantSpec.parse(OnboardingTest.ACME);
        apply(acme);
        Drift none = onboarding.drift(acme);
        assertThat(none.isEmpty()).as("%s", none).isTrue();
        TenantSpec less = TenantSpec.builder()
                .name("acme")
                .admin(acme.admin())
                .addFeatures(Feature.PIPELINES)
                .addGroups(GroupSpec.builder().name("data").build())
                .build();
        Drift drift = onboarding.drift(less);
        assertThat(drift.plan().changes()).extracting(Step::subject).containsExactly("settings");
        assertThat(drift.beyond())
                .contains(
                        "feature applications",
                        "user bob@acme.example",
                        "domain acme.example",
                        "invited carl@partner.example",
                        "in group data: bob@acme.example",
                        "access rule data reads queues: read on queue *",
                        "custom events field service_instance_id");
        assertThat(drift.isEmpty()).isFalse();
        assertThat(drift.toText())
                .contains(
                        "1 change",
                        "Beyond the specification: " + drift.beyond().size());
    }

    @Test
    void a_tenant_that_does_not_exist_has_nothing_beyond_its_specification() {
        Drift drift = onboarding.drift(TenantSpec.parse(OnboardingTest.ACME));
        assertThat(drift.beyond()).isEmpty();
        assertThat(drift.plan().createsTenant()).isTrue();
    }

    @Test
    void a_tenant_without_an_admin_a_deleted_one_and_an_open_source_server_are_refused_with_the_reason() {
        String company = apply(TenantSpec.parse(OnboardingTest.ACME));
        clearml.actingAs(id("ann@acme.example")).auth().editUser(id("ann@acme.example"), Role.USER);
        assertThatThrownBy(() -> onboarding.export(company))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("no user with role admin and an e-mail");
        onboarding.offboard(onboarding.planOffboarding(company), "acme", true);
        assertThatThrownBy(() -> onboarding.export(company))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("it is deleted");
        try (FakeClearMl open = FakeClearMl.start(Edition.OPEN_SOURCE);
                ClearMl only = open.connect()) {
            assertThatThrownBy(() -> Onboarding.of(only).export("x"))
                    .isInstanceOf(ExportException.class)
                    .hasMessageContaining("tenants.get_tenant_info");
        }
    }
}
