package io.clearmladmin;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.applications.Applications;
import io.clearmladmin.applications.ApplicationsPlan;
import io.clearmladmin.applications.Rollout;
import io.clearmladmin.audit.Audit;
import io.clearmladmin.bulk.Bulk;
import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.directory.Directory;
import io.clearmladmin.drain.Drain;
import io.clearmladmin.drain.DrainPlan;
import io.clearmladmin.drain.DrainScope;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.house.BlackHole;
import io.clearmladmin.house.PublicMethods;
import io.clearmladmin.house.Waits;
import io.clearmladmin.onboarding.OffboardingPlan;
import io.clearmladmin.onboarding.Onboarding;
import io.clearmladmin.onboarding.OnboardingPlan;
import io.clearmladmin.onboarding.PrunePlan;
import io.clearmladmin.onboarding.TenantSpec;
import io.clearmladmin.retention.Retention;
import io.clearmladmin.retention.RetentionPlan;
import io.clearmladmin.retention.RetentionRule;
import io.clearmladmin.rotation.KeyCreation;
import io.clearmladmin.rotation.Revocation;
import io.clearmladmin.rotation.Rotation;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.waiting.Waiter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every job is back in time from an API server that answers nothing good, and names the cause. */
class BlackHolesTest {

    private static final Duration BOUND = Duration.ofSeconds(2);

    private static final Duration CERTIFICATE = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private static ClearMl client(BlackHole.Place place) {
        return ClearMl.builder()
                .apiUrlUnchecked(place.url())
                .credentials("KEY", "SECRET")
                .callTimeout(BOUND)
                .attemptTimeout(Duration.ofMillis(700))
                .connectTimeout(Duration.ofMillis(500))
                .unreachableRetry(Duration.ofSeconds(1))
                .maxAttempts(2)
                .maxResponseBytes(1 << 20)
                .build();
    }

