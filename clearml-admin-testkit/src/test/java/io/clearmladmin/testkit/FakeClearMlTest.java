package io.clearmladmin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CreateCredentials;
import io.clearmladmin.auth.CreateUser;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.auth.Credentials;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.AlreadyExistsException;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.DeadlineExceededException;
import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.errors.NoSuchEndpointException;
import io.clearmladmin.errors.RateLimitedException;
import io.clearmladmin.errors.TransportException;
import io.clearmladmin.errors.UnauthorizedException;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.login.SupportedModesQuery;
import io.clearmladmin.system.CompanyQuery;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.testkit.calls.FakeUser;
import io.clearmladmin.testkit.calls.Fault;
import io.clearmladmin.users.CurrentUserQuery;
import io.clearmladmin.users.User;
import io.clearmladmin.users.UserQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the fake can do for a test, on an open-source server. */
@ExtendWith(FakeClearMlExtension.class)
class FakeClearMlTest {

    @Test
    void a_users_key_is_made_used_labelled_and_revoked(FakeClearMl fake, ClearMl clearml) {
        String user = clearml.auth()
                .createUser(CreateUser.builder()
                        .name("Ann")
                        .company(FakeClearMl.DEFAULT_COMPANY)
                        .email("ann@example.org")
                        .role(Role.ADMIN)
                        .build());
        ClearMl asAnn = clearml.impersonating(user);
        Credentials key = asAnn.auth()
                .createCredentials(CreateCredentials.builder().label("laptop").build());
        try (ClearMl ann =
                ClearMl.connect(fake.url(), key.accessKey(), key.secretKey().reveal())) {
            assertThat(ann.users()
                            .getCurrentUser(CurrentUserQuery.builder().build())
                            .user()
                            .name())
                    .contains("Ann");
        }
        assertThat(asAnn.auth().editCredentials(key.accessKey(), "desk")).isEqualTo(1);
        CredentialInfo listed = asAnn.auth().getCredentials().credentials().get(0);
        assertThat(listed.label()).contains("desk");
        assertThat(listed.lastUsed()).isPresent();
        assertThat(asAnn.auth().revokeCredentials(key.accessKey())).isEqualTo(1);
        assertThatThrownBy(() -> asAnn.auth().revokeCredentials(key.accessKey()))
                .isInstanceOf(InvalidIdException.class);
        try (ClearMl ann =
                ClearMl.connect(fake.url(), key.accessKey(), key.secretKey().reveal())) {
            assertThatThrownBy(ann::claims).isInstanceOf(UnauthorizedException.class);
        }
        assertThat(fake.recordedCalls("auth.create_credentials"))
                .hasSize(1)
                .allMatch(call -> call.user().equals(user));
    }

    @Test
    void a_known_email_is_refused_as_such(ClearMl clearml) {
        CreateUser ann = CreateUser.builder()
                .name("Ann")
                .company(FakeClearMl.DEFAULT_COMPANY)
                .email("ann@example.org")
                .build();
        clearml.auth().createUser(ann);
        assertThatThrownBy(() -> clearml.auth().createUser(ann))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("400/801");
    }

    @Test
    void users_are_listed_page_by_page_with_projections(FakeClearMl fake, ClearMl clearml) {
        for (int i = 0; i < 7; i++) {
            fake.addUser("user-" + i, Role.USER);
        }
        UserQuery query = UserQuery.builder()
                .onlyFields(List.of("name"))
                .orderBy(List.of("-name"))
                .pageSize(3)
                .build();
        assertThat(clearml.users().getAll(query).stream().map(User::name).map(Optional::orElseThrow))
                .containsExactly("user-6", "user-5", "user-4", "user-3", "user-2", "user-1", "user-0");
        assertThat(clearml.users().getAllEx(query)).hasSize(7);
        assertThat(fake.recordedCalls("users.get_all"))
                .as("three pages, and an empty one that ends them")
                .hasSize(4);
    }

    @Test
    void what_narrows_nothing_lists_everything_as_the_real_server_does(FakeClearMl fake, ClearMl clearml) {
        String id = fake.addUser("Ann", Role.USER).id();
        fake.addUser("Bob", Role.USER);
        for (Map<String, Object> filter : List.<Map<String, Object>>of(
                Map.of("id", List.of()),
                Collections.singletonMap("id", null),
                Map.of("id", Collections.singletonList(null)),
                Map.of("ids", List.of(id)),
                Map.of("name", ""))) {
            assertThat(clearml.call("users.get_all", Repeat.SAFE, filter).get("users"))
                    .as(filter.toString())
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(2);
        }
        assertThat(clearml.users().getAll(UserQuery.builder().id(List.of()).build()))
                .as("the client means what it says")
                .isEmpty();
        assertThat(clearml.users().getAll(UserQuery.builder().name("An").build()))
                .isEmpty();
        assertThat(clearml.users().getAll(UserQuery.builder().name("Ann").build()))
                .extracting(User::id)
                .containsExactly(id);
        assertThat(clearml.users().getAll(UserQuery.builder().namePattern("n").build()))
                .extracting(User::id)
                .containsExactly(id);
    }

