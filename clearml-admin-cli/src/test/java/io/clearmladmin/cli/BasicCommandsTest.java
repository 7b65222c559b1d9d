package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.testkit.FakeClearMl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who I am, what the server is, any endpoint, and where settings come from. */
class BasicCommandsTest {

    @RegisterExtension
    private static final BothEditions FAKES = new BothEditions();

    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource(Edition.class)
    void who_i_am_takes_one_login_and_no_other_call(Edition edition) {
        Shell shell = new Shell(home).on(FAKES.of(edition));
        Shell.Result result = shell.run("whoami", "-v");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("user_name", "role", "system", FAKES.of(edition).url());
        assertThat(result.err().lines()).hasSize(1).first().asString().startsWith("> auth.login attempt 1: 200 in ");
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void a_server_shows_what_it_is_and_how_it_is(Edition edition) {
        Shell shell = new Shell(home).on(FAKES.of(edition));
        assertThat(shell.run("ping", "-o", "json").json().path("url").asText())
                .startsWith(FAKES.of(edition).url());
        assertThat(shell.run("server", "info", "-o", "json")
                        .json()
                        .path("version")
                        .asText())
                .isNotEmpty();
        Shell.Result health = shell.run("server", "health", "-o", "csv");
        assertThat(health.code()).as(health.out() + health.err()).isZero();
        assertThat(health.out()).startsWith("part,state,healthy\nthe API server,answers,true\n");
        assertThat(shell.run("server", "capabilities", "-o", "json")
                        .json()
                        .path("edition")
                        .asText())
                .isEqualTo(edition == Edition.ENTERPRISE ? "enterprise" : "open-source");
        assertThat(shell.run("server", "capabilities", "users.get_all", "--jsonl")
                        .out())
                .isEqualTo("{\"endpoint\":\"users.get_all\",\"available\":true}\n");
    }

    @Test
    void an_unwell_database_ends_with_10() {
        try (FakeClearMl unwell = FakeClearMl.start(Edition.ENTERPRISE)) {
            unwell.stub("server.health_status", call -> Map.of("failed", true, "dbs", Map.of("mongo", "down")));
            Shell.Result result = new Shell(home).on(unwell).run("server", "health");
            assertThat(result.code()).isEqualTo(ExitCode.FINDINGS.number());
            assertThat(result.out()).contains("down");
        }
    }

    @Test
    void any_endpoint_takes_its_data_from_the_line_a_file_or_the_input() throws IOException {
        Shell shell = new Shell(home).on(FAKES.openSource());
        Path file = home.resolve("body.json");
        Files.writeString(file, "{\"only_fields\": [\"id\"]}\r\n");
        for (String data : new String[] {"{\"only_fields\": [\"id\"]}", "@" + file, "@-"}) {
            Shell.Result result =
                    shell.input("{\"only_fields\": [\"id\"]}").run("call", "users.get_all", "--safe", "-d", data);
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.json().path("users").isArray()).isTrue();
        }
        assertThat(shell.run("call", "users.get_all", "--safe", "-o", "yaml").out())
                .startsWith("users:");
    }

    @Test
    void where_settings_come_from_is_shown_and_no_secret() {
        Shell shell = new Shell(home).on(FAKES.openSource());
        Shell.Result result = shell.run("config", "show", "-o", "csv");
        assertThat(result.out())
                .contains("API address," + FAKES.openSource().url() + ",profile fake in ", "secret key,***")
                .doesNotContain(FAKES.openSource().systemUser().secretKey().reveal());
        assertThat(shell.run("config", "show", "--url", "http://other:8008", "-o", "csv")
                        .out())
                .contains("API address,http://other:8008,--url");
        assertThat(shell.run("config", "path").out()).contains(".config/clearml-admin/config", "clearml.conf");
        assertThat(shell.run("config", "profiles", "-o", "csv").out())
                .startsWith("profile,api_server,access_key\nfake,"
                        + FAKES.openSource().url())
                .doesNotContain(FAKES.openSource().systemUser().secretKey().reveal());
    }

    @Test
    void a_profile_takes_its_secret_from_the_environment_and_warns_if_others_may_read_it() throws IOException {
        Shell shell = new Shell(home);
        Path file = shell.profiles(
                "profiles {\n  one { api_server = \"" + FAKES.openSource().url() + "\", access_key = \""
                        + FAKES.openSource().systemUser().accessKey() + "\"\n  secret_key = ${ONES_SECRET} } }");
        shell.with("ONES_SECRET", FAKES.openSource().systemUser().secretKey().reveal());
        Shell.Result result = shell.run("whoami", "--profile", "one");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(shell.run("whoami", "--profile", "one").err()).contains("warning: ", "chmod 600");
        assertThat(shell.run("whoami", "--profile", "onne").err()).contains("did you mean one?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void completion_has_each_command(String shell) {
        Shell.Result result = new Shell(home).run("completion", shell);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("clearml-admin", "whoami", "capabilities", "profile");
    }

    @Test
    void help_and_version_are_data_and_have_no_colours_unless_on_a_terminal() {
        Shell.Result help = new Shell(home).run("server", "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("capabilities").doesNotContain("\u001b");
        assertThat(new Shell(home).run("--version").out()).startsWith("clearml-admin ");
        Shell terminal = new Shell(home).terminal(80).with("TERM", "xterm");
        assertThat(terminal.run("--help").out()).contains("\u001b[");
        assertThat(terminal.run("--help", "--no-color").out()).doesNotContain("\u001b[");
        assertThat(terminal.with("NO_COLOR", "1").run("--help").out()).doesNotContain("\u001b[");
        assertThat(new Shell(home).run("help", "whoami").out()).contains("Example");
    }
}
