package io.clearmladmin.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CreateUser;
import io.clearmladmin.credentials.NewKey;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.tenants.DeleteTenant;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.testkit.calls.FakeUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands in a tenant's way is a conflict, before anything is done and between two runs. */
class OnboardingConflictsTest {

    private static final String ACME = OnboardingTest.ACME;

    private final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
    private final ClearMl clearml = fake.connect();
    private final Onboarding onboarding = Onboarding.of(clearml);
    private final List<NewKey> keys = new ArrayList<>();

    @AfterEach
    void stop() {
        clearml.close();
        fake.close();
    }

    @Test
    void a_name_that_others_use_is_a_conflict_that_the_server_would_not_see() {
        String other = fake.addCompany("acme");
        FakeUser zoe = fake.addUser("Zoe", Role.ADMIN, other);
        clearml.actingAs(zoe.id()).login().setDomains(List.of("acme.example"));
        try (ClearMl asZoe = fake.connect(zoe)) {
            asZoe.users().getPreferences();
        }
        fake.connect(zoe).close();
        OnboardingPlan plan = onboarding.plan(TenantSpec.parse(ACME));
        assertThat(plan.conflicts()).isNotEmpty();
        assertThatThrownBy(() -> onboarding.apply(plan, keys::add))
                .isInstanceOf(OnboardingConflictException.class)
                .hasMessageContaining("something stands in the way of acme")
                .hasMessageContaining("the name acme is taken by [" + other + "]");
        assertThat(fake.recordedCalls("tenants.create_tenant")).isEmpty();
    }

    @Test
    void a_domain_or_an_email_of_another_tenant_is_a_conflict() {
        String other = fake.addCompany("other");
        FakeUser zoe = fake.addUser("Zoe", Role.ADMIN, other);
        clearml.actingAs(zoe.id()).login().setDomains(List.of("acme.example"));
        OnboardingPlan plan = onboarding.plan(TenantSpec.parse(ACME));
        assertThat(plan.conflicts())
                .extracting(Step::toString)
                .containsExactly("conflict domain acme.example: tenant other (" + other
                        + ") has claimed it; set its domains without it (login.set_domains), acting as its user "
                        + zoe.id());
    }

    @Test
    void a_plan_in_conflict_has_nothing_but_the_conflicts_and_is_not_empty() {
        onboarding.apply(onboarding.plan(TenantSpec.parse(ACME)), keys::add);
        OnboardingPlan plan = onboarding.plan(TenantSpec.parse(ACME.replace("applications, reports", "aplications")));
        assertThat(plan.steps()).extracting(Step::action).containsExactly(Step.Action.CONFLICT);
        assertThat(plan.toString()).doesNotContain("unset", "create");
        assertThat(plan.isEmpty()).isFalse();
    }

    @Test
    void what_conflicts_after_the_plan_was_made_is_a_conflict_and_no_stale_plan() {
        OnboardingPlan plan = onboarding.plan(TenantSpec.parse(ACME));
        FakeUser zoe = fake.addUser("Zoe", Role.ADMIN, fake.addCompany("other"));
        clearml.actingAs(zoe.id()).login().setDomains(List.of("acme.example"));
        assertThatThrownBy(() -> onboarding.apply(plan, keys::add))
                .isInstanceOfSatisfying(
                        OnboardingConflictException.class,
                        conflict -> assertThat(conflict.conflicts())
                                .extracting(Step::subject)
                                .containsExactly("domain acme.example"));
        assertThat(fake.recordedCalls("tenants.create_tenant")).isEmpty();
    }

    @Test
    void a_tenant_that_is_named_by_an_id_is_that_one_or_a_conflict_and_never_a_new_one() {
        String other = fake.addCompany("other");
        String gone = fake.addCompany("acme");
        clearml.tenants()
                .deleteTenant(DeleteTenant.builder().tenant(gone).name("acme").build());
        Map.of(
                        "no-such-tenant",
                        "the server has no tenant of this id",
                        other,
                        "it is called other, not acme",
                        gone,
                        "it is deleted")
                .forEach((id, why) -> assertThat(onboarding
                                .plan(TenantSpec.parse("company: " + id + "\n" + ACME))
                                .steps())
                        .singleElement()
                        .satisfies(
                                step -> assertThat(step.toString()).startsWith("conflict tenant " + id + ": " + why)));
        assertThat(onboarding.plan(TenantSpec.parse(ACME)).steps().get(0).toString())
                .isEqualTo("create   tenant: acme: a new one; [" + gone + "] of the same name was deleted");
    }