    @Test
    void an_exact_name_is_not_read_as_a_pattern(FakeClearMl fake, ClearMl clearml) {
        String plus = fake.addUser("a+b (EU)", Role.USER).id();
        fake.addUser("aab EU", Role.USER);
        assertThat(clearml.users().getAll(UserQuery.builder().name("a+b (EU)").build()))
                .extracting(User::id)
                .containsExactly(plus);
    }

    @Test
    void each_fault_ends_as_it_should_and_only_as_often_as_said(FakeClearMl fake, ClearMl clearml) {
        ClearMl once = clearml.with(CallOptions.builder().maxAttempts(1).build());
        clearml.claims();
        assertEnds(fake, once, Fault.dropRequest(), TransportException.class);
        assertEnds(fake, once, Fault.cutResponse(), TransportException.class);
        assertEnds(fake, once, Fault.dropResponse(), TransportException.class);
        assertEnds(fake, once, Fault.truncated(), TransportException.class);
        assertEnds(fake, once, Fault.corrupted(), TransportException.class);
        assertEnds(fake, once, Fault.gatewayError(404), GatewayException.class);
        assertEnds(fake, once, Fault.gatewayError(502), GatewayException.class);
        assertEnds(fake, once, Fault.gatewayTimeout(), GatewayException.class);
        assertEnds(fake, once, Fault.replaceResponse(502), GatewayException.class);
        assertEnds(fake, once, Fault.tooManyRequests(Duration.ofSeconds(1)), GatewayException.class);
        assertEnds(fake, once, Fault.unavailable(Duration.ofSeconds(1)), GatewayException.class);
        assertEnds(fake, once, Fault.refusal(429, 0), RateLimitedException.class);
        assertEnds(fake, once, Fault.refusal(403, 20), ForbiddenException.class);
        ClearMl hasty = once.with(
                CallOptions.builder().callTimeout(Duration.ofMillis(200)).build());
        assertEnds(fake, hasty, Fault.delay(Duration.ofSeconds(3)), DeadlineExceededException.class);
        fake.inject(Fault.unauthorizedOnce());
        once.server().info();
    }

    private static void assertEnds(FakeClearMl fake, ClearMl clearml, Fault fault, Class<?> failure) {
        fake.inject(fault.on("server.info").times(1));
        int before = fake.recordedCalls("server.info").size();
        assertThatThrownBy(() -> clearml.server().info()).isInstanceOf(failure);
        assertThat(fake.recordedCalls("server.info").size() - before)
                .isEqualTo(fault.kind().executes() ? 1 : 0);
        clearml.with(CallOptions.builder().callTimeout(Duration.ofSeconds(20)).build())
                .server()
                .info();
    }

