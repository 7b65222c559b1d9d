package io.clearmladmin.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.Fault;
import io.clearmladmin.workers.RegisterWorker;
import org.junit.jupiter.api.Test;

/** A tenant is taken down only by its name, and only when nothing runs in it or that was said not to matter. */
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
    void a_lost_answer_is_settled_by_looking() {
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
}
