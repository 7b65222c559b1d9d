package io.clearmladmin.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.login.AddWhitelistEntries;
import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Report;
import io.clearmladmin.report.Severity;
import io.clearmladmin.report.SkippedCheck;
import io.clearmladmin.system.CompanySettings;
import io.clearmladmin.system.Feature;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.testkit.calls.FakeUser;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An audit's checks of users, their keys, and tenants. */
class TenantAuditTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final InstantSource clock = now::get;
    private final FakeClearMl fake = FakeClearMl.builder()
            .edition(Edition.ENTERPRISE)
            .clock(clock.withZone(ZoneOffset.UTC))
            .start();
    private final ClearMl clearml = fake.connect();
    private String acme = "";

    @BeforeEach
    void fill() {
        fake.addUser("root", Role.ADMIN);
        acme = fake.addCompany("Acme");
    }

    @AfterEach
    void stop() {
        clearml.close();
        fake.close();
    }

    private void pass(int days) {
        now.updateAndGet(time -> time.plus(Duration.ofDays(days)));
    }

    private Report audit(String check) {
        return audit(check, clearml);
    }

    private Report audit(String check, ClearMl client) {
        return Audit.builder(client)
                .only(Set.of(check))
                .clock(clock.withZone(ZoneOffset.UTC))
                .build()
                .run();
    }

    @Test
    void keys_that_nobody_uses_are_found_by_user() {
        FakeUser ann = fake.addUser("ann", Role.ADMIN, acme);
        logIn(ann);
        pass(91);
        List<Finding> findings = audit("unused-keys").findings();
        assertThat(findings)
                .filteredOn(finding -> finding.what().startsWith("user ann of tenant Acme ("))
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence())
                        .isEqualTo("1 unused key: " + ann.accessKey().substring(0, 4)
                                + "… last used 2026-01-01T00:00:00Z"));
        assertThat(findings)
                .filteredOn(finding -> finding.what().startsWith("user root of"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence()).endsWith("… never used"));
    }

    @Test
    void keys_that_are_young_or_in_use_are_no_finding() {
        fake.addUser("ann", Role.ADMIN, acme);
        pass(89);
        assertThat(audit("unused-keys").findings()).isEmpty();
        assertThat(Audit.builder(clearml)
                        .only(Set.of("unused-keys"))
                        .unusedFor(Duration.ofDays(30))
                        .clock(clock.withZone(ZoneOffset.UTC))
                        .build()
                        .run()
                        .findings())
                .hasSize(2);
    }

    @Test
    void a_user_who_may_not_impersonate_sees_own_keys_only() {
        FakeUser bob = fake.addUser("bob", Role.USER, acme);
        try (ClearMl client = fake.connect(bob)) {
            Report report = audit("unused-keys", client);
            assertThat(report.findings()).isEmpty();
            assertThat(report.skipped())
                    .containsExactly(new SkippedCheck(
                            "unused-keys",
                            "only the caller's own keys were read; others' need role system, root or admin",
                            ""));
        }
    }

    @Test
    void no_more_than_a_thousand_users_are_impersonated() {
        for (int i = 0; i < 1_005; i++) {
            fake.addUser("user" + i, Role.USER, acme);
        }
        assertThat(audit("unused-keys").skipped())
                .containsExactly(new SkippedCheck(
                        "unused-keys", "the keys of the first 1000 of 1006 users were read, not the others'", ""));
        assertThat(fake.recordedCalls("auth.get_credentials")).hasSize(1_000);
    }

    @Test
    void users_who_were_not_seen_for_long_are_found_by_tenant() {
        FakeUser ann = fake.addUser("ann", Role.ADMIN, acme);
        FakeUser bob = fake.addUser("bob", Role.USER, acme);
        fake.addUser("cem", Role.USER, acme);
        logIn(ann);
        pass(100);
        logIn(bob);
        fake.addUser("new", Role.USER, acme);
        assertThat(audit("inactive-users").findings())
                .extracting(Finding::severity, Finding::what, Finding::evidence)
                .contains(tuple(
                        Severity.LOW,
                        "tenant Acme (" + acme + ")",
                        "2 inactive users: ann last seen 2026-01-01T00:00:00Z, cem never seen"));
    }

    @Test
    void users_who_were_seen_or_are_new_are_no_finding() {
        logIn(fake.addUser("ann", Role.ADMIN, acme));
        pass(89);
        assertThat(audit("inactive-users").findings()).isEmpty();
    }

    private void logIn(FakeUser user) {
        try (ClearMl client = fake.connect(user)) {
            client.claims();
        }
    }

    @Test
    void a_server_that_does_not_report_when_users_were_seen_is_a_reason() {
        fake.stub(
                "users.get_all_ex",
                call -> Map.of("users", isFirstPage(call) ? List.of(Map.of("id", "1")) : List.of()));
        Report report = audit("inactive-users");
        assertThat(report.findings()).isEmpty();
        assertThat(report.skipped())
                .containsExactly(
                        new SkippedCheck("inactive-users", "the server does not report when users were last seen", ""));
    }

    @Test
    void tenants_without_users_without_admins_or_with_many_are_found() {
        fake.addUser("bob", Role.USER, fake.addCompany("Headless"));
        String crowded = fake.addCompany("Crowded");
        for (int i = 1; i <= 6; i++) {
            fake.addUser("admin" + i, Role.ADMIN, crowded);
        }
        assertThat(audit("tenant-admins").findings())
                .extracting(Finding::severity, Finding::evidence)
                .containsExactlyInAnyOrder(
                        tuple(Severity.INFO, "It has no user"),
                        tuple(Severity.MEDIUM, "None of its 1 user is an admin"),
                        tuple(Severity.LOW, "6 admins: admin1, admin2, admin3, admin4, admin5, admin6"));
    }

    @Test
    void a_tenant_with_an_admin_is_no_finding() {
        fake.addUser("ann", Role.ADMIN, acme);
        assertThat(audit("tenant-admins").findings()).isEmpty();
    }

    @Test
    void an_admin_audits_the_own_tenant() {
        try (ClearMl admin = fake.connect(fake.addUser("ann", Role.ADMIN, acme))) {
            assertThat(audit("tenant-admins", admin).findings()).isEmpty();
            assertThat(audit("tenant-collisions", admin).skipped())
                    .containsExactly(new SkippedCheck(
                            "tenant-collisions", "needs role system or root: others see only their own tenant", ""));
        }
    }

    @Test
    void names_domains_and_emails_of_two_tenants_are_found() {
        FakeUser ann = fake.addUser("ann", Role.ADMIN, acme);
        FakeUser zoe = fake.addUser("zoe", Role.ADMIN, fake.addCompany("ACME"));
        for (FakeUser user : List.of(ann, zoe)) {
            ClearMl view = clearml.actingAs(user.id());
            view.login().setDomains(List.of(user.name() + ".example", "Shared.example"));
            view.login()
                    .addWhitelistEntries(AddWhitelistEntries.builder()
                            .addEmails("both@shared.example")
                            .build());
        }
        assertThat(audit("tenant-collisions").findings())
                .extracting(Finding::severity, Finding::what)
                .containsExactly(
                        tuple(Severity.HIGH, "domain shared.example"),
                        tuple(Severity.HIGH, "e-mail both@shared.example"),
                        tuple(Severity.MEDIUM, "tenant name acme"));
    }

    @Test
    void tenants_that_share_nothing_are_no_finding() {
        clearml.actingAs(fake.addUser("ann", Role.ADMIN, acme).id()).login().setDomains(List.of("acme.example"));
        Report report = audit("tenant-collisions");
        assertThat(report.findings()).isEmpty();
        assertThat(report.skipped()).isEmpty();
    }

    @Test
    void features_that_no_group_may_use_are_found() {
        turnFeaturesOn();
        fake.stub("permissions.get_user_groups", call -> groups(Map.of("features", List.of("pipelines"))));
        assertThat(audit("idle-features").findings())
                .extracting(Finding::what, Finding::evidence)
                .containsExactly(tuple("tenant Acme (" + acme + ")", "On, but in no group: reports"));
    }

    @Test
    void features_that_groups_may_use_are_no_finding() {
        turnFeaturesOn();
        fake.stub("permissions.get_user_groups", call -> groups(Map.of("features", List.of("pipelines", "reports"))));
        Report report = audit("idle-features");
        assertThat(report.findings()).isEmpty();
        assertThat(report.skipped()).isEmpty();
    }

    @Test
    void groups_without_reported_features_are_a_reason() {
        turnFeaturesOn();
        fake.stub("permissions.get_user_groups", call -> groups(Map.of("rules", List.of())));
        Report report = audit("idle-features");
        assertThat(report.findings()).isEmpty();
        assertThat(report.skipped())
                .singleElement()
                .satisfies(skipped -> assertThat(skipped.reason())
                        .startsWith("the server does not report which features each group may use: tenant Acme"));
    }

    private void turnFeaturesOn() {
        fake.addUser("ann", Role.ADMIN, acme);
        clearml.system()
                .updateCompanySettings(CompanySettings.builder()
                        .company(acme)
                        .features(List.of(Feature.PIPELINES, Feature.REPORTS))
                        .build());
    }

    private static Map<String, Object> groups(Map<String, Object> permissions) {
        return Map.of("groups", List.of(Map.of("id", "1", "name", "users", "permissions", permissions)));
    }

    @Test
    void tenants_without_fields_are_found_where_custom_events_are_in_use() {
        clearml.system()
                .updateCompanyCustomEventsConfig(FakeClearMl.DEFAULT_COMPANY, Map.of("service_instance_id", "1"));
        assertThat(audit("custom-events").findings())
                .extracting(Finding::severity, Finding::evidence)
                .containsExactly(tuple(
                        Severity.LOW, "Custom events are in use, but not configured for tenant Acme (" + acme + ")"));
    }

    @Test
    void tenants_without_fields_are_found_where_the_server_has_custom_events_on() {
        fake.stub("server.config", call -> Map.of("enabled", "true"));
        assertThat(audit("custom-events").findings()).extracting(Finding::what).containsExactly("2 tenants");
    }

    @Test
    void custom_events_that_are_off_or_complete_are_no_finding() {
        assertThat(audit("custom-events").findings()).isEmpty();
        for (String tenant : List.of(FakeClearMl.DEFAULT_COMPANY, acme)) {
            clearml.system().updateCompanyCustomEventsConfig(tenant, Map.of("service_instance_id", tenant));
        }
        assertThat(audit("custom-events").findings()).isEmpty();
    }

    private static boolean isFirstPage(Execution call) {
        return Integer.valueOf(0).equals(call.body().get("page"));
    }
}
