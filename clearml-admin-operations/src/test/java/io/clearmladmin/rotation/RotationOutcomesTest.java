package io.clearmladmin.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CreateCredentials;
import io.clearmladmin.auth.CreateServiceUser;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.auth.Credentials;
import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.credentials.KeptKey;
import io.clearmladmin.credentials.NewKey;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.UnauthorizedException;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.rotation.PlannedKey.Action;
import io.clearmladmin.rotation.RotatedKey.Outcome;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.FakeUser;
import io.clearmladmin.testkit.calls.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a run does and does not do is reported, before it and after it, whatever goes wrong in between. */
class RotationOutcomesTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration QUARTER = Duration.ofDays(90);

    private final TestClock clock = new TestClock();
    private final FakeClearMl fake =
            FakeClearMl.builder().edition(Edition.ENTERPRISE).clock(clock).start();
    private final ClearMl clearml = fake.connect();
    private final String acme = fake.addCompany("acme");
    private final FakeUser ann = fake.addUser("Ann", Role.ADMIN, acme);
    private final FakeUser bob = fake.addUser("Bob", Role.USER, acme);
    private final List<NewKey> kept = new ArrayList<>();

    @AfterEach
    void stop() {
        clearml.close();
        fake.close();
    }

    private Rotation.Builder rotation(CredentialStore store) {
        return Rotation.builder(clearml, store).grace(DAY).clock(clock);
    }

    private Rotation.Builder rotation() {
        return rotation(kept::add);
    }

    private List<CredentialInfo> keys(FakeUser user) {
        return clearml.impersonating(user.id()).auth().getCredentials().credentials();
    }

    private boolean logsIn(FakeUser user) {
        try {
            clearml.withCredentials(user.accessKey(), user.secretKey()).claims();
            return true;
        } catch (UnauthorizedException refused) {
            return false;
        }
    }

    private long writes() {
        return fake.recordedCalls().stream()
                .filter(call -> call.endpoint().matches("auth\\.(create|edit|revoke)_.*"))
                .count();
    }

    @Test
    void a_store_may_throw_anything_the_new_key_is_revoked_and_the_run_goes_on() {
        List<CredentialStore> stores = List.of(
                key -> {
                    throw new IllegalStateException("vault is sealed");
                },
                key -> {
                    throw new TimeoutException("vault is sealed");
                },
                key -> {
                    throw new NoClassDefFoundError("vault is sealed");
                },
                key -> {
                    throw new StackOverflowError("vault is sealed");
                });
        for (CredentialStore failing : stores) {
            List<KeptKey> forgotten = new ArrayList<>();
            RotationReport report = rotation(new CredentialStore() {
                        @Override
                        public void receive(NewKey key) throws Exception {
                            if (key.user().equals(ann.id())) {
                                failing.receive(key);
                            }
                        }

                        @Override
                        public void revoked(KeptKey key) {
                            forgotten.add(key);
                        }
                    })
                    .build()
                    .rotateTenant(acme);
            assertThat(report.with(Outcome.FAILED))
                    .singleElement()
                    .satisfies(key -> assertThat(key.user()).isEqualTo(ann.id()))
                    .satisfies(key ->
                            assertThat(key.reason()).contains("it was revoked").contains("vault is sealed"));
            assertThat(keys(ann)).extracting(CredentialInfo::accessKey).containsExactly(ann.accessKey());
            assertThat(forgotten).extracting(KeptKey::user).containsExactly(ann.id());
        }
        assertThat(keys(bob)).hasSize(2);
    }

    @Test
    void a_secret_in_a_failure_of_a_store_is_not_passed_on() {
        RotationReport report = rotation(key -> {
                    throw new IllegalStateException(
                            "cannot store " + key.credentials().secretKey().reveal());
                })
                .build()
                .rotateUser(ann.id());
        assertThat(report.toString()).contains("cannot store ***").doesNotContainPattern("\\bS\\S{60,}");
    }

    @Test
    void out_of_memory_ends_the_run_with_the_key_revoked_and_the_report_saved() {
        List<RotatedKey> reported = new ArrayList<>();
        Rotation rotation = rotation(key -> {
                    if (key.user().equals(last())) {
                        throw new OutOfMemoryError("no room");
                    }
                })
                .progress(reported::add)
                .build();
        Throwable end = catchThrowable(() -> rotation.rotateTenant(acme));
        assertThat(end).isInstanceOf(OutOfMemoryError.class);
        assertThat(end.getSuppressed())
                .singleElement()
                .isInstanceOfSatisfying(
                        RotationEndedException.class,
                        ended -> assertThat(ended.report().keys())
                                .isEqualTo(reported)
                                .extracting(RotatedKey::outcome)
                                .containsExactly(Outcome.REPLACED, Outcome.FAILED));
        assertThat(keys(ann).size() + keys(bob).size()).isEqualTo(3);
    }

    private String last() {
        return ann.id().compareTo(bob.id()) > 0 ? ann.id() : bob.id();
    }

    @Test
    void a_progress_listener_that_throws_changes_nothing() {
        RotationReport report = rotation()
                .progress(key -> {
                    throw new AssertionError("no terminal");
                })
                .build()
                .rotateTenant(acme);
        assertThat(report.with(Outcome.REPLACED)).hasSize(2);
    }

    @Test
    void a_login_that_fails_leaves_the_old_key_in_use() {
        List<KeptKey> inUse = new ArrayList<>();
        CredentialStore store = new CredentialStore() {
            @Override
            public void receive(NewKey key) {
                fake.inject(Fault.refusal(502, 0).on("auth.login"));
            }

            @Override
            public void proved(KeptKey key) {
                inUse.add(key);
            }
        };
        RotationReport report = rotation(store).build().rotateUser(ann.id());
        fake.clearFaults();
        assertThat(report.with(Outcome.FAILED))
                .singleElement()
                .satisfies(key -> assertThat(key.reason()).contains("did not log in; it was revoked"));
        assertThat(inUse).isEmpty();
        assertThat(logsIn(ann)).isTrue();
        assertThat(keys(ann)).hasSize(1);
    }

    @Test
    void a_store_that_does_not_put_a_key_to_use_leaves_both_and_the_next_run_goes_on() {
        List<String> calls = new ArrayList<>();
        CredentialStore store = new CredentialStore() {
            @Override
            public void receive(NewKey key) {
                calls.add("receive");
            }

            @Override
            public void proved(KeptKey key) throws TimeoutException {
                calls.add("proved");
                if (calls.size() == 2) {
                    throw new TimeoutException("vault is sealed");
                }
            }

            @Override
            public void revoked(KeptKey key) {
                calls.add("revoked");
            }
        };
        RotationReport report = rotation(store).build().rotateUser(ann.id());
        assertThat(report.with(Outcome.FAILED))
                .singleElement()
                .satisfies(key -> assertThat(key.reason())
                        .contains("an old key still works")
                        .contains("vault is sealed"));
        assertThat(keys(ann)).hasSize(2);
        assertThat(logsIn(ann)).isTrue();
        assertThat(rotation(store).build().rotateUser(ann.id()).isComplete()).isTrue();
        clock.forward(DAY.plus(DAY));
        rotation(store).build().rotateUser(ann.id());
        assertThat(calls).containsExactly("receive", "proved", "proved", "revoked");
    }

    @Test
    void a_key_that_is_new_is_not_unused() {
        clock.forward(QUARTER.plus(DAY));
        clearml.impersonating(ann.id())
                .auth()
                .createCredentials(CreateCredentials.builder().label("new").build());
        RotationReport report = rotation().unusedFor(QUARTER).build().rotateUser(ann.id());
        assertThat(report.with(Outcome.REPLACED))
                .extracting(RotatedKey::accessKey)
                .containsExactly(ann.accessKey());
        assertThat(report.with(Outcome.KEPT))
                .extracting(RotatedKey::reason)
                .containsExactly("it was created at " + clock.instant() + " and never used");
    }

    @Test
    void a_key_without_a_label_is_reported_without_one() {
        RotationReport report = rotation().olderThan(DAY).build().rotateUser(ann.id());
        assertThat(report.with(Outcome.KEPT)).extracting(RotatedKey::label).containsExactly("");
        assertThat(rotation().build().planUser(ann.id()).keys().get(0).reason())
                .contains("the new one is labelled 'rotated'");
    }

    @Test
    void a_label_with_line_breaks_is_rotated_like_any_other() {
        clearml.impersonating(ann.id()).auth().editCredentials(ann.accessKey(), "one\ntwo");
        RotationReport report = rotation().build().rotateUser(ann.id());
        assertThat(report.toString().lines()).hasSize(3);
        clock.forward(DAY.plus(DAY));
        assertThat(rotation().olderThan(QUARTER).build().rotateUser(ann.id()).with(Outcome.REVOKED))
                .hasSize(1);
        assertThat(keys(ann))
                .singleElement()
                .satisfies(key -> assertThat(key.label()).contains("one\ntwo"));
    }

    @Test
    void an_open_source_server_has_one_tenant_and_no_other_is_taken_for_it() {
        try (FakeClearMl small = FakeClearMl.start();
                ClearMl admin = small.connect()) {
            small.addUser("Ann", Role.USER);
            Rotation rotation = Rotation.builder(admin, kept::add).build();
            for (Runnable run : List.<Runnable>of(
                    () -> rotation.rotateTenant("no-such-tenant"),
                    () -> rotation.planTenant("no-such-tenant"),
                    () -> rotation.keysOfTenant("no-such-tenant"),
                    () -> Revocation.builder(admin, DAY).build().revokeTenant("no-such-tenant"))) {
                assertThatThrownBy(run::run)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("tenantId: an open-source server has one tenant, here "
                                + FakeClearMl.DEFAULT_COMPANY + ", and not 'no-such-tenant'");
            }
            assertThat(kept).isEmpty();
            assertThat(rotation.rotateTenant(FakeClearMl.DEFAULT_COMPANY).with(Outcome.REPLACED))
                    .hasSize(1);
            assertThat(kept.get(0).tenant()).isEqualTo("clearml");
        }
    }

    @Test
    void a_profile_without_a_login_is_named_and_the_others_are_read() {
        fake.stub(
                "tenants.get_tenant_info",
                call -> Map.of(
                        "users",
                        Map.of("active", List.of(Map.of("id", "ghost"), Map.of("id", ann.id(), "role", "admin")))));
        KeyReport report = rotation().build().keysOfTenant(acme);
        assertThat(report.keys()).extracting(KeyReport.Entry::user).contains(ann.id());
        assertThat(report.unread()).extracting(UnreadUser::user).containsExactly("ghost");
        assertThat(report.toString()).contains("Z: 1 user unread, ").contains("\n\nunread  ghost: ");
        assertThat(rotation().build().planTenant(acme).unread())
                .extracting(UnreadUser::user)
                .containsExactly("ghost");
        RotationReport rotated = rotation().build().rotateTenant(acme);
        assertThat(rotated.with(Outcome.REPLACED)).extracting(RotatedKey::user).containsExactly(ann.id());
        assertThat(rotated.toString()).contains("Rotation: 1 failed, ", "\n\nfailed    the keys of ghost: ");
    }

    @Test
    void a_plan_is_what_the_run_does_and_writes_nothing() {
        clearml.impersonating(ann.id()).auth().editCredentials(ann.accessKey(), "agent");
        long before = writes();
        Rotation rotation = rotation().olderThan(QUARTER).build();
        assertThat(rotation.planTenant(acme).with(Action.KEEP)).hasSize(2);
        clock.forward(QUARTER.plus(DAY));
        RotationPlan plan = rotation.planTenant(acme);
        assertThat(plan.with(Action.REPLACE)).hasSize(2);
        assertThat(plan.toString())
                .contains("replace  " + ann.accessKey().substring(0, 4) + "… 'agent' of " + ann.id()
                        + ": it was created at 2026-11-21T09:00:00Z; still works for PT24H")
                .contains(": 2 to replace\n")
                .doesNotContain(ann.accessKey());
        assertThat(writes()).isEqualTo(before);
        assertThat(rotation.rotateTenant(acme).with(Outcome.REPLACED))
                .extracting(RotatedKey::accessKey)
                .containsExactlyElementsOf(plan.with(Action.REPLACE).stream()
                        .map(PlannedKey::accessKey)
                        .toList());
        clock.forward(DAY.plus(DAY));
        RotationPlan second = rotation.planTenant(acme);
        assertThat(second.with(Action.REVOKE)).hasSize(2);
        assertThat(rotation.rotateTenant(acme).with(Outcome.REVOKED)).hasSize(2);
        assertThat(Rotation.builder(clearml, kept::add).build().planTenant(acme).with(Action.REPLACE))
                .hasSize(2);
    }

    @Test
    void plan_and_reports_are_json_without_secrets() throws Exception {
        Rotation rotation = rotation().build();
        JsonMapper json = JsonMapper.builder().build();
        JsonNode plan = json.readTree(rotation.planUser(ann.id()).toJson());
        assertThat(plan.at("/keys/0/action").asText()).isEqualTo("REPLACE");
        assertThat(plan.at("/keys/0/access_key").asText()).isEqualTo(ann.accessKey());
        assertThat(plan.at("/keys/0/tenant").asText()).isEqualTo(acme);
        assertThat(plan.at("/time").asText()).isEqualTo("2026-11-21T09:00:00Z");
        RotationReport done = rotation.rotateTenant(acme);
        assertThat(json.readTree(done.toJson()).at("/keys/0/outcome").asText()).isEqualTo("REPLACED");
        String keys = rotation.keysOfTenant(acme).toJson();
        assertThat(json.readTree(keys).at("/keys")).hasSize(4);
        assertThat(json.readTree(keys).at("/keys/0/created").asText()).isEqualTo("2026-11-21T09:00:00Z");
        for (NewKey key : kept) {
            assertThat(keys + done.toJson() + plan)
                    .doesNotContain(key.credentials().secretKey().reveal());
        }
    }

    @Test
    void a_report_covers_all_tenants() {
        fake.addUser("Dora", Role.USER, FakeClearMl.DEFAULT_COMPANY);
        clearml.actingAs(ann.id())
                .auth()
                .createServiceUser(CreateServiceUser.builder().name("ci").build());
        clock.forward(QUARTER);
        clearml.impersonating(ann.id())
                .auth()
                .createCredentials(CreateCredentials.builder().label("new").build());
        assertThat(logsIn(bob)).isTrue();
        KeyReport report = rotation().build().keysOfAllTenants();
        assertThat(report.keys()).extracting(KeyReport.Entry::tenant).contains(acme, FakeClearMl.DEFAULT_COMPANY);
        assertThat(report.olderThan(DAY)).hasSize(report.keys().size() - 1);
        assertThat(report.unusedFor(DAY))
                .extracting(entry -> entry.key().accessKey())
                .contains(ann.accessKey())
                .doesNotContain(bob.accessKey());
        assertThat(report.withoutExpiry()).hasSameSizeAs(report.keys());
    }

    @Test
    void unused_keys_of_all_tenants_are_replaced_in_one_run_even_if_an_answer_is_lost() {
        FakeUser dora = fake.addUser("Dora", Role.USER, FakeClearMl.DEFAULT_COMPANY);
        clock.forward(QUARTER.plus(DAY));
        assertThat(logsIn(bob)).isTrue();
        Rotation rotation = rotation().unusedFor(QUARTER).build();
        RotationPlan plan = rotation.planAllTenants();
        assertThat(plan.with(Action.REPLACE))
                .extracting(PlannedKey::accessKey)
                .containsExactlyInAnyOrder(ann.accessKey(), dora.accessKey());
        assertThat(writes()).isZero();

        fake.inject(Fault.cutResponse().on("auth.create_credentials").times(1));
        assertThat(rotation.rotateAllTenants().with(Outcome.REPLACED))
                .extracting(RotatedKey::accessKey)
                .containsExactlyInAnyOrder(ann.accessKey(), dora.accessKey());
        assertThat(keys(ann)).hasSize(2);
        assertThat(keys(dora)).hasSize(2);
        assertThat(keys(bob)).hasSize(1);
    }

    @Test
    void tenants_that_cannot_be_read_are_in_the_report_of_all_as_failed() {
        fake.stub("tenants.get_tenant_info", call -> {
            throw new IllegalStateException("Mongo is down");
        });
        RotationReport report = rotation().build().rotateAllTenants();
        assertThat(report.isComplete()).isFalse();
        assertThat(report.with(Outcome.REPLACED)).isEmpty();
        assertThat(report.with(Outcome.FAILED))
                .extracting(RotatedKey::tenant)
                .contains(acme, FakeClearMl.DEFAULT_COMPANY);
    }

    @Test
    void keys_that_nobody_uses_are_revoked_and_no_others() {
        clock.forward(QUARTER.plus(DAY));
        Credentials fresh = clearml.impersonating(bob.id())
                .auth()
                .createCredentials(CreateCredentials.builder().label("new").build());
        assertThat(logsIn(bob)).isTrue();
        List<KeptKey> forgotten = new ArrayList<>();
        Revocation revocation = Revocation.builder(clearml, QUARTER)
                .clock(clock)
                .store(new CredentialStore() {
                    @Override
                    public void receive(NewKey key) {
                        throw new AssertionError("no key is made");
                    }

                    @Override
                    public void revoked(KeptKey key) {
                        forgotten.add(key);
                    }
                })
                .build();
        RotationPlan plan = revocation.planAllTenants();
        assertThat(plan.with(Action.REVOKE)).extracting(PlannedKey::accessKey).containsExactly(ann.accessKey());
        assertThat(plan.with(Action.REVOKE).get(0).reason())
                .isEqualTo("it was created at 2026-11-21T09:00:00Z and never used");
        assertThat(writes()).isEqualTo(1);
        RotationReport report = revocation.revokeAllTenants();
        assertThat(report.with(Outcome.REVOKED))
                .extracting(RotatedKey::accessKey)
                .containsExactly(ann.accessKey());
        assertThat(keys(ann)).isEmpty();
        assertThat(keys(bob))
                .extracting(CredentialInfo::accessKey)
                .containsExactlyInAnyOrder(bob.accessKey(), fresh.accessKey());
        assertThat(forgotten).extracting(KeptKey::accessKey).containsExactly(ann.accessKey());
        assertThat(revocation.revokeAllTenants().with(Outcome.REVOKED)).isEmpty();
    }

    @Test
    void the_callers_own_key_and_those_that_the_server_protects_are_never_revoked() {
        FakeUser root = fake.addUser("Root", Role.ROOT, acme);
        try (ClearMl asRoot = fake.connect(root)) {
            asRoot.claims();
            clock.forward(QUARTER.plus(DAY));
            fake.inject(Fault.refusal(400, 301).on("auth.revoke_credentials").times(1));
            RotationReport report =
                    Revocation.builder(asRoot, DAY).clock(clock).build().revokeTenant(acme);
            assertThat(report.isComplete()).isTrue();
            assertThat(report.with(Outcome.KEPT))
                    .extracting(RotatedKey::reason)
                    .hasSize(2)
                    .anySatisfy(reason -> assertThat(reason).isEqualTo("this client logs in with it"))
                    .anySatisfy(reason -> assertThat(reason).contains("the server's own configuration"));
            assertThat(report.with(Outcome.REVOKED)).hasSize(1);
            assertThat(logsIn(root)).isTrue();
        }
    }

    @Test
    void a_key_that_was_never_used_is_kept_where_its_age_is_not_reported() {
        try (FakeClearMl small = FakeClearMl.builder().clock(clock).start();
                ClearMl admin = small.connect()) {
            FakeUser dora = small.addUser("Dora", Role.USER);
            RotationReport report =
                    Revocation.builder(admin, DAY).clock(clock).build().revokeUser(dora.id());
            assertThat(report.with(Outcome.KEPT))
                    .extracting(RotatedKey::reason)
                    .containsExactly("it was never used, and the server does not report when it was created");
        }
    }

    @Test
    void a_key_that_another_run_is_making_is_not_taken_from_it() {
        List<RotationReport> second = new ArrayList<>();
        CredentialStore store = key -> {
            kept.add(key);
            if (second.isEmpty()) {
                second.add(rotation().build().rotateUser(ann.id()));
            }
        };
        RotationReport first = rotation(store).build().rotateUser(ann.id());
        assertThat(first.isComplete()).isFalse();
        assertThat(second.get(0).with(Outcome.REPLACED)).hasSize(1);
        assertThat(keys(ann)).hasSize(2);
        assertThat(logsIn(ann)).isTrue();
    }

    @Test
    void a_lifetime_that_an_open_source_server_would_ignore_replaces_no_key_and_is_named_in_the_plan() {
        try (FakeClearMl open = FakeClearMl.start();
                ClearMl admin = open.connect()) {
            FakeUser bob = open.addUser("bob", Role.USER);
            List<NewKey> kept = new ArrayList<>();
            Rotation rotation =
                    Rotation.builder(admin, kept::add).lifetime(QUARTER).build();
            assertThat(rotation.planUser(bob.id()).keys()).singleElement().satisfies(key -> {
                assertThat(key.action()).isEqualTo(Action.CANNOT);
                assertThat(key.reason()).contains("needs an Enterprise server");
            });
            assertThat(rotation.rotateUser(bob.id()).with(Outcome.FAILED)).hasSize(1);
            assertThat(kept).isEmpty();
            assertThat(open.recordedCalls("auth.create_credentials")).isEmpty();
        }
    }
}
