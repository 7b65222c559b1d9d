package io.clearmladmin.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.drain.Drain;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.queues.CreateQueue;
import io.clearmladmin.tenants.DeleteTenant;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Fault;
import io.clearmladmin.workers.RegisterWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** A tenant with a task that waits and one that runs, on a server whose time passes while somebody waits. */
    private static final class Busy implements AutoCloseable {

        final TestClock clock = new TestClock();
        final FakeClearMl fake =
                FakeClearMl.builder().edition(Edition.ENTERPRISE).clock(clock).start();
        final ClearMl clearml = fake.connect();
        final Onboarding onboarding = Onboarding.of(clearml);
        final String acme = fake.addCompany("acme");
        final String running;
        Runnable meanwhile = () -> {};

        Busy() {
            ClearMl inside =
                    clearml.actingAs(fake.addUser("Ann", Role.ADMIN, acme).id());
            String queue =
                    inside.queues().create(CreateQueue.builder().name("gpus").build());
            task(inside, "waits", queue);
            running = task(inside, "runs", queue);
            inside.queues().removeTask(queue, running, false);
            inside.call("tasks.started", Repeat.UNSAFE, Map.of("task", running));
        }

        private static String task(ClearMl inside, String name, String queue) {
            Map<String, Object> made =
                    inside.call("tasks.create", Repeat.UNSAFE, Map.of("name", name, "type", "training"));
            String id = String.valueOf(made.get("id"));
            inside.tasks().enqueue(id, queue, Optional.empty());
            return id;
        }

        Drain.Builder drain() {
            return Drain.builder(clearml).clock(clock).sleeper(time -> {
                clock.forward(time);
                meanwhile.run();
            });
        }

        boolean isThere() {
            return clearml.tenants().getTenants().stream()
                    .anyMatch(tenant -> tenant.id().equals(acme));
        }

        @Override
        public void close() {
            clearml.close();
            fake.close();
        }
    }

    @Test
    void a_plan_shows_what_waits_and_runs_and_how_that_ends_first() {
        try (Busy busy = new Busy()) {
            String plan = busy.onboarding.planOffboarding(busy.acme).toText();
            assertThat(plan)
                    .contains("it is drained first, unless forced:")
                    .contains("Drain of tenant " + busy.acme + ": 1 running, 1 waiting")
                    .contains("and is not stopped")
                    .contains(busy.running);
        }
    }

    @Test
    void what_runs_may_end_before_its_tenant_is_deleted() {
        try (Busy busy = new Busy()) {
            Drain drain = busy.drain().build();
            busy.meanwhile = () -> {
                assertThat(busy.isThere()).isTrue();
                if (busy.fake.recordedCalls("tasks.completed").isEmpty()) {
                    busy.clearml
                            .actingAs(busy.fake
                                    .addUser("Bob", Role.ADMIN, busy.acme)
                                    .id())
                            .tasks()
                            .completed(busy.running, Optional.empty());
                }
            };
            busy.onboarding.offboard(busy.onboarding.planOffboarding(busy.acme, drain), "acme", drain);
            assertThat(busy.isThere()).isFalse();
            assertThat(busy.fake.recordedCalls("tasks.stop_many")).isEmpty();
        }
    }

    @Test
    void a_tenant_whose_work_goes_on_is_not_deleted_unless_that_is_to_be_stopped_or_it_is_forced() {
        try (Busy busy = new Busy()) {
            Drain patient = busy.drain().letRun(Duration.ofMinutes(5)).build();
            OffboardingPlan plan = busy.onboarding.planOffboarding(busy.acme, patient);
            assertThatThrownBy(() -> busy.onboarding.offboard(plan, "acme", patient))
                    .isInstanceOf(OffboardingException.class)
                    .hasMessageContaining("was not deleted, since its work has not ended.")
                    .hasMessageContaining("1 running, 1 waiting")
                    .hasMessageContaining("Its queues stay held");
            assertThat(busy.isThere()).isTrue();
            Drain stopping = busy.drain().letRun(Duration.ZERO).thenStop().build();
            busy.onboarding.offboard(busy.onboarding.planOffboarding(busy.acme, stopping), "acme", stopping);
            assertThat(busy.isThere()).isFalse();
            assertThat(busy.fake.recordedCalls("tasks.stop_many")).hasSize(1);
        }
        try (Busy busy = new Busy()) {
            busy.onboarding.offboard(busy.onboarding.planOffboarding(busy.acme), "acme", true);
            assertThat(busy.isThere()).isFalse();
            assertThat(busy.fake.recordedCalls("queues.update")).isEmpty();
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
