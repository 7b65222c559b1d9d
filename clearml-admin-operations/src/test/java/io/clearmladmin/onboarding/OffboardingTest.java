package io.clearmladmin.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.tenants.DeleteTenant;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Fault;
import io.clearmladmin.workers.RegisterWorker;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A tenant is deprovisioned only by its name, and only when nothing runs in it or by force. */
class OffboardingTest {

    @Test
    void a_tenant_is_deleted_by_id_and_name() {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            String acme = fake.addCompany("acme");
            Onboarding onboarding = Onboarding.of(clearml);
            OffboardingPlan plan = onboarding.planOffboarding(acme);
            assertThat(plan.toString()).contains("acme").contains("it will be deleted with tenants.delete_tenant");
            assertThatThrownBy(() -> onboarding.offboard(plan, "acne", false))
                    .isInstanceOf(OffboardingException.class)
                    .hasMessageContaining("its name is 'acme', not 'acne'");
            onboarding.offboard(plan, "acme", false);
            assertThat(clearml.tenants().getTenants())
                    .noneMatch(tenant -> tenant.id().equals(acme));
        }
    }

    @Test
    void a_tenant_in_which_something_runs_is_deleted_by_force_only() {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            String acme = fake.addCompany("acme");
            clearml.actingAs(fake.addUser("Ann", Role.ADMIN, acme).id())
                    .workers()
                    .register(RegisterWorker.builder().worker("w1").build());
            Onboarding onboarding = Onboarding.of(clearml);
            OffboardingPlan plan = onboarding.planOffboarding(acme);
            assertThatThrownBy(() -> onboarding.offboard(plan, "acme", false))
                    .isInstanceOf(OffboardingException.class)
                    .hasMessageContaining("connected_workers=1");
            assertThat(fake.recordedCalls("tenants.delete_tenant")).isEmpty();
            onboarding.offboard(plan, "acme", true);
            assertThat(clearml.tenants().getTenants())
                    .noneMatch(tenant -> tenant.id().equals(acme));
        }
    }

    @Test
    void a_lost_reply_is_verified_by_reading_back() {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            String acme = fake.addCompany("acme");
            Onboarding onboarding = Onboarding.of(clearml);
            OffboardingPlan plan = onboarding.planOffboarding(acme);
            fake.inject(Fault.cutResponse().on("tenants.delete_tenant").times(1));
            onboarding.offboard(plan, "acme", false);
            assertThat(fake.recordedCalls("tenants.delete_tenant")).hasSize(1);
        }
    }

    @Test
    void an_older_server_gets_the_documented_commands() {
        try (FakeClearMl fake = FakeClearMl.builder()
                        .edition(Edition.ENTERPRISE)
                        .without("tenants.delete_tenant")
                        .start();
                ClearMl clearml = fake.connect()) {
            String acme = fake.addCompany("it's acme");
            OffboardingPlan plan = Onboarding.of(clearml).planOffboarding(acme);
            assertThat(plan.isPossible()).isFalse();
            assertThat(plan.toString())
                    .contains("delete_company_data_from_mongo --id " + acme + " --name 'it'\\''s acme' --delete-user")
                    .contains("cleanup_deleted_companies --ids " + acme + " --delete-company")
                    .contains("/mnt/fileserver/" + acme);
            assertThatThrownBy(() -> Onboarding.of(clearml).offboard(plan, "it's acme", false))
                    .isInstanceOf(OffboardingException.class)
                    .hasMessageContaining("this server has no tenants.delete_tenant");
        }
    }

    private static final String ACME = """
            name: acme
            admin: {name: Ann, email: ann@acme.example}
            domains: [acme.example]
            whitelist: [{email: carl@partner.example}]
            """;

    @Test
    void a_customer_can_come_back_after_the_tenant_was_deprovisioned() {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            Onboarding onboarding = Onboarding.of(clearml);
            TenantSpec spec = TenantSpec.parse(ACME);
            String first = onboarding.apply(onboarding.plan(spec), key -> {}).company();
            OffboardingPlan plan = onboarding.planOffboarding(first);
            assertThat(plan.toString())
                    .contains("it has claimed the domains [acme.example] and the e-mails [carl@partner.example],"
                            + " which are freed first");
            onboarding.offboard(plan, "acme", false);
            OnboardingPlan again = onboarding.plan(spec);
            assertThat(again.conflicts()).isEmpty();
            assertThat(onboarding.apply(again, key -> {}).company()).isNotEqualTo(first);
        }
    }

    @Test
    void what_a_deleted_tenant_still_claims_is_reported_with_the_tenant_and_a_way_out() {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            Onboarding onboarding = Onboarding.of(clearml);
            TenantSpec spec = TenantSpec.parse(ACME);
            String first = onboarding.apply(onboarding.plan(spec), key -> {}).company();
            // Not by this library, so that nothing was freed.
            clearml.tenants()
                    .deleteTenant(
                            DeleteTenant.builder().tenant(first).name("acme").build());
            String whose = "tenant acme (" + first
                    + "), which is deleted, has claimed it; it has no user to act as, so that no"
                    + " call can remove it: ";
            assertThat(onboarding.plan(spec).conflicts())
                    .extracting(Step::toString)
                    .containsExactly(
                            "conflict domain acme.example: " + whose + "remove it from domains",
                            "conflict whitelist carl@partner.example: " + whose
                                    + "remove it from whitelist, and name the user in users");
        }
    }

    @Test
    void a_plan_for_a_deleted_tenant_says_so_and_is_refused() {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            String acme = fake.addCompany("acme");
            Onboarding onboarding = Onboarding.of(clearml);
            OffboardingPlan before = onboarding.planOffboarding(acme);
            assertThat(before.toString()).contains("stay claimed: the tenant has no user to act as");
            onboarding.offboard(before, "acme", false);
            OffboardingPlan after = onboarding.planOffboarding(acme);
            assertThat(after.isDeleted()).isTrue();
            assertThat(after.isPossible()).isFalse();
            assertThat(after.toString()).contains("it is already deleted");
            for (OffboardingPlan plan : List.of(before, after)) {
                assertThatThrownBy(() -> onboarding.offboard(plan, "acme", false))
                        .isInstanceOf(OffboardingException.class)
                        .hasMessageContaining("deleted");
            }
            assertThat(fake.recordedCalls("tenants.delete_tenant")).hasSize(1);
        }
    }

    @Test
    void a_deletion_that_is_refused_after_the_claims_were_freed_says_what_was_freed() {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            Onboarding onboarding = Onboarding.of(clearml);
            String acme = onboarding
                    .apply(onboarding.plan(TenantSpec.parse(ACME)), key -> {})
                    .company();
            OffboardingPlan plan = onboarding.planOffboarding(acme);
            fake.inject(Fault.refusal(400, 10).on("tenants.delete_tenant"));
            assertThatThrownBy(() -> onboarding.offboard(plan, "acme", false))
                    .isInstanceOf(OffboardingException.class)
                    .hasMessageContaining("was not deleted")
                    .hasMessageContaining("Freed before were its domains [acme.example]");
        }
    }
}