    @Test
    void maintenance_lasts_until_it_is_healed(FakeClearMl fake, ClearMl clearml) {
        fake.inject(Fault.maintenance());
        ClearMl once = clearml.with(CallOptions.builder().maxAttempts(1).build());
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> once.debug().ping()).isInstanceOf(GatewayException.class);
        }
        fake.clearFaults();
        assertThat(once.debug().ping().msg()).contains("ClearML server");
    }

    @Test
    void tokens_end_by_the_servers_clock_and_are_renewed_unnoticed() {
        TestClock clock = new TestClock(Instant.parse("2030-01-01T00:00:00Z"));
        try (FakeClearMl fake = FakeClearMl.builder()
                        .clock(clock)
                        .tokenLifetime(Duration.ofHours(1))
                        .start();
                ClearMl clearml = fake.connect(fake.addUser("Ann", Role.ADMIN))) {
            clearml.server().info();
            clock.forward(Duration.ofHours(2));
            clearml.server().info();
            assertThat(fake.recordedCalls("auth.login")).hasSize(2);
        }
    }

    @Test
    void fixed_users_log_in_with_name_and_password() {
        try (FakeClearMl fake =
                        FakeClearMl.builder().fixedUser("john", "pässword").start();
                ClearMl john = ClearMl.connect(fake.url(), "john", "pässword");
                ClearMl wrong = ClearMl.connect(fake.url(), "john", "guess")) {
            assertThat(john.auth().fixedUsersMode().enabled()).isTrue();
            assertThat(john.claims().identity().orElseThrow().userName()).contains("john");
            assertThat(john.login()
                            .supportedModes(SupportedModesQuery.builder().build())
                            .basic()
                            .orElseThrow()
                            .enabled())
                    .isTrue();
            assertThatThrownBy(wrong::claims).isInstanceOf(UnauthorizedException.class);
        }
    }

    @Test
    void a_reset_forgets_everything_but_the_address(FakeClearMl fake, ClearMl clearml) {
        fake.addUser("Ann", Role.USER);
        clearml.server().info();
        fake.inject(Fault.maintenance());
        String url = fake.url();
        fake.reset();
        assertThat(fake.url()).isEqualTo(url);
        assertThat(fake.recordedCalls()).isEmpty();
        try (ClearMl fresh = fake.connect()) {
            assertThat(fresh.users().getAll(UserQuery.builder().build())).isEmpty();
        }
        assertThatThrownBy(() -> fake.addUser("Ben", Role.USER, "nowhere"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_endpoint_of_the_other_edition_says_what_it_needs_and_what_the_server_is(ClearMl clearml) {
        assertThatThrownBy(() ->
                        clearml.system().getCompanies(CompanyQuery.builder().build()))
                .isInstanceOf(NoSuchEndpointException.class)
                .hasMessageContaining("It needs an Enterprise server; this is an open source server 2.3.0, API 2.34");
        assertThat(clearml.capabilities().edition()).isEqualTo(Edition.OPEN_SOURCE);
        assertThat(clearml.capabilities().has("auth.edit_credentials")).isTrue();
        assertThat(clearml.capabilities().has("tenants.create_tenant")).isFalse();
        assertThat(clearml.capabilities().serverVersion()).contains("2.3.0");
        assertThat(clearml.capabilities().apiVersion()).contains("2.34");
    }

    @Test
    void an_endpoint_that_the_asked_version_lacks_says_from_when_there_is_one(ClearMl clearml) {
        assertThatThrownBy(() -> clearml.with(
                                CallOptions.builder().apiVersion("2.1").build())
                        .auth()
                        .logout())
                .isInstanceOf(NoSuchEndpointException.class)
                .hasMessageContaining("It needs API version 2.2 or newer");
        assertThatThrownBy(() -> clearml.call("users.no_such", Repeat.SAFE, Map.of()))
                .hasMessageContaining("is misspelt");
    }

    @Test
    void a_user_who_may_not_list_endpoints_still_learns_which_there_are(FakeClearMl fake) {
        try (ClearMl ann = fake.connect(fake.addUser("Ann", Role.USER))) {
            assertThat(ann.capabilities().has("system.get_companies")).isFalse();
            assertThat(ann.capabilities().has("users.get_all")).isTrue();
            assertThat(ann.capabilities().edition()).isEqualTo(Edition.OPEN_SOURCE);
        }
    }

    @Test
    void logging_out_revokes_the_token_and_the_next_call_logs_in_again(FakeClearMl fake, ClearMl clearml) {
        clearml.server().info();
        clearml.auth().logout();
        clearml.server().info();
        assertThat(fake.recordedCalls("auth.login")).hasSize(2);
    }

    @Test
    void a_view_with_other_credentials_is_another_user_over_the_same_connections() {
        try (FakeClearMl fake = FakeClearMl.start();
                ClearMl clearml = fake.connect()) {
            FakeUser ann = fake.addUser("Ann", Role.ADMIN);
            ClearMl asAnn = clearml.withCredentials(ann.accessKey(), ann.secretKey());
            assertThat(asAnn.claims().identity().orElseThrow().user()).contains(ann.id());
            assertThat(clearml.claims().identity().orElseThrow().user()).contains("__apiserver__");
            assertThatThrownBy(() -> clearml.withCredentials(ann.accessKey(), Secret.of("canary-wrong"))
                            .claims())
                    .isInstanceOf(UnauthorizedException.class)
                    .hasMessageNotContaining("canary");
        }
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void an_unknown_user_is_impersonated_by_nobody_as_recorded(Edition edition) {
        try (FakeClearMl fake = FakeClearMl.start(edition);
                ClearMl clearml = fake.connect()) {
            for (ClearMl view : List.of(clearml.impersonating("nosuchuser"), clearml.actingAs("nosuchuser"))) {
                assertRefused(() -> view.auth()
                        .createCredentials(CreateCredentials.builder().build()));
                assertRefused(() -> view.auth().getCredentials());
                assertRefused(() -> view.users().getAllEx(UserQuery.builder().build()).stream()
                        .count());
                assertRefused(() -> view.server().info());
                assertRefused(() -> view.call("auth.login", Repeat.SAFE, Map.of()));
            }
            assertThat(fake.recordedCalls().stream().map(Execution::endpoint)).containsOnly("auth.login");
            assertThat(fake.recordedCalls("auth.login")).hasSize(1);
        }
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(ApiException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(400);
                    assertThat(refusal.subcode()).isEqualTo(6);
                })
                .hasMessageContaining(
                        "Impersonation error (unknown user): id=nosuchuser, company=d1bd92a3b039400cbafc60a7a5b1e52b");
    }
}
