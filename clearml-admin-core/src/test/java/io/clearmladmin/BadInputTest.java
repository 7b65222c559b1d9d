package io.clearmladmin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.auth.AddUser;
import io.clearmladmin.auth.CreateCredentials;
import io.clearmladmin.auth.CreateUser;
import io.clearmladmin.auth.LoginRequest;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.login.AddWhitelistEntries;
import io.clearmladmin.login.WhitelistQuery;
import io.clearmladmin.system.CompanySettings;
import io.clearmladmin.system.CopyTasks;
import io.clearmladmin.system.CreateCompany;
import io.clearmladmin.tenants.CreateTenant;
import io.clearmladmin.tenants.CustomEvents;
import io.clearmladmin.users.SetPreferences;
import io.clearmladmin.users.UserQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can never work is refused where it is said, with the field and the reason. */
class BadInputTest {

    private static Arguments refused(String why, Executable input) {
        return Arguments.of(why, input);
    }

    static Stream<Arguments> inputs() {
        ClearMl.Builder builder = ClearMl.builder();
        return Stream.of(
                refused(
                        "callTimeout: must be longer than zero, got PT-1S",
                        () -> builder.callTimeout(Duration.ofSeconds(-1))),
                refused(
                        "attemptTimeout: must be longer than zero, got PT0S",
                        () -> builder.attemptTimeout(Duration.ZERO)),
                refused(
                        "connectTimeout: must be at most a day, got PT48H",
                        () -> builder.connectTimeout(Duration.ofDays(2))),
                refused(
                        "tokenLifetime: must be from a second to 365 days, got PT8784H",
                        () -> builder.tokenLifetime(Duration.ofDays(366))),
                refused(
                        "renewalThreshold: must be longer than zero, got PT-1M",
                        () -> builder.renewalThreshold(Duration.ofMinutes(-1))),
                refused(
                        "unreachableRetry: must not be negative, got PT-1S",
                        () -> builder.unreachableRetry(Duration.ofSeconds(-1))),
                refused(
                        "unreachableRetry: must be at most a day, got PT25H",
                        () -> CallOptions.builder()
                                .unreachableRetry(Duration.ofHours(25))
                                .build()),
                refused("maxAttempts: must be at least 1, got 0", () -> builder.maxAttempts(0)),
                refused("maxConcurrency: must be at least 1, got -1", () -> builder.maxConcurrency(-1)),
                refused("maxResponseBytes: must be at least 1, got 0", () -> builder.maxResponseBytes(0)),
                refused("failures: must be at least 1, got 0", () -> builder.circuitBreaker(0, Duration.ofSeconds(1))),
                refused("openFor: must be longer than zero, got PT0S", () -> builder.circuitBreaker(1, Duration.ZERO)),
                refused("apiVersion: must be like 2.30, got '2'", () -> builder.apiVersion("2")),
                refused("apiVersion: must be like 2.30, got 'v2.30'", () -> builder.apiVersion("v2.30")),
                refused("clientName: must be visible ASCII", () -> builder.clientName("tööl")),
                refused("clientName: must be visible ASCII", () -> builder.clientName("a\nb")),
                refused(
                        "callTimeout: must be longer than zero",
                        () -> CallOptions.builder().callTimeout(Duration.ZERO).build()),
                refused(
                        "name: must not be empty",
                        () -> CreateUser.builder()
                                .name(" ")
                                .company("c")
                                .email("a@b.c")
                                .build()),
                refused(
                        "company: must not be empty",
                        () -> CreateUser.builder()
                                .name("n")
                                .company("")
                                .email("a@b.c")
                                .build()),
                refused(
                        "email: must be an e-mail address, got 'nobody'",
                        () -> CreateUser.builder()
                                .name("n")
                                .company("c")
                                .email("nobody")
                                .build()),
                refused(
                        "email: must be an e-mail address",
                        () -> AddUser.builder().name("n").email("a b@c").build()),
                refused(
                        "expirationSec: must be from 0 to 31536000 seconds, got 31536001",
                        () -> LoginRequest.builder().expirationSec(31_536_001).build()),
                refused(
                        "expirationSec: must be from 0 to 31536000 seconds, got -5",
                        () -> CreateCredentials.builder().expirationSec(-5).build()),
                refused(
                        "pageSize: must be from 1 to 500, got 0",
                        () -> UserQuery.builder().pageSize(0).build()),
                refused(
                        "pageSize: must be from 1 to 500, got 501",
                        () -> UserQuery.builder().pageSize(501).build()),
                refused(
                        "preferences: names must not begin with $, as '$x' does",
                        () -> SetPreferences.builder()
                                .preferences(Map.of("$x", 1))
                                .build()),
                refused(
                        "emails: must not be empty",
                        () -> AddWhitelistEntries.builder().build()),
                refused(
                        "emails: must be an e-mail address, got 'x'",
                        () -> AddWhitelistEntries.builder().emails(List.of("x")).build()),
                refused(
                        "email: exactly one of email and domain must be given",
                        () -> WhitelistQuery.builder().build()),
                refused(
                        "email: exactly one of email and domain must be given",
                        () -> WhitelistQuery.builder()
                                .email("a@b.c")
                                .domain("b.c")
                                .build()),
                refused(
                        "name: must be at least 3 characters, got 'ab'",
                        () -> CreateCompany.builder().name("ab").build()),
                refused(
                        "name: must be at least 3 characters, got ' a '",
                        () -> CreateTenant.builder().name(" a ").build()),
                refused(
                        "allowedUsers: must not be negative, got -1",
                        () -> CompanySettings.builder()
                                .company("c")
                                .allowedUsers(-1)
                                .build()),
                refused(
                        "maxUsers: must not be negative, got -1",
                        () -> CreateTenant.builder().name("abc").maxUsers(-1).build()),
                refused(
                        "tasks: must not be empty",
                        () -> CopyTasks.builder()
                                .company("c")
                                .user("u")
                                .project("p")
                                .build()),
                refused(
                        "project: exactly one of project and newProjectName must be given",
                        () -> CopyTasks.builder()
                                .company("c")
                                .user("u")
                                .addTasks("t")
                                .build()),
                refused(
                        "events: must not be empty",
                        () -> CustomEvents.builder().templateKey("k").build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void it_is_refused_with_field_and_reason(String why, Executable input) {
        assertThatThrownBy(input::execute)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("missing")
    void what_is_missing_is_refused_with_its_name(String field, Executable input) {
        assertThatThrownBy(input::execute)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(field);
    }

    static Stream<Arguments> missing() {
        return Stream.of(
                refused(
                        "company",
                        () -> CreateUser.builder().name("n").email("a@b.c").build()),
                refused("templateKey", () -> CustomEvents.builder().build()));
    }
}
