package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.FakeUser;
import io.clearmladmin.testkit.calls.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users and keys are found by name, and changed after a plan; no secret is printed unless that is asked for. */
class UserAndKeyCommandsTest {

    private FakeClearMl enterprise;
    private FakeClearMl openSource;
    private FakeUser ann;

    @TempDir
    private Path home;

    /** A hundred days after Ann's key was made. */
    @BeforeEach
    void start() {
        TestClock clock = new TestClock(Instant.now().minus(Duration.ofDays(100)));
        enterprise =
                FakeClearMl.builder().edition(Edition.ENTERPRISE).clock(clock).start();
        openSource = FakeClearMl.start();
        ann = enterprise.addUser("Ann", Role.ADMIN, enterprise.addCompany("acme"));
        clock.forward(Duration.ofDays(100));
    }

    @AfterEach
    void stop() {
        enterprise.close();
        openSource.close();
    }

    private Shell shell() {
        return new Shell(home).on(enterprise);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void a_user_is_created_listed_edited_and_deleted(Edition edition) {
        Shell shell = new Shell(home).on(edition == Edition.ENTERPRISE ? enterprise : openSource);
        assertThat(shell.run("user", "create", "--name", "Robot", "--email", "robot@example.org")
                        .err())
                .contains("create the user Robot", "--yes");
        Shell.Result created =
                shell.run("user", "create", "--name", "Robot", "--email", "robot@example.org", "--yes", "-o", "json");
        assertThat(created.code()).as(created.err()).isZero();
        String id = created.json().path("id").asText();
        assertThat(shell.run("user", "list", "-o", "csv").out())
                .startsWith("tenant,tenant_name,id,name,email,role,created,last_seen\n")
                .contains(id + ",Robot");
        Shell.Result edited = shell.run("user", "edit", "Robot", "--name", "Robbie", "--yes");
        assertThat(edited.code()).as(edited.err()).isZero();
        assertThat(shell.run("user", "edit", "Robbie", "--yes").err()).contains("--name or --role");
        assertThat(shell.run("user", "impersonate-check", "robbie").out()).contains("true");
        assertThat(shell.run("user", "delete", "Robbie").err()).contains("delete the user Robbie", "--confirm");
        Shell.Result deleted = shell.run("user", "delete", "Robbie", "--confirm", "Robbie");
        assertThat(deleted.code()).as(deleted.err()).isZero();
        assertThat(shell.run("user", "list", "-o", "csv").out()).doesNotContain("Robbie");
    }

    @Test
    void users_of_all_tenants_are_filtered_by_role_and_activity() {
        JsonNode all = shell().run("user", "list", "--all-tenants", "--role", "admin", "-o", "json")
                .json();
        assertThat(all).extracting(user -> user.path("name").asText()).contains("Ann");
        assertThat(shell().run("user", "list", "--tenant", "acme", "-o", "csv").out())
                .contains(ann.id());
        assertThat(shell().run("user", "list", "--all-tenants", "--tenant", "acme")
                        .err())
                .contains("exclude each other");
    }

    @Test
    void the_directory_has_a_row_for_each_user_and_says_what_is_missing() {
        Shell.Result all = shell().run("directory", "-o", "csv");
        assertThat(all.code()).as(all.err()).isZero();
        assertThat(all.out())
                .startsWith("tenant,tenant_name,user,name,email,role,service,created,last_seen,keys,oldest_key,")
                .containsPattern(",acme," + ann.id() + ",Ann,.*,admin,false,.*,1,20")
                .doesNotContain(ann.secretKey().reveal());
        JsonNode acme = shell().run("directory", "--tenant", "acme", "--no-keys", "-o", "json")
                .json();
        assertThat(acme).singleElement().satisfies(row -> {
            assertThat(row.path("user").asText()).isEqualTo(ann.id());
            assertThat(row.has("keys")).isFalse();
        });

        enterprise.inject(Fault.refusal(400, 301).on("auth.get_credentials").times(1));
        Shell.Result part = shell().run("directory", "--tenant", "acme", "-o", "json");
        assertThat(part.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(part.json().path(0).path("unread").asText()).contains("auth.get_credentials");
        assertThat(part.err()).contains("the keys of 1 users could not be read");
        enterprise.inject(Fault.refusal(400, 10).on("tenants.get_tenant_info").times(1));
        Shell.Result lost = shell().run("directory", "-o", "json");
        assertThat(lost.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(lost.err()).contains("the users of tenant");
        assertThat(lost.json()).isNotEmpty();
    }

    @Test
    void unused_keys_of_all_tenants_are_listed_rotated_and_revoked() throws IOException {
        Shell.Result listed = shell().run("key", "list", "--all-tenants", "--unused", "90d", "-o", "csv");
        assertThat(listed.code()).as(listed.err()).isZero();
        assertThat(listed.out())
                .startsWith("tenant,tenant_name,user,user_name,access_key,label,created,last_used,expires\n")
                .contains(ann.accessKey())
                .doesNotContain(ann.secretKey().reveal());
        assertThat(shell().run("key", "list", "--all-tenants", "--unused", "110d", "-o", "csv")
                        .out())
                .doesNotContain(ann.accessKey());
        assertThat(shell().run("key", "list", "--user", "Ann", "--no-expiry", "-o", "csv")
                        .out())
                .contains(ann.accessKey());

        assertThat(shell().terminal(80).run("key", "list", "--all-tenants").out())
                .startsWith("TENANT NAME  USER NAME")
                .contains("acme", "Ann");

        Shell.Result dry = shell().run("key", "rotate", "--all-tenants", "--unused", "90d", "--dry-run");
        assertThat(dry.code()).as(dry.err()).isEqualTo(ExitCode.FINDINGS.number());
        assertThat(dry.out()).contains("to replace", ann.accessKey().substring(0, 4));
        assertThat(enterprise.recordedCalls("auth.create_credentials")).isEmpty();

        Path keys = home.resolve("keys");
        Shell.Result unasked =
                shell().run("key", "rotate", "--all-tenants", "--unused", "90d", "--out", keys.toString());
        assertThat(unasked.code()).isEqualTo(ExitCode.WRONG_USE.number());
        Shell.Result rotated = shell().run(
                        "key",
                        "rotate",
                        "--all-tenants",
                        "--unused",
                        "90d",
                        "--out",
                        keys.toString(),
                        "--yes",
                        "--jsonl");
        assertThat(rotated.code()).as(rotated.err()).isZero();
        assertThat(rotated.out()).contains(ann.accessKey());
        assertThat(files(keys)).isNotEmpty();

        String[] revoke = {"key", "revoke", "--tenant", "acme", "--unused", "90d"};
        assertThat(shell().run("key", "revoke", "--tenant", "acme", "--unused", "110d", "--dry-run")
                        .code())
                .isZero();
        assertThat(shell().run(revoke).code()).isIn(0, ExitCode.WRONG_USE.number());
        assertThat(shell().run("key", "revoke", "--yes").err()).contains("one key or --unused is needed");
        Shell.Result one = shell().run("key", "revoke", ann.accessKey(), "--yes");
        assertThat(one.code()).as(one.err()).isZero();
        assertThat(shell().run("key", "list", "--user", "Ann", "-o", "csv").out())
                .doesNotContain(ann.accessKey());
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void a_new_key_goes_to_a_file_of_its_owner_or_is_shown_on_demand(Edition edition) throws IOException {
        FakeClearMl fake = edition == Edition.ENTERPRISE ? enterprise : openSource;
        fake.addUser("Robot", Role.USER);
        Shell shell = new Shell(home).on(fake);
        assertThat(shell.run("key", "create", "--user", "Robot", "--label", "ci", "--yes")
                        .err())
                .contains("no place for the secrets");
        Path keys = home.resolve("keys");
        Shell.Result made = shell.run(
                "key", "create", "--user", "robot", "--label", "ci", "--out", keys.toString(), "--yes", "-o", "json");
        assertThat(made.code()).as(made.err()).isZero();
        String accessKey = made.json().path("access_key").asText();
        assertThat(made.out()).doesNotContain("secret");
        List<Path> files = files(keys);
        assertThat(files).hasSize(1);
        assertThat(Files.readString(files.get(0))).contains(accessKey, "secret_key");
        assertThat(Files.getPosixFilePermissions(files.get(0))).isEqualTo(PosixFilePermissions.fromString("rw-------"));

        Path manifests = home.resolve("manifests");
        assertThat(shell.run(
                                "key",
                                "create",
                                "--user",
                                "Robot",
                                "--label",
                                "agent",
                                "--out",
                                manifests.toString(),
                                "--kubernetes",
                                "clearml",
                                "--yes")
                        .code())
                .isZero();
        assertThat(Files.readString(files(manifests).get(0))).contains("kind: Secret", "namespace: \"clearml\"");

        Shell.Result shown = shell.run(
                "key", "create", "--user", "Robot", "--label", "seen", "--show-secret", "--yes", "-o", "json");
        assertThat(shown.json().path("secret_key").asText()).isNotEmpty();
        if (edition == Edition.OPEN_SOURCE) {
            assertThat(shell.run("key", "revoke", accessKey, "--yes").err()).contains("name its user with --user");
        }
        Shell.Result revoked = shell.run("key", "revoke", accessKey, "--user", "Robot", "--yes");
        assertThat(revoked.code()).as(revoked.err()).isZero();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
