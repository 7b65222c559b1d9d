package io.clearmladmin.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.UserInfoQuery;
import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.credentials.KeptKey;
import io.clearmladmin.credentials.NewKey;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.errors.SecretNotKeptException;
import io.clearmladmin.house.Canaries;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.testkit.calls.Fault;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant is planned, provisioned and changed, and its keys reach their store. */
class OnboardingTest {

    static final String ACME = """
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
              - {label: app-gateway, user: bob@acme.example, lifetime: P90D}
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
                        Plan for acme: 11 changes

                        create  tenant: acme
                        change  settings: allowed_users unset, features [] -> allowed_users 20, features [applications, reports]
                        change  custom events: {} -> {service_instance_id=acme-1}
                        create  user ann@acme.example: admin
                        create  user bob@acme.example: user
                        create  group data: [bob@acme.example]
                        create  access rule data reads queues: read on queue *
                        create  key 'agent' of ann@acme.example
                        create  key 'app-gateway' of bob@acme.example: for 90 days
                        create  whitelist as user: [carl@partner.example]
                        change  domains: [] -> [acme.example]
                        """);
        assertThat(plan.toJson())
                .contains("\"tenant\" : \"acme\"", "\"action\" : \"CREATE\"")
                .doesNotContain("admin_emails");
        assertThat(fake.recordedCalls("tenants.create_tenant")).isEmpty();
    }

    @Test
    void keys_reach_the_store_once_log_in_and_belong_to_whom_they_were_meant_for() {
        OnboardingResult acme = putUp(ACME);
        assertThat(keys).extracting(NewKey::label).containsExactly("agent", "app-gateway");
        NewKey agent = keys.get(0);
        ClearMl asAgent = clearml.withCredentials(
                agent.credentials().accessKey(), agent.credentials().secretKey());
        assertThat(asAgent.claims().identity().orElseThrow().user()).contains(acme.admin());
        assertThat(asAgent.claims().identity().orElseThrow().company()).contains(acme.company());
        assertThat(acme.done()).hasSize(11).extracting(Step::action).doesNotContain(Step.Action.LEAVE);
        assertThat(acme.toText())
                .startsWith("Tenant " + acme.company() + " with admin " + acme.admin() + ": 11 changes\n\ncreate  ")
                .isEqualTo(acme.toString());
        assertThat(acme.toJson()).contains("\"tenant\" : \"" + acme.company() + "\"", "\"action\" : \"CREATE\"");
        assertThat(acme + acme.toJson() + " " + keys)
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

    /** What another process does at the moment when a call is carried out. */
    @Test
    void a_folder_of_specifications_is_read_in_order_and_what_two_of_them_claim_is_reported_with_both_files()
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
                            .hasMessageStartingWith(twin + ", line 1, column ")
                            .hasMessageEndingWith(": " + what + " is also in " + folder.resolve("b.yaml")
                                    + "; keep it in one of them");
                });
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
                .hasMessageContaining("stopped at 'create key 'agent' of ann@acme.example', after 7 completed steps")
                .hasMessageContaining("Apply again to do the rest");
        assertThat(onboarding.apply(plan, keys::add).done()).hasSize(4);
        assertThat(keys).hasSize(2);
        assertThat(fake.recordedCalls("auth.create_user")).hasSize(2);
    }

    @Test
    void a_key_that_its_store_does_not_keep_is_revoked() {
        OnboardingPlan plan = onboarding.plan(TenantSpec.parse(ACME));
        CredentialStore full = key -> {
            throw new IOException("disk full");
        };
        assertThatThrownBy(() -> onboarding.apply(plan, full))
                .cause()
                .isInstanceOf(SecretNotKeptException.class)
                .hasMessageContaining("was not accepted by its store; it was revoked: disk full");
        assertThat(fake.recordedCalls("auth.revoke_credentials")).hasSize(2);
        OnboardingResult acme = onboarding.apply(plan, keys::add);
        assertThat(clearml.impersonating(acme.admin()).auth().getCredentials().credentials())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_store_that_quotes_the_new_secret_shows_it_in_no_cause(boolean isFailingAtOnce) {
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
    void a_key_without_the_requested_lifetime_is_revoked() {
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
                .hasMessageContaining("it was revoked: the server created it without an expiry");
        assertThat(keys).isEmpty();
    }

    @Test
    void a_specification_may_be_json() {
        assertThat(TenantSpec.parse("{\"name\": \"acme\", \"admin\": {\"name\": \"A\", \"email\": \"a@b.c\"}}")
                        .name())
                .isEqualTo("acme");
    }
}
