package io.clearmladmin.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.credentials.NewKey;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.testkit.calls.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong wherever it goes wrong, the end is that of a run in which nothing did. */
class OnboardingPropertiesTest {

    /** Endpoints that make something; each is carried out as often as in a run without faults. */
    private static final Set<String> CREATES = Set.of(
            "tenants.create_tenant",
            "system.create_company",
            "auth.create_user",
            "permissions.add_or_update_access_rule",
            "resources.create_policy",
            "sso.save_provider_configuration");

    /** What one run left behind. */
    private record Outcome(List<Map<String, Object>> state, Map<String, Integer> creates, int calls) {}

    private final List<NewKey> keys = new ArrayList<>();

    private static FakeClearMl start() {
        FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
        RandomSpecs.addApplications(fake);
        return fake;
    }

    private void apply(ClearMl clearml, TenantSpec spec) {
        Onboarding onboarding = Onboarding.of(clearml);
        onboarding.apply(onboarding.plan(spec), keys::add);
    }

    private Outcome undisturbed(TenantSpec spec) {
        try (FakeClearMl fake = start();
                ClearMl clearml = fake.connect()) {
            apply(clearml, spec);
            return outcome(fake, clearml, spec);
        }
    }

    private static Outcome outcome(FakeClearMl fake, ClearMl clearml, TenantSpec spec) {
        List<Execution> executed = fake.recordedCalls();
        Map<String, Integer> creates = new HashMap<>();
        executed.stream()
                .map(Execution::endpoint)
                .filter(CREATES::contains)
                .forEach(name -> creates.merge(name, 1, Integer::sum));
        return new Outcome(TenantOnServer.of(clearml, spec.name()), creates, executed.size());
    }

    private static boolean writes(Execution call) {
        return !call.endpoint().matches(".*\\.(get_.*|company_info|login|endpoints|info)");
    }

    static LongStream few() {
        return LongStream.rangeClosed(1, 3);
    }

    static LongStream many() {
        return LongStream.rangeClosed(2, 8);
    }

    @ParameterizedTest
    @MethodSource("few")
    void what_was_applied_leaves_nothing_to_do_and_applying_again_writes_nothing(long seed) {
        TenantSpec spec = RandomSpecs.of(seed);
        try (FakeClearMl fake = start();
                ClearMl clearml = fake.connect()) {
            Onboarding onboarding = Onboarding.of(clearml);
            OnboardingPlan first = onboarding.plan(spec);
            assertThat(fake.recordedCalls()).noneMatch(OnboardingPropertiesTest::writes);
            onboarding.apply(first, keys::add);
            OnboardingPlan second = onboarding.plan(spec);
            assertThat(second.changes()).isEmpty();
            int before = fake.recordedCalls().size();
            assertThat(onboarding.apply(second, keys::add).done()).isEmpty();
            assertThat(fake.recordedCalls().subList(before, fake.recordedCalls().size()))
                    .noneMatch(OnboardingPropertiesTest::writes);
            assertThat(keys).hasSameSizeAs(spec.credentials());
            assertThat(first.toString() + second + keys).doesNotContain("canary");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = 1)
    void a_fault_at_any_call_before_it_is_carried_out_changes_nothing_in_the_end(long seed) {
        everyPosition(seed, Fault.dropRequest(), 1);
    }

    @ParameterizedTest
    @ValueSource(longs = 1)
    void a_lost_reply_at_any_call_changes_nothing_in_the_end(long seed) {
        everyPosition(seed, Fault.cutResponse(), 1);
    }

    @ParameterizedTest
    @ValueSource(longs = 1)
    void a_broken_reply_at_any_call_changes_nothing_in_the_end(long seed) {
        everyPosition(seed, Fault.dropResponse(), 1);
    }

    @ParameterizedTest
    @ValueSource(longs = 1)
    void a_run_that_is_interrupted_at_any_call_is_finished_by_the_next(long seed) {
        everyPosition(seed, Fault.dropRequest(), 0);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("many")
    void so_it_is_for_many_more_tenants(long seed) {
        everyPosition(seed, Fault.dropRequest(), 1);
        everyPosition(seed, Fault.cutResponse(), 1);
        everyPosition(seed, Fault.dropResponse(), 1);
        everyPosition(seed, Fault.dropRequest(), 0);
    }

    private void everyPosition(long seed, Fault fault, int times) {
        TenantSpec spec = RandomSpecs.of(seed);
        Outcome undisturbed = undisturbed(spec);
        try (FakeClearMl fake = start()) {
            for (int position = 0; position < undisturbed.calls(); position++) {
                fake.reset();
                RandomSpecs.addApplications(fake);
                keys.clear();
                disturbed(fake, spec, fault.after(position).times(times));
                try (ClearMl calm = fake.connect()) {
                    apply(calm, spec);
                    Outcome outcome = outcome(fake, calm, spec);
                    assertThat(outcome.state())
                            .as("seed %s, %s at call %s", seed, fault.kind(), position)
                            .isEqualTo(undisturbed.state());
                    assertThat(outcome.creates())
                            .as("seed %s, %s at call %s", seed, fault.kind(), position)
                            .isEqualTo(undisturbed.creates());
                }
            }
        }
    }

    // Without retries of its own, so that every fault is seen by the onboarding itself.
    private void disturbed(FakeClearMl fake, TenantSpec spec, Fault fault) {
        try (ClearMl clearml = fake.connect()) {
            fake.inject(fault);
            apply(clearml.with(CallOptions.builder().maxAttempts(1).build()), spec);
        } catch (ClearMlException seen) {
            assertThat(seen).hasMessageNotContaining("canary");
        } finally {
            fake.clearFaults();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void an_older_server_is_provisioned_by_the_documented_sequence(long seed) {
        TenantSpec spec = RandomSpecs.of(seed);
        try (FakeClearMl fake = FakeClearMl.builder()
                        .edition(Edition.ENTERPRISE)
                        .without("tenants.create_tenant", "tenants.get_tenant_info")
                        .start();
                ClearMl clearml = fake.connect()) {
            RandomSpecs.addApplications(fake);
            apply(clearml, spec);
            assertThat(fake.recordedCalls("system.create_company")).hasSize(1);
            assertThat(Onboarding.of(clearml).plan(spec).changes()).isEmpty();
        }
    }
}
