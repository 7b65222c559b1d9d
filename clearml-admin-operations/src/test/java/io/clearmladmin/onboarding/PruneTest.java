package io.clearmladmin.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CreateCredentials;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.credentials.NewKey;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.permissions.AddOrUpdateUserGroup;
import io.clearmladmin.system.Feature;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.testkit.calls.FakeUser;
import io.clearmladmin.testkit.calls.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pruned, a tenant has what its specification says and no more; what stays is named, and nothing else is touched. */
class PruneTest {

    private static final TenantSpec ACME = TenantSpec.parse(OnboardingTest.ACME);
    private static final TenantSpec LESS = TenantSpec.builder()
            .name("acme")
            .admin(ACME.admin())
            .addFeatures(Feature.REPORTS)
            .build();

    private final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
    private ClearMl clearml = fake.connect();
    private Onboarding onboarding = Onboarding.of(clearml);
    private final List<NewKey> keys = new ArrayList<>();

    @AfterEach
    void stop() {
        clearml.close();
        fake.close();
    }

    private String apply(TenantSpec spec) {
        return onboarding.apply(onboarding.plan(spec), keys::add).company();
    }

    private boolean hasWritten(int since) {
        return fake.recordedCalls().stream()
                .skip(since)
                .map(Execution::endpoint)
                .anyMatch(name -> !name.matches(".*\\.(get_.*|company_info|login|endpoints|info)"));
    }

    private static List<String> subjects(List<Step> steps) {
        return steps.stream().map(Step::subject).toList();
    }

    @Test
    void the_plan_says_what_goes_and_what_it_takes_along_and_pruning_leaves_the_file() {
        apply(ACME);
        int before = fake.recordedCalls().size();
        PrunePlan plan = onboarding.planPrune(LESS);
        assertThat(hasWritten(before)).isFalse();
        // Who was made with the tenant has neither name nor e-mail.
        assertThat(plan.toText().replaceFirst("unread  user .*\n", "")).isEqualTo("""
                Beyond acme: 7 to remove, 1 that cannot be removed

                remove  domain acme.example
                remove  invited carl@partner.example
                cannot  access rule data reads queues: read on queue *: how a request names the rules to delete is not documented
                remove  group data: it has 1 user, and access rules name it: data reads queues
                remove  key 'agent' of ann@acme.example
                remove  user bob@acme.example: with its key; tasks and models of it stay
                remove  feature applications
                remove  custom events field service_instance_id
                """);

        List<Step> progress = new ArrayList<>();
        PruneResult result = onboarding.prune(plan, progress::add);

        assertThat(result.removed()).isEqualTo(plan.removals()).isEqualTo(progress);
        assertThat(subjects(result.staying())).containsExactly("access rule data reads queues: read on queue *");
        assertThat(result.isComplete()).isFalse();
        assertThat(result.toText()).contains("Pruned acme: 7 removed, 1 staying");
        Drift drift = onboarding.drift(LESS);
        assertThat(drift.plan().isEmpty()).isTrue();
        assertThat(drift.beyond()).containsExactly("access rule data reads queues: read on queue *");
        int after = fake.recordedCalls().size();
        assertThat(onboarding.prune(onboarding.planPrune(LESS), step -> {}).removed())
                .isEmpty();
        assertThat(hasWritten(after)).isFalse();
    }

    @Test
    void what_the_file_says_stays_as_it_is() {
        apply(ACME);
        List<Map<String, Object>> before = TenantOnServer.of(clearml, "acme");
        assertThat(onboarding.planPrune(ACME).steps()).isEmpty();
        assertThat(onboarding.prune(onboarding.planPrune(ACME), step -> {}).isComplete())
                .isTrue();
        assertThat(TenantOnServer.of(clearml, "acme")).isEqualTo(before);
    }

    @Test
    void more_than_was_planned_is_not_removed() {
        String company = apply(ACME);
        PrunePlan plan = onboarding.planPrune(LESS);
        fake.addUser("Eve", Role.USER, company);
        ClearMl asAdmin = clearml.actingAs(admin());
        asAdmin.permissions()
                .addOrUpdateUserGroup(AddOrUpdateUserGroup.builder()
                        .name("new")
                        .users(List.of())
                        .build());
        int before = fake.recordedCalls().size();
        assertThatThrownBy(() -> onboarding.prune(plan, step -> {}))
                .isInstanceOf(StalePlanException.class)
                .hasMessageContaining("group new");
        assertThat(hasWritten(before)).isFalse();
    }

