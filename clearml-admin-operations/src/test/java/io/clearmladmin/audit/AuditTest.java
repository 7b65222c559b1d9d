package io.clearmladmin.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CreateCredentials;
import io.clearmladmin.calls.CallEvent;
import io.clearmladmin.calls.CallListener;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.house.Schema;
import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Report;
import io.clearmladmin.report.Severity;
import io.clearmladmin.report.SkippedCheck;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.testkit.calls.FakeUser;
import io.clearmladmin.testkit.calls.Fault;
import io.clearmladmin.users.CreateProfile;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The report, and the checks of the server itself: keys, tokens, logins, addresses, health. */
class AuditTest {

    private static final String PUBLIC_KEY = "5442F3443MJMORWZA3ZH";
    private static final String PUBLIC_SECRET = "BxapIRo9ZINi8x25CRxz8Wdmr2pQjzuWVB4PNASZqCtTyWgWVQ";
    private static final String PUBLIC_TOKEN_SECRET = "1SCf0ov3Nm544Td2oZ0gXSrsNx5XhMWdVlKz1tOgcx158bD5RV";
    private static final Set<String> READING = Set.of(
            "auth.login",
            "auth.fixed_users_mode",
            "auth.get_credentials",
            "auth.locate_credentials",
            "login.supported_modes",
            "login.get_settings",
            "permissions.get_user_groups",
            "server.config",
            "server.endpoints",
            "server.health_check",
            "server.health_status",
            "system.company_info",
            "system.get_companies",
            "system.get_company_custom_events_config",
            "tenants.get_tenant_info",
            "tenants.get_tenants",
            "users.get_all",
            "users.get_all_ex");

    private FakeClearMl fake = FakeClearMl.start();

    @AfterEach
    void stop() {
        fake.close();
    }

    private void startInstead(FakeClearMl.Builder builder) {
        fake.close();
        fake = builder.start();
    }

    private Report audit(String check) {
        return audit(check, fake.systemUser());
    }

    private Report audit(String check, FakeUser user) {
        try (ClearMl clearml = fake.connect(user)) {
            return Audit.builder(clearml).only(Set.of(check)).build().run();
        }
    }

    private static List<Finding> graver(Report report) {
        return report.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .toList();
    }

    @Test
    void a_report_has_every_check_and_calls_reading_endpoints_only() {
        startInstead(FakeClearMl.builder().edition(Edition.ENTERPRISE));
        fake.addUser("ann", Role.ADMIN, fake.addCompany("Acme"));
        try (ClearMl clearml = fake.connect()) {
            Report report = Audit.builder(clearml).build().run();
            assertThat(report.title()).startsWith("Audit of " + fake.url());
            assertThat(Schema.misfits(Report.jsonSchema(), report.toJson())).isEmpty();
            assertThat(report.checks())
                    .containsExactly(
                            "default-keys",
                            "public-token-secret",
                            "open-login",
                            "plain-http",
                            "certificate",
                            "health",
                            "endless-tokens",
                            "unused-keys",
                            "inactive-users",
                            "tenant-admins",
                            "tenant-collisions",
                            "idle-features",
                            "custom-events");
        }
        assertThat(fake.recordedCalls()).extracting(Execution::endpoint).isSubsetOf(READING);
    }

    @Test
    void a_normal_user_gets_what_the_role_may_see_and_the_reason_for_the_rest() {
        try (ClearMl clearml = fake.connect(fake.addUser("bob", Role.USER))) {
            Report report = Audit.builder(clearml).build().run();
            assertThat(report.checks()).contains("default-keys", "open-login", "unused-keys");
            assertThat(report.inapplicable()).contains("tenant-admins").doesNotContainAnyElementsOf(report.checks());
            assertThat(report.notMade()).isEmpty();
            assertThat(report.skipped())
                    .anySatisfy(skipped -> assertThat(skipped.reason())
                            .startsWith("the configured secrets: server.config needs another role: Forbidden"));
        }
        assertThat(fake.recordedCalls()).extracting(Execution::endpoint).isSubsetOf(READING);
    }

    @Test
    void a_check_that_fails_leaves_the_others_alone() {
        fake.inject(Fault.refusal(500, 1).on("login.supported_modes"));
        try (ClearMl clearml = fake.connect()) {
            Report report = Audit.builder(clearml).build().run();
            assertThat(report.checks()).doesNotContain("open-login", "health").contains("plain-http", "unused-keys");
            assertThat(report.skipped())
                    .extracting(SkippedCheck::check)
                    .contains("open-login", "health")
                    .doesNotContain("plain-http");
        }
    }

