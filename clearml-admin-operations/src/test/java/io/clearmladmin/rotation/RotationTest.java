package io.clearmladmin.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CreateCredentials;
import io.clearmladmin.auth.CreateServiceUser;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.auth.Credentials;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.credentials.KeptKey;
import io.clearmladmin.credentials.NewKey;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.house.Canaries;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.rotation.RotatedKey.Outcome;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.FakeUser;
import io.clearmladmin.testkit.calls.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are replaced so that whoever uses one can always log in. */
class RotationTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final TestClock clock = new TestClock();
    private final FakeClearMl fake =
            FakeClearMl.builder().edition(Edition.ENTERPRISE).clock(clock).start();
    private final ClearMl clearml = fake.connect();
    private final FakeUser ann = fake.addUser("Ann", Role.ADMIN);
    private final ClearMl asAnn = clearml.impersonating(ann.id());
    private final List<NewKey> kept = new ArrayList<>();

    @AfterEach
    void stop() {
        clearml.close();
        fake.close();
    }

    private Rotation.Builder rotation() {
        return Rotation.builder(clearml, kept::add).grace(DAY).clock(clock);
    }

    private RotationReport rotate() {
        return rotation().build().rotateUser(ann.id());
    }

    private List<String> labels() {
        return asAnn.auth().getCredentials().credentials().stream()
                .map(key -> key.label().orElse(""))
                .sorted()
                .toList();
    }

    private boolean logsIn(String accessKey, io.clearmladmin.endpoint.Secret secretKey) {
        try {
            clearml.withCredentials(accessKey, secretKey).claims();
            return true;
        } catch (io.clearmladmin.errors.UnauthorizedException refused) {
            return false;
        }
    }

    @Test
    void old_and_new_key_work_side_by_side_until_the_grace_time_is_over() {
        asAnn.auth().editCredentials(ann.accessKey(), "agent");
        assertThat(rotate().toString())
                .isEqualTo(
                        "Rotation: 1 replaced\n\nreplaced  " + ann.accessKey().substring(0, 4) + "… 'agent' of "
                                + ann.id() + ": to be revoked after 2026-11-22T09:00:00Z\n");
        Credentials fresh = kept.get(0).credentials();
        assertThat(labels()).containsExactly("agent", "agent (replaced 2026-11-21T09:00:00Z)");
        assertThat(logsIn(fresh.accessKey(), fresh.secretKey())).isTrue();
        assertThat(asAnn.auth().getCredentials().credentials()).hasSize(2);

        clock.forward(Duration.ofHours(23));
        assertThat(rotate().with(Outcome.KEPT)).hasSize(2);
        clock.forward(Duration.ofHours(2));
        assertThat(rotate().with(Outcome.REVOKED))
                .extracting(RotatedKey::accessKey)
                .containsExactly(ann.accessKey());
        assertThat(labels()).containsExactly("agent");
        assertThat(logsIn(ann.accessKey(), ann.secretKey())).isFalse();
        assertThat(logsIn(fresh.accessKey(), fresh.secretKey())).isTrue();
        assertThat(kept).hasSize(1);
    }

    @Test
    void an_old_key_that_somebody_still_uses_is_kept_and_reported() {
        rotate();
        clock.forward(Duration.ofHours(5));
        assertThat(logsIn(ann.accessKey(), ann.secretKey())).isTrue();
        clock.forward(DAY);
        assertThat(rotate().with(Outcome.KEPT))
                .extracting(RotatedKey::reason)
                .anySatisfy(reason ->
                        assertThat(reason).startsWith("it was used since it was replaced, at 2026-11-21T14:00:00Z"));
        assertThat(rotation().evenIfUsed().build().rotateUser(ann.id()).with(Outcome.REVOKED))
                .hasSize(1);
    }

    @Test
    void an_old_key_stays_when_the_new_one_is_gone() {
        rotate();
        asAnn.auth().revokeCredentials(kept.get(0).credentials().accessKey());
        clock.forward(DAY.plus(DAY));
        assertThat(rotate().keys()).extracting(RotatedKey::reason).containsExactly("the key that replaced it is gone");
        assertThat(logsIn(ann.accessKey(), ann.secretKey())).isTrue();
    }

    @Test
    void a_key_that_its_store_does_not_keep_takes_no_place() {
        CredentialStore full = key -> {
            throw new IOException("disk full");
        };
        RotationReport report =
                Rotation.builder(clearml, full).clock(clock).build().rotateUser(ann.id());
        assertThat(report.isComplete()).isFalse();
        assertThat(report.with(Outcome.FAILED).get(0).reason())
                .contains("disk full")
                .contains("it was revoked");
        assertThat(asAnn.auth().getCredentials().credentials())
                .extracting(CredentialInfo::accessKey)
                .containsExactly(ann.accessKey());
    }

    /** Makes the store quote the secret in every form, at this step. */
    private RotationReport rotateWithTalkative(boolean isFailingAtOnce, List<String> quoted) {
        CredentialStore talkative = new CredentialStore() {
            private String said = "";

            @Override
            public void receive(NewKey key) throws IOException {
                Canaries.forms(key.credentials().secretKey().reveal()).forEach(quoted::add);
                said = "cannot store " + String.join(" | ", quoted);
                if (isFailingAtOnce) {
                    throw failure();
                }
            }

            @Override
            public void proved(KeptKey key) throws IOException {
                throw failure();
            }

            @Override
            public void revoked(KeptKey key) throws IOException {
                throw failure();
            }

            private IOException failure() {
                IOException failure = new IOException(said, new IllegalStateException(said));
                failure.addSuppressed(new IllegalArgumentException(said));
                return failure;
            }
        };
        return Rotation.builder(clearml, talkative).clock(clock).build().rotateUser(ann.id());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_store_that_quotes_the_new_secret_when_it_fails_shows_it_to_nobody(boolean isFailingAtOnce) {
        List<String> quoted = new ArrayList<>();
        try (Canaries canaries = new Canaries()) {
            RotationReport report = rotateWithTalkative(isFailingAtOnce, quoted);
            assertThat(report.with(Outcome.FAILED)).hasSize(1);
            canaries.see(report.toString() + report.toJson());
            assertThat(canaries.seen()).anyMatch(text -> text.contains("cannot store ***"));
            assertThat(canaries.seen()).noneMatch(text -> quoted.stream().anyMatch(text::contains));
        }
    }

    @Test
    void without_a_grace_time_the_old_key_goes_at_once() {
        RotationReport report = rotation().grace(Duration.ZERO).build().rotateUser(ann.id());
        assertThat(report.with(Outcome.REVOKED)).hasSize(1);
        assertThat(asAnn.auth().getCredentials().credentials())
                .extracting(CredentialInfo::accessKey)
                .containsExactly(kept.get(0).credentials().accessKey());
    }

    @Test
    void the_key_that_the_client_itself_uses_is_not_taken_from_under_it() {
        FakeUser root = fake.addUser("Root", Role.ROOT);
        try (ClearMl asRoot = fake.connect(root)) {
            RotationReport report = Rotation.builder(asRoot, kept::add)
                    .grace(Duration.ZERO)
                    .clock(clock)
                    .build()
                    .rotateUser(root.id());
            assertThat(report.with(Outcome.KEPT).get(0).reason()).startsWith("this client logs in with it");
            assertThat(logsIn(root.accessKey(), root.secretKey())).isTrue();
        }
    }

    @Test
    void only_keys_of_a_certain_age_or_long_unused_are_rotated() {
        clock.forward(DAY.multipliedBy(100));
        Credentials young = asAnn.auth()
                .createCredentials(CreateCredentials.builder().label("young").build());
        assertThat(logsIn(young.accessKey(), young.secretKey())).isTrue();
        assertThat(rotation()
                        .olderThan(Duration.ofDays(90))
                        .build()
                        .rotateUser(ann.id())
                        .with(Outcome.REPLACED))
                .extracting(RotatedKey::accessKey)
                .containsExactly(ann.accessKey());
        assertThat(rotation()
                        .unusedFor(Duration.ofDays(30))
                        .build()
                        .rotateUser(ann.id())
                        .with(Outcome.REPLACED))
                .isEmpty();
    }

    @Test
    void all_users_of_a_tenant_are_rotated_service_users_too_and_one_failure_does_not_stop_the_others() {
        String acme = fake.addCompany("acme");
        FakeUser bob = fake.addUser("Bob", Role.ADMIN, acme);
        fake.addUser("Carl", Role.USER, acme);
        clearml.actingAs(bob.id())
                .auth()
                .createServiceUser(CreateServiceUser.builder().name("ci").build());
        fake.inject(Fault.refusal(400, 50).on("auth.create_credentials").times(1));
        RotationReport report = rotation().build().rotateTenant(acme);
        assertThat(report.with(Outcome.REPLACED)).hasSize(2);
        assertThat(report.with(Outcome.FAILED)).hasSize(1);
        assertThat(rotation().build().rotateTenant(acme).isComplete()).isTrue();
        assertThat(kept).hasSize(3).allSatisfy(key -> assertThat(key.tenant()).isEqualTo("acme"));
    }

    @Test
    void users_of_the_servers_own_configuration_are_reported_as_failed() {
        RotationReport report = rotation().build().rotateUser("__apiserver__");
        assertThat(report.isComplete()).isFalse();
    }

    @Test
    void a_report_lists_unused_expiring_and_endless_keys() {
        asAnn.auth()
                .createCredentials(CreateCredentials.builder()
                        .label("ends")
                        .expirationSec(86_400)
                        .build());
        KeyReport report = rotation().build().keysOfUser(ann.id());
        assertThat(report.keys()).hasSize(2);
        assertThat(report.neverUsed()).hasSize(2);
        assertThat(report.expiringWithin(Duration.ofDays(2)))
                .extracting(entry -> entry.key().label().orElse(""))
                .containsExactly("ends");
        assertThat(report.withoutExpiry()).hasSize(1);
        assertThat(report.toString())
                .contains("2 keys, 2 never used, 1 without expiry")
                .doesNotContain(ann.accessKey());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"DROP_BEFORE", "DROP_DURING", "DROP_AFTER"})
    void whatever_call_fails_whoever_uses_a_key_can_log_in_and_the_next_run_finishes(Fault.Kind kind) {
        Fault fault = kind == Fault.Kind.DROP_BEFORE
                ? Fault.dropRequest()
                : kind == Fault.Kind.DROP_DURING ? Fault.cutResponse() : Fault.dropResponse();
        everyPosition(fault.times(1), DAY);
        everyPosition(fault.times(1), Duration.ZERO);
        everyPosition(fault.times(0), DAY);
    }

    private void everyPosition(Fault fault, Duration grace) {
        int calls = 16;
        for (int position = 0; position < calls; position++) {
            fake.reset();
            kept.clear();
            FakeUser user = fake.addUser("Ann", Role.ADMIN);
            disturbed(user, fault.after(position), grace);
            assertThat(newest(user)).as("%s at call %s", fault, position).isTrue();
            try (ClearMl calm = fake.connect()) {
                Rotation again = Rotation.builder(calm, kept::add)
                        .grace(grace)
                        .clock(clock)
                        .build();
                again.rotateUser(user.id());
                clock.forward(DAY.plus(DAY));
                again.rotateUser(user.id());
                List<CredentialInfo> keys =
                        calm.impersonating(user.id()).auth().getCredentials().credentials();
                assertThat(keys).as("%s at call %s", fault, position).hasSize(1);
                assertThat(keys.get(0).label()).contains("rotated");
                assertThat(keys.get(0).accessKey())
                        .isEqualTo(kept.get(kept.size() - 1).credentials().accessKey());
            }
        }
    }

    private void disturbed(FakeUser user, Fault fault, Duration grace) {
        fake.inject(fault);
        try (ClearMl client = fake.connect()) {
            Rotation.builder(client.with(CallOptions.builder().maxAttempts(1).build()), kept::add)
                    .grace(grace)
                    .clock(clock)
                    .build()
                    .rotateUser(user.id());
        } catch (io.clearmladmin.errors.ClearMlException cutOff) {
            assertThat(cutOff).hasMessageNotContaining(user.secretKey().reveal());
        } finally {
            fake.clearFaults();
        }
    }

    // Either the key from before, or the one that the store received.
    private boolean newest(FakeUser user) {
        try (ClearMl client = fake.connect()) {
            boolean old = canLogIn(client, user.accessKey(), user.secretKey());
            return old
                    || kept.stream()
                            .anyMatch(key -> canLogIn(
                                    client,
                                    key.credentials().accessKey(),
                                    key.credentials().secretKey()));
        }
    }

    private static boolean canLogIn(ClearMl client, String accessKey, io.clearmladmin.endpoint.Secret secretKey) {
        try {
            client.withCredentials(accessKey, secretKey).claims();
            return true;
        } catch (io.clearmladmin.errors.UnauthorizedException refused) {
            return false;
        }
    }
}