    private String admin() {
        return TenantLookups.usersByEmail(clearml, List.of("ann@acme.example"))
                .values()
                .iterator()
                .next()
                .id();
    }

    @Test
    void what_is_gone_meanwhile_is_no_reason_to_stop() {
        apply(ACME);
        PrunePlan plan = onboarding.planPrune(LESS);
        clearml.actingAs(admin()).login().setDomains(List.of());
        PruneResult result = onboarding.prune(plan, step -> {});
        assertThat(subjects(result.removed())).hasSize(6).doesNotContain("domain acme.example");
    }

    @Test
    void the_last_admin_stays_while_the_one_of_the_file_is_none() {
        apply(ACME);
        String bob = TenantLookups.usersByEmail(clearml, List.of("bob@acme.example"))
                .values()
                .iterator()
                .next()
                .id();
        clearml.actingAs(admin()).auth().editUser(bob, Role.ADMIN);
        clearml.actingAs(bob).auth().editUser(admin(), Role.USER);
        assertThat(onboarding.planPrune(LESS).staying())
                .filteredOn(step -> step.subject().startsWith("user bob"))
                .singleElement()
                .satisfies(step -> assertThat(step.reason()).contains("no admin"));
    }

    @Test
    void the_caller_and_users_of_the_servers_configuration_stay() {
        String company = apply(ACME);
        FakeUser root = fake.addUser("Root", Role.ROOT, company);
        String ann = admin();
        fake.stub(
                "tenants.get_tenant_info",
                call -> Map.of(
                        "users",
                        Map.of(
                                "active",
                                List.of(
                                        user(ann, "Ann", "ann@acme.example", "admin"),
                                        user(root.id(), "Root", "root@acme.example", "user"),
                                        user("__robot__", "Robot", "robot@acme.example", "user")))));
        try (ClearMl caller = fake.connect(root)) {
            caller.auth()
                    .createCredentials(CreateCredentials.builder().label("own").build());
            PrunePlan plan = Onboarding.of(caller).planPrune(LESS);
            assertThat(plan.staying())
                    .extracting(Step::reason)
                    .contains(
                            "it is the caller",
                            "it is a key of the caller",
                            "it is a user of the server's own configuration");
            assertThat(subjects(plan.removals()))
                    .noneMatch(subject -> subject.contains("root@") || subject.contains("robot@"));
        }
    }

    private static Map<String, Object> user(String id, String name, String email, String role) {
        return Map.of("id", id, "name", name, "email", email, "role", role);
    }

    @Test
    void what_the_server_refuses_or_keeps_is_said_and_the_rest_is_removed() {
        apply(ACME);
        fake.inject(Fault.refusal(400, 10).on("auth.delete_user"));
        fake.stub("login.remove_whitelist_entries", call -> Map.of("removed", List.of()));
        PruneResult result = onboarding.prune(onboarding.planPrune(LESS), step -> {});
        assertThat(subjects(result.removed())).hasSize(5);
        assertThat(result.staying())
                .filteredOn(step -> step.subject().startsWith("user bob"))
                .singleElement()
                .satisfies(step -> assertThat(step.reason()).contains("auth.delete_user"));
        assertThat(result.staying())
                .filteredOn(step -> step.subject().startsWith("invited"))
                .singleElement()
                .satisfies(step -> assertThat(step.reason()).contains("after its removal"));
    }

    @Test
    void a_tenant_that_is_not_there_or_whose_admin_has_not_joined_has_nothing_to_prune() {
        assertThat(onboarding.planPrune(LESS).steps()).isEmpty();
        String company = apply(ACME);
        TenantSpec.Builder other = TenantSpec.builder()
                .name("acme")
                .admin(UserSpec.builder().name("Zoe").email("zoe@acme.example").build());
        PrunePlan taken = onboarding.planPrune(other.build());
        assertThat(taken.conflicts()).hasSize(1);
        assertThatThrownBy(() -> onboarding.prune(taken, step -> {})).isInstanceOf(OnboardingConflictException.class);
        PrunePlan early = onboarding.planPrune(other.company(company).build());
        assertThat(early.removals()).isEmpty();
        assertThat(early.toText()).contains("zoe@acme.example has not joined yet");
    }

    static LongStream few() {
        return LongStream.rangeClosed(1, 2);
    }

