package io.clearmladmin.applications;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.applications.Rollout.Goal;
import io.clearmladmin.apps.InstanceQuery;
import io.clearmladmin.bulk.BulkReport.Fate;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong wherever it goes wrong, applying again ends as a run in which nothing did. */
class ApplicationsPropertiesTest {

    private static final String APP = "jupyter";

    /** A server with tenants in every state, and what is to be done to them. */
    private static final class Scene implements AutoCloseable {

        final ClearMl clearml;
        final Rollout rollout;
        private final FakeClearMl fake;
        private final Map<String, String> names = new TreeMap<>();

        Scene(FakeClearMl fake, long seed) {
            this.fake = fake;
            fake.reset();
            Random random = new Random(seed);
            fake.addApplication(APP, "1.0");
            clearml = fake.connect();
            List<String> some = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                String id = fake.addCompany("Tenant " + i);
                names.put(id, "Tenant " + i);
                if (random.nextInt(3) > 0) {
                    some.add(id);
                }
                prepare(id, random.nextInt(4));
            }
            Goal goal = List.of(Goal.values()).get(random.nextInt(3));
            rollout = Rollout.builder()
                    .application(APP)
                    .goal(goal)
                    .tenants(random.nextBoolean() && !some.isEmpty() ? Optional.of(some) : Optional.empty())
                    .mayReenable(goal == Goal.ENABLED && random.nextBoolean())
                    .mayStopInstances(goal == Goal.REMOVED && random.nextBoolean())
                    .tenantsAtOnce(1 + random.nextInt(3))
                    .build();
        }

        private void prepare(String tenant, int state) {
            switch (state) {
                case 1 -> clearml.apps().disablePerTenant(APP, List.of(tenant));
                case 2 -> clearml.apps().deployPerTenant(APP, List.of(tenant));
                case 3 -> {
                    clearml.apps().deployPerTenant(APP, List.of(tenant));
                    try (ClearMl theirs = fake.connect(fake.addUser("Ann", Role.USER, tenant))) {
                        theirs.apps().launchInstance(APP, Map.of(), Optional.empty(), Optional.empty());
                    }
                }
                default -> clearml.apps().undeployPerTenant(APP, List.of(tenant), false);
            }
        }

        /** What each tenant has, and how many instances run in it. */
        Map<String, String> state() {
            Map<String, String> state = new TreeMap<>();
            Map<String, String> states = Assignments.states(clearml, APP);
            names.forEach((id, name) -> state.put(name, states.getOrDefault(id, "") + running(id)));
            return state;
        }

        private long running(String tenant) {
            try (ClearMl theirs = fake.connect(fake.addUser("Eve", Role.USER, tenant))) {
                return theirs
                        .apps()
                        .getInstances(InstanceQuery.builder()
                                .app(APP)
                                .status("running")
                                .build())
                        .stream()
                        .count();
            }
        }

        @Override
        public void close() {
            clearml.close();
        }
    }

    private static void apply(ClearMl clearml, Rollout rollout) {
        Applications applications = Applications.of(clearml);
        applications.apply(applications.plan(rollout));
    }

    static LongStream few() {
        return LongStream.rangeClosed(1, 3);
    }

    static LongStream many() {
        return LongStream.rangeClosed(4, 20);
    }

    @ParameterizedTest
    @MethodSource("few")
    void a_fault_at_any_call_changes_nothing_in_the_end(long seed) {
        everyPosition(seed, Fault.dropRequest(), 1);
        everyPosition(seed, Fault.cutResponse(), 1);
        everyPosition(seed, Fault.dropResponse(), 1);
    }

    @ParameterizedTest
    @MethodSource("few")
    void a_run_that_is_cut_off_at_any_call_is_finished_by_the_next(long seed) {
        everyPosition(seed, Fault.dropRequest(), 0);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("many")
    void so_it_is_for_many_more_rollouts(long seed) {
        a_fault_at_any_call_changes_nothing_in_the_end(seed);
        a_run_that_is_cut_off_at_any_call_is_finished_by_the_next(seed);
    }

    private static void everyPosition(long seed, Fault fault, int times) {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE)) {
            Map<String, String> undisturbed;
            int calls;
            try (Scene scene = new Scene(fake, seed)) {
                int before = fake.recordedCalls().size();
                apply(scene.clearml, scene.rollout);
                calls = fake.recordedCalls().size() - before;
                undisturbed = scene.state();
            }
            for (int position = 0; position < calls; position++) {
                try (Scene scene = new Scene(fake, seed)) {
                    disturbed(fake, scene, fault.after(position).times(times));
                    apply(scene.clearml, scene.rollout);
                    assertThat(scene.state())
                            .as("seed %s, %s at call %s of %s", seed, fault.kind(), position, scene.rollout)
                            .isEqualTo(undisturbed);
                }
            }
        }
    }

    // Without retries of its own, so that every fault is seen by the job itself.
    private static void disturbed(FakeClearMl fake, Scene scene, Fault fault) {
        fake.inject(fault);
        Applications applications = Applications.of(
                scene.clearml.with(CallOptions.builder().maxAttempts(1).build()));
        try {
            ApplicationsPlan plan = applications.plan(scene.rollout);
            ApplicationsReport report = applications.apply(plan);
            assertThat(report.tenants()).hasSameSizeAs(plan.changes()).doesNotContainNull();
            fake.clearFaults();
            Map<String, String> states = Assignments.states(scene.clearml, APP);
            report.with(Fate.DONE)
                    .forEach(tenant -> assertThat(states.getOrDefault(tenant.tenant(), ""))
                            .isEqualTo(Assignments.wanted(scene.rollout.goal())));
        } catch (ClearMlException seen) {
            assertThat(seen).hasMessageNotContaining("null");
        } finally {
            fake.clearFaults();
        }
    }
}
