package io.clearmladmin.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CreateUser;
import io.clearmladmin.auth.UserInfoQuery;
import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.credentials.KeptKey;
import io.clearmladmin.credentials.NewKey;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.SecretNotKeptException;
import io.clearmladmin.house.Canaries;
import io.clearmladmin.tenants.DeleteTenant;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.testkit.calls.FakeUser;
import io.clearmladmin.testkit.calls.Fault;
import io.clearmladmin.users.CreateProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant is planned, put up and taken down, and what stands in the way is said before anything is done. */
class OnboardingTest {

    private static final String ACME = """
            name: acme
            allowed_users: 20
            features: [applications, reports]
            admin:
              name: Ann
              email: ann@acme.example
            users:
              - {name: Bob, email: bob@acme.example}
            domains: [acme.example]
            whitelist:
              - {email: carl@partner.example, role: user}
            groups:
              - {name: data, users: [bob@acme.example]}
            access_rules:
              - name: data reads queues
                description: for the data team
                entity_type: queue
                entity_id: "*"
                access_permission: read
                groups: [data]
                users: []
            custom_events_fields:
              service_instance_id: acme-1
            credentials:
              - {label: agent}
              - {label: app-gateway, user: bob@acme.example, life: P90D}
            """;

    private final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
    private final ClearMl clearml = fake.connect();
    private final Onboarding onboarding = Onboarding.of(clearml);
    private final List<NewKey> keys = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        clearml.close();
        fake.close();
    }

    private OnboardingResult putUp(String spec) {
        return onboarding.apply(onboarding.plan(TenantSpec.parse(spec)), keys::add);
    }

    @Test
    void a_plan_reads_as_a_list_of_what_will_be_done() {
        OnboardingPlan plan = onboarding.plan(TenantSpec.parse(ACME));
        assertThat(plan.toString()).isEqualTo("""
                        Plan for acme:
                          create   tenant: acme
                          change   settings: allowed_users unset, features [] -> allowed_users 20, features [applications, reports]
                          change   custom events: {} -> {service_instance_id=acme-1}
                          create   user ann@acme.example: admin
                          create   user bob@acme.example: user
                          create   group data: [bob@acme.example]
                          create   access rule data reads queues: read on queue *
                          create   key 'agent' of ann@acme.example
                          create   key 'app-gateway' of bob@acme.example: for 90 days
                          create   whitelist as user: [carl@partner.example]
                          change   domains: [] -> [acme.example]
                          11 to do, 0 as they shall be, 0 impossible here, 0 in conflict""");
        assertThat(fake.recordedCalls("tenants.create_tenant")).isEmpty();
    }

    @Test
    void keys_reach_the_receiver_once_log_in_and_belong_to_whom_they_were_meant_for() {
        OnboardingResult acme = putUp(ACME);
        assertThat(keys).extracting(NewKey::label).containsExactly("agent", "app-gateway");
        NewKey agent = keys.get(0);
        ClearMl asAgent = clearml.withCredentials(
                agent.credentials().accessKey(), agent.credentials().secretKey());
        assertThat(asAgent.claims().identity().orElseThrow().user()).contains(acme.admin());
        assertThat(asAgent.claims().identity().orElseThrow().company()).contains(acme.company());
        assertThat(acme.done()).hasSize(11).extracting(Step::action).doesNotContain(Step.Action.LEAVE);
        assertThat(acme + " " + keys)
                .doesNotContain(agent.credentials().secretKey().reveal());
    }

    @Test
    void a_tenant_is_not_open_before_it_is_complete() {
        putUp(ACME);
        List<String> written = fake.recordedCalls().stream()
                .map(Execution::endpoint)
                .filter(name -> name.matches(".*(create|add|update|set)_.*"))
                .toList();
        assertThat(written.subList(written.size() - 2, written.size()))
                .containsExactly("login.add_whitelist_entries", "login.set_domains");
    }

    @Test
    void a_change_of_the_specification_is_a_change_of_the_tenant_and_nothing_else() {
        putUp(ACME);
        keys.clear();
        OnboardingPlan plan = onboarding.plan(TenantSpec.parse(ACME.replace("allowed_users: 20", "allowed_users: 30")));
        assertThat(plan.changes())
                .extracting(Step::toString)
                .containsExactly("change   settings: allowed_users 20 -> allowed_users 30");
        onboarding.apply(plan, keys::add);
        assertThat(keys).isEmpty();
        assertThat(onboarding.plan(plan.spec()).isEmpty()).isTrue();
    }

    @Test
    void what_somebody_else_added_to_the_tenant_stays() {
        OnboardingResult acme = putUp(ACME);
        clearml.actingAs(acme.admin()).login().setDomains(List.of("acme.example", "acme.test"));
        putUp(ACME.replace("domains: [acme.example]", "domains: [acme.example, acme.org]"));
        assertThat(clearml.actingAs(acme.admin()).login().getSettings().domains())
                .containsExactlyInAnyOrder("acme.example", "acme.test", "acme.org");
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
        putUp(ACME);
        OnboardingPlan plan = onboarding.plan(TenantSpec.parse(ACME.replace("applications, reports", "aplications")));
        assertThat(plan.steps()).extracting(Step::action).containsExactly(Step.Action.CONFLICT);
        assertThat(plan.toString()).doesNotContain("unset", "create");
        assertThat(plan.isEmpty()).isFalse();
    }

    @Test
    void what_comes_into_the_way_after_the_plan_was_made_is_a_conflict_and_no_stale_plan() {
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
                        .hasMessageContaining("another run of this process is at work on the name ACME"));
        assertThat(fake.recordedCalls("tenants.create_tenant")).hasSize(1);
        assertThatThrownBy(() -> onboarding.apply(second, keys::add))
                .isInstanceOf(OnboardingConflictException.class)
                .hasMessageContaining("the name ACME is taken by");
    }

    /** What another process does at the moment when a call is carried out. */
    private void meanwhile(String endpoint, Function<Execution, Object> other) {
        AtomicBoolean isDone = new AtomicBoolean();
        fake.stub(endpoint, call -> {
            Object answer = other.apply(call);
            assertThat(isDone.getAndSet(true)).isFalse();
            return answer;
        });
    }

    @Test
    void a_tenant_of_the_same_name_that_another_process_made_meanwhile_is_a_conflict() {
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
                .hasMessageContaining("another process made [" + made.get(0) + "] of the same name")
                .hasMessageContaining("the one of this run is " + made.get(1));
        assertThat(fake.recordedCalls("auth.create_user")).isEmpty();
    }

    @Test
    void an_admin_that_another_process_made_in_the_same_begun_tenant_is_a_conflict() {
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
                .hasMessageContaining("another process made [eve@acme.test] in it");
        assertThat(keys).isEmpty();
    }

    @Test
    void a_tenant_in_which_another_process_has_made_its_admin_is_not_taken_for_a_begun_one() {
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
    void a_folder_of_specifications_is_read_in_order_and_what_two_of_them_claim_is_told_with_both_files()
            throws IOException {
        Files.writeString(folder.resolve("b.yaml"), ACME);
        Files.writeString(
                folder.resolve("a.json"), "{\"name\": \"zebra\", \"admin\": {\"name\": \"Z\", \"email\": \"z@z.z\"}}");
        Files.writeString(folder.resolve("notes.txt"), "not: [a specification");
        assertThat(TenantSpec.readAll(folder)).extracting(TenantSpec::name).containsExactly("zebra", "acme");
        Map.of(
                        "{name: Acme, admin: {name: A, email: other@a.b}}", "the name 'acme'",
                        "{name: second, admin: {name: A, email: bob@acme.example}}", "the user 'bob@acme.example'",
                        "{name: second, admin: {name: A, email: o@a.b}, domains: [ACME.example]}",
                                "the domain 'acme.example'",
                        "{name: second, admin: {name: A, email: o@a.b}, whitelist: [{email: carl@partner.example}]}",
                                "the invited e-mail 'carl@partner.example'")
                .forEach((text, what) -> {
                    Path twin = folder.resolve("c.yml");
                    assertThatThrownBy(() -> {
                                Files.writeString(twin, text);
                                TenantSpec.readAll(folder);
                            })
                            .isInstanceOf(InvalidSpecException.class)
                            .hasMessage(twin + ": " + what + " is that of " + folder.resolve("b.yaml")
                                    + " too; leave it in one of them");
                });
    }

    @Test
    void a_user_of_another_tenant_is_a_conflict() {
        putUp(ACME);
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
                .containsExactly("conflict feature aplications: the server does not know it; is it misspelt?");
    }

    @Test
    void who_may_not_is_told_before_anything_is_done() {
        FakeUser zoe = fake.addUser("Zoe", Role.ADMIN);
        try (ClearMl asZoe = fake.connect(zoe)) {
            OnboardingPlan plan = Onboarding.of(asZoe).plan(TenantSpec.parse(ACME));
            assertThat(plan.conflicts())
                    .extracting(Step::toString)
                    .containsExactly("conflict rights: this takes role system or root, and the caller has role admin");
        }
    }

    @Test
    void a_plan_is_refused_when_the_server_has_moved_away_from_it() {
        OnboardingResult acme = putUp(ACME);
        OnboardingPlan plan = onboarding.plan(TenantSpec.parse(ACME.replace("allowed_users: 20", "allowed_users: 30")));
        clearml.system()
                .updateCompanySettings(io.clearmladmin.system.CompanySettings.builder()
                        .company(acme.company())
                        .allowedUsers(25)
                        .build());
        assertThatThrownBy(() -> onboarding.apply(plan, keys::add))
                .isInstanceOf(StalePlanException.class)
                .hasMessageContaining("allowed_users 25 -> allowed_users 30");
    }

    @Test
    void the_same_plan_goes_on_where_a_failure_stopped_it() {
        OnboardingPlan plan = onboarding.plan(TenantSpec.parse(ACME));
        fake.inject(Fault.refusal(400, 50).on("auth.create_credentials").times(1));
        assertThatThrownBy(() -> onboarding.apply(plan, keys::add))
                .isInstanceOf(OnboardingException.class)
                .hasMessageContaining("stopped at 'create key 'agent' of ann@acme.example', after 7 steps")
                .hasMessageContaining("Apply again to do the rest");
        assertThat(onboarding.apply(plan, keys::add).done()).hasSize(4);
        assertThat(keys).hasSize(2);
        assertThat(fake.recordedCalls("auth.create_user")).hasSize(2);
    }

    @Test
    void a_key_that_its_receiver_does_not_keep_is_revoked() {
        OnboardingPlan plan = onboarding.plan(TenantSpec.parse(ACME));
        CredentialStore full = key -> {
            throw new IOException("disk full");
        };
        assertThatThrownBy(() -> onboarding.apply(plan, full))
                .cause()
                .isInstanceOf(SecretNotKeptException.class)
                .hasMessageContaining("was not kept by its receiver; it was revoked: disk full");
        assertThat(fake.recordedCalls("auth.revoke_credentials")).hasSize(2);
        OnboardingResult acme = onboarding.apply(plan, keys::add);
        assertThat(clearml.impersonating(acme.admin()).auth().getCredentials().credentials())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_receiver_that_quotes_the_new_secret_shows_it_in_no_cause(boolean isFailingAtOnce) {
        List<String> quoted = new ArrayList<>();
        CredentialStore talkative = new CredentialStore() {
            @Override
            public void receive(NewKey key) {
                Canaries.forms(key.credentials().secretKey().reveal()).forEach(quoted::add);
                if (isFailingAtOnce) {
                    fail();
                }
            }

            @Override
            public void proved(KeptKey key) {
                fail();
            }

            private void fail() {
                String said = String.join(" | ", quoted);
                IllegalStateException failure = new IllegalStateException(said, new IOException(said));
                failure.addSuppressed(new IllegalArgumentException(said));
                throw failure;
            }
        };
        OnboardingPlan plan = onboarding.plan(TenantSpec.parse(ACME));
        try (Canaries canaries = new Canaries()) {
            canaries.attempt(() -> onboarding.apply(plan, talkative));
            assertThat(canaries.seen()).anyMatch(text -> text.contains("SecretNotKeptException"));
            assertThat(quoted).isNotEmpty();
            assertThat(canaries.seen()).noneMatch(text -> quoted.stream().anyMatch(text::contains));
        }
    }

    @Test
    void files_of_keys_are_read_by_their_owner_only_and_by_this_library() throws IOException {
        OnboardingPlan plan = onboarding.plan(TenantSpec.parse(ACME));
        onboarding.apply(plan, CredentialStore.files(folder.resolve("keys")));
        KeptKey agent = agentsKey("agent", "ann@acme.example");
        Path file = folder.resolve("keys/" + agent.stableName() + ".conf");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).contains("access_key = \"");
        try (Stream<Path> all = Files.list(folder.resolve("keys"))) {
            assertThat(all.filter(Files::isRegularFile)).hasSize(2);
        }
        assertThat(folder.resolve("keys/by-key/" + agent.ownName() + ".conf")).hasSameTextualContentAs(file);
    }

    private KeptKey agentsKey(String label, String email) {
        UserInfoQuery query = UserInfoQuery.builder().emails(List.of(email)).build();
        String user = clearml.auth().getUsersInfo(query).keySet().iterator().next();
        String tenant = clearml.users().getById(user).company().orElseThrow().id();
        return clearml.impersonating(user).auth().getCredentials().credentials().stream()
                .filter(key -> key.label().equals(Optional.of(label)))
                .map(key -> new KeptKey(tenant, "acme", user, label, key.accessKey()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_kubernetes_secret_has_the_names_that_the_agents_chart_reads() throws IOException {
        onboarding.apply(onboarding.plan(TenantSpec.parse(ACME)), CredentialStore.kubernetesSecrets(folder, "clearml"));
        String name = agentsKey("app-gateway", "bob@acme.example").stableName();
        assertThat(Files.readString(folder.resolve(name + ".yaml")))
                .contains("\napiVersion: v1\nkind: Secret\nmetadata:\n  name: \"" + name
                        + "\"\n  namespace: \"clearml\"\n")
                .containsPattern("agentk8sglue_key: \"[A-Z0-9]{30}\"")
                .contains("CLEARML_API_SECRET_KEY: \"");
    }

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
                    .contains("leave    user ann@acme.example: taken for user " + done.admin() + " by the name");
        }
    }

    @Test
    void a_key_that_shall_end_is_not_made_where_keys_never_end() {
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
    void a_key_that_the_server_makes_without_the_end_that_was_asked_for_is_revoked() {
        OnboardingPlan plan = onboarding.plan(TenantSpec.parse(ACME.replace("  - {label: agent}\n", "")));
        List<Map<String, Object>> made = new CopyOnWriteArrayList<>();
        fake.stub("auth.create_credentials", call -> {
            made.add(Map.of(
                    "access_key",
                    "ENDLESS",
                    "label",
                    Objects.requireNonNull(call.body().get("label"))));
            return Map.of("credentials", Map.of("access_key", "ENDLESS", "secret_key", "the-secret-of-an-endless-key"));
        });
        fake.stub("auth.get_credentials", call -> Map.of("credentials", List.copyOf(made)));
        assertThatThrownBy(() -> onboarding.apply(plan, keys::add))
                .isInstanceOf(OnboardingException.class)
                .hasCauseInstanceOf(SecretNotKeptException.class)
                .hasMessageContaining("it was revoked: the server made it without an end");
        assertThat(keys).isEmpty();
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
    void on_an_open_source_server_a_difference_of_role_is_seen_and_mended() {
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    name: ab\\nadmin: {name: A, email: a@b.c}              | line 1, name: must have 3 characters at least
                    name: acme\\nadmn: {name: A, email: a@b.c}             | line 2, admn: there is no such field; there are: access_rules
                    name: acme\\nadmin:\\n  name: A\\n  email: nobody      | line 4, admin.email: must be an e-mail address, is 'nobody'
                    name: acme                                             | line 1, admin: is missing
                    name: acme\\nallowed_users: many\\nadmin: {}           | line 2, allowed_users: cannot be
                    name: acme\\nname: acme\\nadmin: {}                    | line 2
                    name: [acme                                            | line 1
                    name: acme\\nadmin: {name: A, email: a@b.c}\\nusers:\\n  - name: B\\n    email: a@b.c | line 3, users: the e-mail 'a@b.c' is there twice
                    name: acme\\nadmin: {name: A, email: a@b.c}\\ncredentials:\\n  - label: agent\\n    life: P900D | line 5, credentials[0].life: must be from a second to 365 days
                    name: acme\\nadmin: {name: A, email: a@b.c}\\ngroups:\\n  - {name: g, users: [x@y.z]} | line 3, groups: 'x@y.z' is neither the admin nor one of users
                    """)
    void a_mistake_in_a_specification_is_told_with_its_line_and_field(String text, String message) {
        assertThatThrownBy(() -> TenantSpec.parse(text.replace("\\n", "\n")))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageStartingWith("the specification, " + message);
    }

    @Test
    void a_specification_may_be_json() {
        assertThat(TenantSpec.parse("{\"name\": \"acme\", \"admin\": {\"name\": \"A\", \"email\": \"a@b.c\"}}")
                        .name())
                .isEqualTo("acme");
    }
}