    @ParameterizedTest
    @MethodSource("few")
    void a_fault_at_a_call_or_an_end_there_changes_nothing_in_the_end(long seed) {
        List<Fault> faults =
                List.of(Fault.dropRequest(), Fault.cutResponse(), Fault.dropResponse(), Fault.dropRequest());
        int kind = (int) (seed % faults.size());
        everyPosition(seed, faults.get(kind), kind == 3 ? 0 : 1, 9);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(longs = 10)
    void so_it_is_at_every_call_of_another_tenant(long seed) {
        everyPosition(seed, Fault.dropRequest(), 1, 1);
        everyPosition(seed, Fault.cutResponse(), 1, 1);
        everyPosition(seed, Fault.dropResponse(), 1, 1);
        everyPosition(seed, Fault.dropRequest(), 0, 1);
    }

    private void everyPosition(long seed, Fault fault, int times, int step) {
        TenantSpec spec = RandomSpecs.of(seed);
        TenantSpec less = less(spec, new Random(seed));
        RandomSpecs.addApplications(fake);
        apply(spec);
        int before = fake.recordedCalls().size();
        onboarding.prune(onboarding.planPrune(less), each -> {});
        int calls = fake.recordedCalls().size() - before;
        String undisturbed = state(spec);
        assertThat(onboarding.drift(less).beyond())
                .allMatch(what -> what.startsWith("access rule rule") || what.startsWith("application "));
        assertThat(onboarding.plan(less).changes()).isEmpty();
        for (int position = (int) (seed % step); position < calls; position += step) {
            startAnew();
            apply(spec);
            disturbed(less, fault.after(position).times(times));
            onboarding.prune(onboarding.planPrune(less), each -> {});
            assertThat(state(spec))
                    .as("seed %s, %s at call %s", seed, fault.kind(), position)
                    .isEqualTo(undisturbed);
        }
    }

    // A rule that stays may name users and groups that are gone, by ids that differ from run to run.
    private String state(TenantSpec spec) {
        String id = "\\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\\b";
        return TenantOnServer.of(clearml, spec.name()).toString().replaceAll(id + "(, )?|, " + id, "");
    }

    private void startAnew() {
        clearml.close();
        fake.reset();
        RandomSpecs.addApplications(fake);
        clearml = fake.connect();
        onboarding = Onboarding.of(clearml);
    }

    // Without retries of its own, so that every fault is seen by the pruning itself.
    private void disturbed(TenantSpec less, Fault fault) {
        Onboarding once =
                Onboarding.of(clearml.with(CallOptions.builder().maxAttempts(1).build()));
        try {
            fake.inject(fault);
            once.prune(once.planPrune(less), step -> {});
        } catch (ClearMlException seen) {
            assertThat(seen).hasMessageNotContaining("canary");
        } finally {
            fake.clearFaults();
        }
    }

    /** A part of it. */
    private static TenantSpec less(TenantSpec spec, Random random) {
        TenantSpec.Builder less = TenantSpec.builder().name(spec.name()).admin(spec.admin());
        List<UserSpec> users = some(spec.users(), random);
        Set<String> emails = users.stream().map(UserSpec::email).collect(Collectors.toSet());
        emails.add(spec.admin().email());
        List<GroupSpec> groups = some(spec.groups(), random);
        Set<String> names = groups.stream().map(GroupSpec::name).collect(Collectors.toSet());
        names.add("users");
        less.users(users);
        groups.forEach(group -> less.addGroups(GroupSpec.builder()
                .from(group)
                .users(some(in(emails, group.users()), random))
                .build()));
        some(spec.accessRules(), random)
                .forEach(rule -> less.addAccessRules(AccessRuleSpec.builder()
                        .from(rule)
                        .users(some(in(emails, rule.users()), random))
                        .groups(in(names, rule.groups()))
                        .build()));
        some(spec.credentials(), random).stream()
                .filter(key -> emails.contains(key.user().orElse(spec.admin().email())))
                .forEach(less::addCredentials);
        less.features(some(spec.features(), random)).excludeFeatures(some(spec.excludeFeatures(), random));
        less.domains(some(spec.domains(), random)).whitelist(some(spec.whitelist(), random));
        some(spec.resources(), random).stream()
                .filter(policy -> names.contains(policy.group()))
                .forEach(less::addResources);
        spec.applications().forEach((app, state) -> {
            if (random.nextBoolean()) {
                less.putApplications(app, state);
            }
        });
        less.sso(spec.sso().filter(sso -> random.nextBoolean()));
        less.customEventsFields(random.nextBoolean() ? spec.customEventsFields() : Map.of());
        return less.build();
    }

    private static List<String> in(Set<String> known, List<String> all) {
        return all.stream().filter(known::contains).toList();
    }

    private static <T> List<T> some(List<T> all, Random random) {
        return all.stream().filter(each -> random.nextBoolean()).toList();
    }
}
