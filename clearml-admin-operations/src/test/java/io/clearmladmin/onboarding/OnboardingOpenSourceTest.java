package io.clearmladmin.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.credentials.NewKey;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.FakeUser;
import io.clearmladmin.users.CreateProfile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An open-source server gets of a specification what it can have. */
class OnboardingOpenSourceTest {

    private static final String ACME = OnboardingTest.ACME;

    private final List<NewKey> keys = new ArrayList<>();

    @Test
    void an_open_source_server_gets_users_and_keys_and_says_what_it_lacks() {
        try (FakeClearMl open = FakeClearMl.start();
                ClearMl client = open.connect()) {
            Onboarding there = Onboarding.of(client);
            OnboardingPlan plan = there.plan(TenantSpec.parse(ACME));
            assertThat(plan.impossible())
                    .extracting(Step::toString)
                    .contains(
                            "cannot   tenant: needs an Enterprise server",
                            "cannot   domains: needs an Enterprise server");
            assertThat(plan.conflicts()).isEmpty();
            OnboardingResult done = there.apply(plan, keys::add);
            assertThat(done.company()).isEqualTo(FakeClearMl.DEFAULT_COMPANY);
            assertThat(done.done()).hasSize(3);
            assertThat(keys).extracting(NewKey::label).containsExactly("agent");
            OnboardingPlan again = there.plan(plan.spec());
            assertThat(again.changes()).isEmpty();
            assertThat(again.steps())
                    .extracting(Step::toString)
                    .contains("leave    user ann@acme.example: matches user " + done.admin() + " by the name");
        }
    }

    @Test
    void a_key_with_a_lifetime_is_not_created_where_keys_never_expire() {
        try (FakeClearMl open = FakeClearMl.start();
                ClearMl client = open.connect()) {
            OnboardingPlan plan = Onboarding.of(client).plan(TenantSpec.parse(ACME));
            assertThat(plan.impossible())
                    .extracting(Step::toString)
                    .anySatisfy(step -> assertThat(step)
                            .startsWith(
                                    "cannot   key 'app-gateway' of bob@acme.example: for 90 days needs an Enterprise"));
        }
    }

    @Test
    void on_an_open_source_server_a_name_of_two_users_is_a_conflict_on_either_side() {
        try (FakeClearMl open = FakeClearMl.start();
                ClearMl client = open.connect()) {
            Onboarding there = Onboarding.of(client);
            FakeUser first = open.addUser("Bob", Role.USER);
            FakeUser second = open.addUser("Bob", Role.USER);
            assertThat(there.plan(TenantSpec.parse(ACME)).steps())
                    .singleElement()
                    .satisfies(step -> assertThat(step.toString())
                            .startsWith("conflict user bob@acme.example: the name Bob is that of users [")
                            .contains(first.id(), second.id()));
            String two = ACME.replace("name: Ann", "name: Eve")
                    .replace("- {name: Bob, email: bob@acme.example}", "- {name: Eve, email: bob@acme.example}");
            assertThat(there.plan(TenantSpec.parse(two)).steps())
                    .singleElement()
                    .satisfies(step -> assertThat(step.toString())
                            .startsWith("conflict users [ann@acme.example, bob@acme.example]: all have the name Eve"));
        }
    }

    @Test
    void on_an_open_source_server_a_difference_of_role_is_found_and_repaired() {
        try (FakeClearMl open = FakeClearMl.start();
                ClearMl client = open.connect()) {
            Onboarding there = Onboarding.of(client);
            open.addUser("Ann", Role.USER);
            OnboardingPlan plan = there.plan(TenantSpec.parse(ACME));
            assertThat(plan.changes())
                    .extracting(Step::toString)
                    .contains("change   role of ann@acme.example: user -> admin");
            there.apply(plan, keys::add);
            assertThat(there.plan(plan.spec()).changes()).isEmpty();
        }
    }

    @Test
    void on_an_open_source_server_a_profile_without_a_login_is_a_conflict() {
        try (FakeClearMl open = FakeClearMl.start();
                ClearMl client = open.connect()) {
            client.users()
                    .create(CreateProfile.builder()
                            .id("ghost")
                            .company(FakeClearMl.DEFAULT_COMPANY)
                            .name("Bob")
                            .build());
            assertThat(Onboarding.of(client).plan(TenantSpec.parse(ACME)).steps())
                    .singleElement()
                    .satisfies(step -> assertThat(step.toString())
                            .startsWith("conflict user bob@acme.example: user ghost has its name, and no login: "));
        }
    }
}