    @Test
    void a_server_that_never_replies_still_gets_a_report() {
        fake.inject(Fault.gatewayError(502));
        try (ClearMl clearml = ClearMl.builder()
                .apiUrl(fake.url())
                .credentials("KEY", "SECRET")
                .maxAttempts(1)
                .build()) {
            Report report = Audit.builder(clearml).build().run();
            assertThat(report.checks()).containsExactly("plain-http", "certificate");
            assertThat(report.findings()).hasSize(1);
            assertThat(report.skipped()).hasSizeGreaterThan(10);
            assertThat(report.notMade()).hasSize(11).doesNotContainAnyElementsOf(report.checks());
            assertThat(report.isHealthy()).isFalse();
            assertThat(report.toText())
                    .contains(": not healthy: 11 of 13 checks could not run, 1 info\n\nNOT RUN  default-keys         ");
            assertThat(Schema.misfits(Report.jsonSchema(), report.toJson())).isEmpty();
        }
    }

    @Test
    void text_and_json_report_the_same_with_the_worst_first() throws Exception {
        startInstead(FakeClearMl.builder().fixedUser(PUBLIC_KEY, PUBLIC_SECRET));
        try (ClearMl clearml = fake.connect()) {
            Report report = Audit.builder(clearml)
                    .only(Set.of("plain-http", "default-keys", "tenant-admins"))
                    .build()
                    .run();
            assertThat(report.toText())
                    .startsWith("Audit of " + fake.url())
                    .contains(
                            ": not healthy: 1 critical, 1 of 2 checks could not run in part, 2 info\n\nCRITICAL  default-keys  access key 5442… (public chart 4.0.0")
                    .contains("\nRan: default-keys, plain-http\n")
                    .contains("\nNot applicable here: tenant-admins\n")
                    .doesNotContain(PUBLIC_SECRET, PUBLIC_KEY);
            JsonNode json = new ObjectMapper().readTree(report.toJson());
            assertThat(json.findValuesAsText("severity")).containsExactly("CRITICAL", "INFO", "INFO");
            assertThat(json.at("/time").asText()).isEqualTo(report.time().toString());
            assertThat(json.at("/skipped/0/check").asText()).isEqualTo("default-keys");
            assertThat(json.at("/inapplicable/0").asText()).isEqualTo("tenant-admins");
        }
    }

    @Test
    void an_unknown_check_is_refused_with_the_known_ones() {
        try (ClearMl clearml = fake.connect()) {
            assertThatThrownBy(() -> Audit.builder(clearml).only(Set.of("default-key")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("[default-key]")
                    .hasMessageContaining("default-keys");
        }
    }

    @Test
    void a_public_key_that_logs_in_is_found() {
        startInstead(FakeClearMl.builder().fixedUser(PUBLIC_KEY, PUBLIC_SECRET));
        assertThat(graver(audit("default-keys"))).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(finding.what()).isEqualTo("access key 5442… (public chart 4.0.0, apiserver)");
            assertThat(finding.evidence()).isEqualTo("it logs in with role user");
        });
    }