    /** Plans of a server that was there when they were made. */
    private record Plans(
            TenantSpec spec,
            OnboardingPlan onboarding,
            PrunePlan prune,
            OffboardingPlan offboarding,
            ApplicationsPlan applications,
            RetentionPlan retention,
            DrainPlan drain) {

        static Plans make() {
            try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                    ClearMl clearml = fake.connect()) {
                TenantSpec spec = TenantSpec.parse("{name: new, admin: {name: Ann, email: ann@example.org}}");
                Onboarding onboarding = Onboarding.of(clearml);
                fake.addApplication("jupyter", "1.0");
                RetentionRule rule = RetentionRule.archiveTasks()
                        .olderThan(Duration.ofDays(90))
                        .build();
                return new Plans(
                        spec,
                        onboarding.plan(spec),
                        onboarding.planPrune(spec),
                        onboarding.planOffboarding(fake.addCompany("acme")),
                        Applications.of(clearml).plan(Rollout.toAllTenants("jupyter")),
                        Retention.of(clearml).plan(rule),
                        Drain.builder(clearml)
                                .letRun(Duration.ZERO)
                                .build()
                                .plan(DrainScope.queue(
                                        clearml.queues().getDefault().id())));
            }
        }
    }

    /** Everything that blocks, by its name in the tables. */
    private Map<String, Callable<?>> calls(ClearMl clearml, Plans plans) {
        CredentialStore store = CredentialStore.files(folder);
        Onboarding onboarding = Onboarding.of(clearml);
        Rotation rotation = Rotation.builder(clearml, store).build();
        Revocation revocation = Revocation.builder(clearml, Duration.ofDays(30)).build();
        Map<String, Callable<?>> calls = new LinkedHashMap<>();
        Applications applications = Applications.of(clearml);
        calls.put("Applications.plan", () -> applications.plan(Rollout.toAllTenants("jupyter")));
        calls.put("Applications.apply", () -> applications.apply(plans.applications()));
        calls.put("Audit.run", () -> Audit.builder(clearml).build().run().toText());
        calls.put("Onboarding.plan", () -> onboarding.plan(plans.spec()));
        calls.put("Onboarding.apply", () -> onboarding.apply(plans.onboarding(), store));
        calls.put("Onboarding.export", () -> onboarding.export("acme"));
        calls.put("Onboarding.drift", () -> onboarding.drift(plans.spec()));
        calls.put("Onboarding.planPrune", () -> onboarding.planPrune(plans.spec()));
        calls.put("Onboarding.prune", () -> onboarding.prune(plans.prune(), step -> {}));
        calls.put("Onboarding.planOffboarding", () -> onboarding.planOffboarding("acme"));
        calls.put("Onboarding.offboard", () -> onboarding.offboard(plans.offboarding(), "acme", false));
        calls.put(
                "Bulk.call",
                () -> Bulk.parallel(2)
                        .call(List.of("a", "b"), clearml.users()::getById)
                        .outcomes()
                        .get(1)
                        .failure()
                        .map(failure -> {
                            throw failure;
                        }));
        calls.put("Rotation.planUser", () -> rotation.planUser("user"));
        calls.put("Rotation.planTenant", () -> rotation.planTenant("tenant"));
        calls.put("Rotation.rotateUser", () -> rotation.rotateUser("user"));
        calls.put("Rotation.rotateTenant", () -> rotation.rotateTenant("tenant"));
        calls.put("Rotation.rotateAllTenants", rotation::rotateAllTenants);
        calls.put("Rotation.keysOfUser", () -> rotation.keysOfUser("user"));
        calls.put("Rotation.keysOfTenant", () -> rotation.keysOfTenant("tenant"));
        calls.put("Rotation.keysOfAllTenants", rotation::keysOfAllTenants);
        calls.put("Rotation.planAllTenants", rotation::planAllTenants);
        calls.put(
                "KeyCreation.create",
                () -> KeyCreation.builder(clearml, store).build().create("user", "ci"));
        Directory directory = Directory.of(clearml);
        calls.put("Directory.applicationId", () -> Directory.of(clearml).applicationId("jupyter"));
        calls.put("Directory.ownTenant", directory::ownTenant);
        calls.put("Directory.tenants", directory::tenants);
        calls.put("Directory.tenant", () -> directory.tenant("acme"));
        calls.put("Directory.users", () -> directory.users("acme"));
        calls.put("Directory.usersOfAllTenants", directory::usersOfAllTenants);
        calls.put("Directory.user", () -> directory.user("Ann"));
        calls.put("Directory.queue", () -> directory.queue("default"));
        Retention retention = Retention.of(clearml);
        calls.put("Retention.plan", () -> retention.plan(plans.retention().rule()));
        calls.put("Retention.apply", () -> retention.apply(plans.retention()));
        calls.put("Directory.route", () -> directory.route("demo"));
        calls.put("Directory.policy", () -> directory.policy("research"));
        calls.put("DirectoryListing.each", () -> directory.listing().each(row -> {}));
        calls.put("Revocation.planUser", () -> revocation.planUser("user"));
        calls.put("Revocation.planTenant", () -> revocation.planTenant("tenant"));
        calls.put("Revocation.planAllTenants", revocation::planAllTenants);
        calls.put("Revocation.revokeUser", () -> revocation.revokeUser("user"));
        calls.put("Revocation.revokeTenant", () -> revocation.revokeTenant("tenant"));
        calls.put("Revocation.revokeAllTenants", revocation::revokeAllTenants);
        calls.putAll(drains(clearml, plans.drain()));
        calls.putAll(waits(
                clearml, Waiter.builder(clearml).timeout(Duration.ofMillis(500)).build()));
        return calls;
    }

    private static Map<String, Callable<?>> drains(ClearMl clearml, DrainPlan plan) {
        Drain drain = Drain.builder(clearml)
                .stopTimeout(Duration.ofMillis(500))
                .sleeper(time -> {
                    throw new InterruptedException();
                })
                .build();
        return Map.of(
                "Drain.plan", () -> drain.plan(plan.scope()),
                "Drain.apply", () -> drain.apply(plan),
                "Drain.undo", () -> drain.undo(plan.scope()));
    }

    private static Map<String, Callable<?>> waits(ClearMl clearml, Waiter waiter) {
        return Map.of(
                "Waiter.taskStopped", () -> waiter.taskStopped("task"),
                "Waiter.workerIdle", Executors.callable(() -> waiter.workerIdle("worker")),
                "Waiter.workerGone", Executors.callable(() -> waiter.workerGone("worker")),
                "Waiter.queueEmpty", Executors.callable(() -> waiter.queueEmpty("queue")),
                "Waiter.tenantGone", Executors.callable(() -> waiter.tenantGone("tenant")),
                "Waiter.until",
                        Executors.callable(() -> waiter.until(
                                "an answer",
                                () -> Optional.of(
                                        clearml.users().getById("user").id()),
                                "Ask again.")));
    }

    @Tag("long")
    @Test
    void it_is_back_in_time_and_names_the_cause() throws InterruptedException {
        Plans plans = Plans.make();
        Waits waits = new Waits();
        List<AutoCloseable> opened = new ArrayList<>();
        List<String> tried = new ArrayList<>();
        for (BlackHole hole : BlackHole.values()) {
            BlackHole.Place place = hole.open();
            ClearMl clearml = client(place);
            opened.addAll(List.of(clearml, place));
            calls(clearml, plans).forEach((name, call) -> {
                // An audit checks the certificate beside its calls.
                Duration bound = name.equals("Audit.run") ? BOUND.plus(CERTIFICATE) : BOUND;
                waits.begin(hole + ", " + name, bound, hole.cause(), call);
                tried.add(name);
            });
        }
        assertThat(waits.mistakes()).isEmpty();
        assertThat(tried).containsAll(PublicMethods.blocking());
        opened.forEach(each -> assertThat(each).satisfies(AutoCloseable::close));
    }
}