    @Test
    void of_two_runs_for_one_name_in_one_process_one_makes_the_tenant() throws Exception {
        TenantSpec ann = TenantSpec.parse(ACME);
        TenantSpec eve = TenantSpec.parse("{name: ACME, admin: {name: Eve, email: eve@acme.test}}");
        OnboardingPlan second = onboarding.plan(eve);
        List<RuntimeException> refused = new CopyOnWriteArrayList<>();
        onboarding.apply(onboarding.plan(ann), keys::add, step -> {
            if (refused.isEmpty()) {
                try {
                    onboarding.apply(second, keys::add);
                } catch (OnboardingConflictException conflict) {
                    refused.add(conflict);
                }
            }
        });
        assertThat(refused)
                .singleElement()
                .satisfies(conflict -> assertThat(conflict)
                        .hasMessageContaining("another run of this process works on the name ACME"));
        assertThat(fake.recordedCalls("tenants.create_tenant")).hasSize(1);
        assertThatThrownBy(() -> onboarding.apply(second, keys::add))
                .isInstanceOf(OnboardingConflictException.class)
                .hasMessageContaining("the name ACME is taken by");
    }

    private void meanwhile(String endpoint, Function<Execution, Object> other) {
        AtomicBoolean isDone = new AtomicBoolean();
        fake.stub(endpoint, call -> {
            Object answer = other.apply(call);
            assertThat(isDone.getAndSet(true)).isFalse();
            return answer;
        });
    }

    @Test
    void a_tenant_of_the_same_name_that_another_process_created_meanwhile_is_a_conflict() {
        OnboardingPlan plan = onboarding.plan(TenantSpec.parse(ACME));
        List<String> made = new ArrayList<>();
        meanwhile("tenants.create_tenant", call -> {
            made.add(fake.addCompany("acme"));
            made.add(fake.addCompany("acme"));
            return Map.of("id", made.get(1));
        });
        assertThatThrownBy(() -> onboarding.apply(plan, keys::add))
                .isInstanceOf(OnboardingException.class)
                .hasCauseInstanceOf(OnboardingConflictException.class)
                .hasMessageContaining("another process created [" + made.get(0) + "] of the same name")
                .hasMessageContaining("the one of this run is " + made.get(1));
        assertThat(fake.recordedCalls("auth.create_user")).isEmpty();
    }

    @Test
    void an_admin_that_another_process_created_in_the_same_begun_tenant_is_a_conflict() {
        OnboardingPlan plan = onboarding.plan(TenantSpec.parse(ACME));
        meanwhile("auth.create_user", call -> {
            String tenant = Objects.requireNonNull(call.body().get("company")).toString();
            FakeUser eve = fake.addUser("Eve", Role.ADMIN, tenant);
            FakeUser ann = fake.addUser("Ann", Role.ADMIN, tenant);
            fake.stub(
                    "tenants.get_tenant_info",
                    again -> Map.of(
                            "users",
                            Map.of(
                                    "active",
                                    List.of(
                                            Map.of("id", eve.id(), "email", "eve@acme.test"),
                                            Map.of("id", ann.id(), "email", "ann@acme.example")))));
            return Map.of("id", ann.id());
        });
        assertThatThrownBy(() -> onboarding.apply(plan, keys::add))
                .isInstanceOf(OnboardingException.class)
                .hasCauseInstanceOf(OnboardingConflictException.class)
                .hasMessageContaining("another process created [eve@acme.test] in it");
        assertThat(keys).isEmpty();
    }

    @Test
    void a_tenant_in_which_another_process_has_created_its_admin_is_not_taken_for_a_begun_one() {
        String acme = fake.addCompany("acme");
        clearml.auth()
                .createUser(CreateUser.builder()
                        .name("Eve")
                        .email("eve@acme.test")
                        .company(acme)
                        .role(Role.ADMIN)
                        .build());
        assertThat(onboarding.plan(TenantSpec.parse(ACME)).conflicts())
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.reason()).startsWith("the name acme is taken by"));
    }

    @Test
    void a_user_of_another_tenant_is_a_conflict() {
        onboarding.apply(onboarding.plan(TenantSpec.parse(ACME)), keys::add);
        OnboardingPlan plan =
                onboarding.plan(TenantSpec.parse("{name: second, admin: {name: Ann, email: ann@acme.example}}"));
        assertThat(plan.conflicts())
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.subject()).isEqualTo("user ann@acme.example"));
    }

    @Test
    void a_feature_that_nobody_knows_is_a_conflict() {
        OnboardingPlan plan = onboarding.plan(TenantSpec.parse(ACME.replace("applications, reports", "aplications")));
        assertThat(plan.conflicts())
                .extracting(Step::toString)
                .containsExactly("conflict feature aplications: the server does not have it; is it misspelt?");
    }

    @Test
    void a_caller_without_the_right_is_refused_before_anything_is_done() {
        FakeUser zoe = fake.addUser("Zoe", Role.ADMIN);
        try (ClearMl asZoe = fake.connect(zoe)) {
            OnboardingPlan plan = Onboarding.of(asZoe).plan(TenantSpec.parse(ACME));
            assertThat(plan.conflicts())
                    .extracting(Step::toString)
                    .containsExactly(
                            "conflict rights: this requires role system or root, and the caller has role admin");
        }
    }
}