    @Test
    void a_key_of_ones_own_that_must_not_work_is_tried_too() {
        FakeUser script = fake.addUser("script", Role.ADMIN);
        try (ClearMl clearml = fake.connect()) {
            Report report = Audit.builder(clearml)
                    .only(Set.of("default-keys"))
                    .defaultKey(script.accessKey(), script.secretKey())
                    .build()
                    .run();
            assertThat(graver(report))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.evidence()).isEqualTo("it logs in with role admin"));
            assertThat(report.toText()).doesNotContain(script.secretKey().reveal(), script.accessKey());
        }
    }

    @Test
    void public_keys_that_are_refused_are_tried_once_and_listed() {
        List<CallEvent> refused = new CopyOnWriteArrayList<>();
        CallListener listener = new CallListener() {
            @Override
            public void onAttempt(CallEvent attempt) {
                if (attempt.endpoint().equals("auth.login") && attempt.failure().isPresent()) {
                    refused.add(attempt);
                }
            }
        };
        FakeUser system = fake.systemUser();
        try (ClearMl clearml = ClearMl.builder()
                .apiUrl(fake.url())
                .credentials(system.accessKey(), system.secretKey().reveal())
                .listener(listener)
                .build()) {
            Report report =
                    Audit.builder(clearml).only(Set.of("default-keys")).build().run();
            assertThat(report.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.INFO);
                assertThat(finding.evidence())
                        .isEqualTo("Tried by one login each: 5442… (public chart 4.0.0, apiserver),"
                                + " ENP3… (public charts, tests)");
            });
            assertThat(refused).hasSize(2);
        }
    }

    @Test
    void a_public_secret_in_the_configuration_is_found_by_its_hash() {
        fake.stub(
                "server.config",
                call -> Map.of(
                        "credentials",
                        Map.of("apiserver", Map.of("user_key", "OWN", "user_secret", PUBLIC_SECRET)),
                        "others",
                        List.of("harmless", 7)));
        Report report = audit("default-keys");
        assertThat(graver(report))
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence())
                        .isEqualTo("secure.credentials.apiserver.user_secret is its secret"));
        assertThat(report.toString()).doesNotContain(PUBLIC_SECRET);
        assertThat(fake.recordedCalls("server.config"))
                .extracting(Execution::body)
                .containsExactly(Map.of("path", "secure"));
    }

    private static Map<String, Object> webserverOfTheServersOwn(Object isRevoked) {
        return Map.of(
                "credentials",
                Map.of(
                        "webserver",
                        Map.of(
                                "user_key", "OWN",
                                "user_secret", PUBLIC_SECRET,
                                "revoke_in_fixed_mode", isRevoked)));
    }

    @Test
    void a_public_key_that_fixed_users_mode_revokes_is_not_critical() {
        startInstead(FakeClearMl.builder().fixedUser("ann", "password"));
        for (Object isRevoked : List.of(true, "true")) {
            fake.stub("server.config", call -> webserverOfTheServersOwn(isRevoked));
            Report report = audit("default-keys");
            assertThat(graver(report)).isEmpty();
            assertThat(report.findings())
                    .anySatisfy(
                            finding -> assertThat(finding.evidence())
                                    .isEqualTo(
                                            "secure.credentials.webserver.user_secret is its secret; fixed-users mode revokes it"));
        }
    }

    @Test
    void without_fixed_users_or_without_the_mark_such_a_key_is_critical() {
        fake.stub("server.config", call -> webserverOfTheServersOwn(true));
        assertThat(graver(audit("default-keys"))).extracting(Finding::severity).containsExactly(Severity.CRITICAL);
        startInstead(FakeClearMl.builder().fixedUser("ann", "password"));
        fake.stub("server.config", call -> webserverOfTheServersOwn(false));
        assertThat(graver(audit("default-keys"))).extracting(Finding::severity).containsExactly(Severity.CRITICAL);
        fake.stub("server.config", call -> webserverOfTheServersOwn(true));
        fake.inject(Fault.refusal(500, 0).on("auth.fixed_users_mode"));
        assertThat(graver(audit("default-keys"))).extracting(Finding::severity).containsExactly(Severity.CRITICAL);
    }

    /** As recorded in 05-redis-down-*: who logs in by key and secret gets a token, and with it nothing but 500/0. */
    private void stopRedis() {
        READING.stream()
                .filter(endpoint -> !endpoint.equals("auth.login"))
                .forEach(endpoint -> fake.inject(Fault.refusal(500, 0).on(endpoint)));
        fake.inject(Fault.refusal(500, 0).on("users.get_current_user"));
    }

    @Test
    void what_could_not_be_checked_is_counted_in_the_headline_and_shown_with_the_worst() {
        for (Edition edition : Edition.values()) {
            startInstead(FakeClearMl.builder().edition(edition));
            stopRedis();
            try (ClearMl clearml = fake.connect()) {
                Report report = Audit.builder(clearml.with(
                                CallOptions.builder().maxAttempts(1).build()))
                        .build()
                        .run();
                assertThat(report.notMade()).contains("open-login", "unused-keys");
                String text = report.toText();
                assertThat(text.lines().findFirst().orElseThrow())
                        .contains(": not healthy: ", report.notMade().size() + " of 13 checks could not run, ");
                assertThat(text.indexOf("NOT RUN")).isBetween(0, text.indexOf("INFO"));
            }
        }
    }

    @Test
    void a_check_without_keys_did_not_run() {
        fake.addUser("ann", Role.ADMIN);
        fake.inject(Fault.refusal(400, 6).on("auth.get_credentials"));
        Report report = audit("unused-keys");
        assertThat(report.checks()).isEmpty();
        assertThat(report.notMade()).containsExactly("unused-keys");
    }

    @Test
    void a_protected_key_is_not_advised_to_be_revoked() {
        startInstead(FakeClearMl.builder().edition(Edition.ENTERPRISE));
        try (ClearMl clearml = fake.connect()) {
            clearml.users()
                    .create(CreateProfile.builder()
                            .id("__tests__")
                            .company(FakeClearMl.DEFAULT_COMPANY)
                            .name("tests")
                            .build());
            clearml.auth().setCredentials("__tests__", Secret.of("its-secret"));
        }
        fake.stub(
                "auth.get_credentials",
                call -> Map.of("credentials", List.of(Map.of("access_key", "EGRTCO8JMSIGI6S39GTP43NFWXDQOW"))));
        assertThat(audit("unused-keys").findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy())
                        .contains("secure.credentials")
                        .doesNotContain("auth.revoke_credentials"));
    }

    @Test
    void a_public_access_key_that_somebody_owns_is_found_on_enterprise() {
        startInstead(FakeClearMl.builder().edition(Edition.ENTERPRISE));
        try (ClearMl clearml = fake.connect()) {
            // The fake's passwords are keys with the user's id as access key.
            clearml.users()
                    .create(CreateProfile.builder()
                            .id("GGS9F4M6XB2DXJ5AFT9F")
                            .company(FakeClearMl.DEFAULT_COMPANY)
                            .name("apiserver")
                            .build());
            clearml.auth().setCredentials("GGS9F4M6XB2DXJ5AFT9F", Secret.of("changed"));
        }
        assertThat(graver(audit("default-keys")))
                .extracting(Finding::what, Finding::evidence)
                .containsExactly(tuple(
                        "access key GGS9… (public chart 5.x to 7.14.4, apiserver)",
                        "this server has it, as user apiserver's"));
    }

    private static String signed(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
            String content = base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(UTF_8)) + "."
                    + base64.encodeToString("{}".getBytes(UTF_8));
            return content + "." + base64.encodeToString(mac.doFinal(content.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void a_token_signed_with_a_public_secret_is_found() {
        fake.stub("auth.login", call -> Map.of("token", signed(PUBLIC_TOKEN_SECRET)));
        FakeUser ann = fake.addUser("ann", Role.USER);
        try (ClearMl clearml = ClearMl.builder()
                .apiUrl(fake.url())
                .credentials(ann.accessKey(), ann.secretKey().reveal())
                .basicAuth()
                .build()) {
            Report report = Audit.builder(clearml)
                    .only(Set.of("public-token-secret"))
                    .build()
                    .run();
            assertThat(report.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                assertThat(finding.evidence())
                        .isEqualTo("A token of the server is signed with the secret of the public chart 4.0.0");
            });
        }
    }

    @Test
    void a_public_token_secret_in_the_configuration_is_found() {
        fake.stub("server.config", call -> Map.of("token_secret", PUBLIC_TOKEN_SECRET));
        assertThat(audit("public-token-secret").findings())
                .extracting(Finding::evidence)
                .containsExactly("secure.auth.token_secret is the one of the public chart 4.0.0");
    }

    @Test
    void a_token_secret_of_ones_own_is_no_finding() {
        fake.stub("server.config", call -> Map.of("token_secret", "own"));
        Report report = audit("public-token-secret");
        assertThat(report.findings()).isEmpty();
        assertThat(report.skipped()).isEmpty();
    }

    @Test
    void a_login_without_passwords_is_found() {
        assertThat(audit("open-login").findings()).extracting(Finding::severity).containsExactly(Severity.HIGH);
    }

    @Test
    void a_login_with_passwords_or_providers_is_no_finding() {
        fake.stub("login.supported_modes", call -> Map.of("sso_providers", List.of(Map.of("name", "keycloak"))));
        assertThat(audit("open-login").findings()).isEmpty();
        startInstead(FakeClearMl.builder().fixedUser("ann", "password"));
        assertThat(audit("open-login").findings()).isEmpty();
    }

    @Test
    void a_guest_is_found_and_its_password_is_not_reported() {
        Map<String, Object> guest = Map.of("enabled", true, "username", "guest", "password", "open-sesame");
        fake.stub("auth.fixed_users_mode", call -> Map.of("enabled", true, "guest", guest));
        Report report = audit("open-login");
        assertThat(report.findings())
                .extracting(Finding::severity, Finding::what)
                .containsExactly(tuple(Severity.MEDIUM, "the guest login"));
        assertThat(report.toText()).doesNotContain("open-sesame");
    }

    @Test
    void plain_http_is_reported_by_its_target() {
        assertThat(audit("plain-http").findings()).extracting(Finding::severity).containsExactly(Severity.INFO);
        assertThat(addressed("http://[::1]:8008")).extracting(Finding::severity).containsExactly(Severity.INFO);
        assertThat(addressed("http://127.evil.example:8008"))
                .extracting(Finding::severity)
                .containsExactly(Severity.HIGH);
        assertThat(addressed("https://api.example.org")).isEmpty();
    }

    @Test
    void an_unreachable_server_is_awaited_once_and_not_by_each_check() {
        String url = fake.url();
        fake.close();
        try (ClearMl clearml = ClearMl.builder()
                .apiUrl(url)
                .credentials("KEY", "SECRET")
                .unreachableRetry(Duration.ofSeconds(2))
                .build()) {
            long begun = System.nanoTime();
            Report report = Audit.builder(clearml).build().run();
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
            assertThat(report.skipped()).hasSizeGreaterThan(10);
        }
    }

    private static List<Finding> addressed(String url) {
        try (ClearMl clearml = ClearMl.connect(url, "KEY", "SECRET")) {
            return Audit.builder(clearml)
                    .only(Set.of("plain-http"))
                    .build()
                    .run()
                    .findings();
        }
    }

    @Test
    void an_unhealthy_server_is_reported() {
        startInstead(FakeClearMl.builder().edition(Edition.ENTERPRISE));
        assertThat(audit("health").findings()).isEmpty();
        fake.stub("login.supported_modes", call -> Map.of("server_errors", Map.of("es_connection_error", true)));
        fake.stub("server.health_check", call -> Map.of("errors", List.of("redis is slow")));
        fake.stub(
                "server.health_status",
                call -> Map.of("failed", true, "dbs", Map.of("mongo", "mongodb://user:hidden@db down")));
        assertThat(audit("health").findings())
                .extracting(Finding::severity, Finding::evidence)
                .containsExactly(
                        tuple(Severity.HIGH, "The server cannot reach it"),
                        tuple(Severity.HIGH, "[redis is slow]"),
                        tuple(Severity.HIGH, "{mongo=mongodb://***@db down}"));
    }

    @Test
    void a_health_check_that_fails_is_a_finding_not_a_gap() {
        startInstead(FakeClearMl.builder().edition(Edition.ENTERPRISE));
        fake.inject(Fault.refusal(500, 1).on("server.health_check"));
        Report report = audit("health");
        assertThat(report.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence()).contains("500/1"));
        assertThat(report.skipped()).isEmpty();
    }

    @Test
    void keys_never_used_are_found_on_open_source_servers_too() {
        fake.addUser("ann", Role.ADMIN);
        assertThat(audit("unused-keys").findings()).singleElement().satisfies(finding -> {
            assertThat(finding.what()).startsWith("user ann of tenant clearml (");
            assertThat(finding.evidence()).startsWith("1 unused key: ").endsWith("… never used");
        });
    }

    @Test
    void a_name_cannot_steer_the_terminal() {
        fake.addUser("ann\u001b[2J\nCRITICAL", Role.ADMIN);
        assertThat(audit("unused-keys").toText())
                .contains("user ann\\u001b[2J CRITICAL of")
                .doesNotContain("\u001b");
    }

    @Test
    void a_token_without_expiry_is_found() {
        assertThat(audit("endless-tokens").findings())
                .extracting(Finding::severity)
                .containsExactly(Severity.INFO);
        assertThat(audit("endless-tokens", fake.addUser("ann", Role.ADMIN)).findings())
                .isEmpty();
    }

    @Test
    void keys_without_expiry_are_counted_by_tenant_on_enterprise() {
        startInstead(FakeClearMl.builder().edition(Edition.ENTERPRISE));
        FakeUser ann = fake.addUser("ann", Role.ADMIN, fake.addCompany("Acme"));
        try (ClearMl clearml = fake.connect(ann)) {
            clearml.auth().createCredentials(CreateCredentials.builder().build());
            clearml.auth()
                    .createCredentials(
                            CreateCredentials.builder().expirationSec(60L).build());
        }
        assertThat(graver(audit("endless-tokens"))).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.LOW);
            assertThat(finding.what()).startsWith("tenant Acme (");
            assertThat(finding.evidence()).isEqualTo("2 keys without expiry: ann");
        });
    }
}
