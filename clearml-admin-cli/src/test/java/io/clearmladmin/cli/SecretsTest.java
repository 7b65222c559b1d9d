package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.FakeUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;

/** A secret comes from a file, the standard input or the environment, and goes to files that only their owner may read. */
class SecretsTest {

    private static final Pattern SECRET = Pattern.compile("secret|password|token");
    private static FakeClearMl fake;

    @TempDir
    private Path home;

    @BeforeAll
    static void start() {
        fake = FakeClearMl.start();
    }

    @AfterAll
    static void stop() {
        fake.close();
    }

    @Test
    void no_option_of_any_command_takes_a_secret_itself() {
        List<OptionSpec> named = HelpTest.commands()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .filter(option -> SECRET.matcher(option.longestName().toLowerCase(Locale.ROOT))
                        .find())
                .filter(option -> option.arity().max() > 0)
                .filter(option -> !option.paramLabel().equals("FILE")
                        && !option.paramLabel().equals("NAME"))
                .toList();
        assertThat(named).isEmpty();
    }

    @Test
    void a_login_takes_its_secret_from_a_file_the_input_or_the_environment() throws IOException {
        FakeUser user = fake.systemUser();
        String secret = user.secretKey().reveal();
        Path file = home.resolve("secret");
        Files.writeString(file, secret + "\r\n");
        Shell shell = new Shell(home);
        String[] login = {"whoami", "--url", fake.url(), "--access-key", user.accessKey()};
        assertDone(shell.run(with(login, "--secret-file", file.toString())), secret);
        assertDone(shell.input("\ufeff" + secret + "\n").run(with(login, "--secret-file", "-")), secret);
        assertDone(shell.with("CLEARML_API_SECRET_KEY", secret).run(login), secret);
        Shell other = new Shell(home);
        assertWrong(other.run(login), "CLEARML_API_SECRET_KEY is not set");
        assertWrong(other.run("whoami", "--secret-file", file.toString()), "--secret-file needs --access-key");
        assertWrong(other.input("\n").run(with(login, "--secret-file", "-")), "the standard input has no secret");
        assertWrong(other.run(with(login, "--profile", "p")), "exclude each other");
        Shell.Result shown = other.run(
                "config", "show", "--access-key", user.accessKey(), "--secret-file", file.toString(), "-o", "csv");
        assertThat(shown.out())
                .contains(",--access-key", "secret key,***,--secret-file")
                .doesNotContain(secret);
    }

    @Test
    void values_are_written_for_their_owner_alone_with_secrets_from_files_and_the_environment() throws IOException {
        Path token = home.resolve("token.txt");
        Files.writeString(token, "kanari-registry\r\n");
        Path out = home.resolve("values.yaml");
        Shell shell = new Shell(home).with("SIGNING", "kanari-signing-0123456789abcdef");
        String[] build = {
            "helm", "build", "--chart", "clearml:7.14.4", "--base-domain", "ml.example.com", "--out", out.toString()
        };
        Shell.Result built = shell.run(with(
                build,
                "--set-file",
                "imageCredentials.password=" + token,
                "--set",
                "webserver.replicaCount:=2",
                "-o",
                "json"));
        assertThat(built.code()).as(built.err()).isZero();
        assertThat(built.out() + built.err()).doesNotContain("kanari");
        String values = Files.readString(out);
        assertThat(values).contains("kanari-registry\n", "api.ml.example.com", "replicaCount: 2");
        assertThat(Files.getPosixFilePermissions(out)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

        Shell.Result again = shell.run(build);
        assertWrong(again, "nobody can be asked");
        assertThat(again.err()).contains("replace " + out);
        assertThat(Files.readString(out)).isEqualTo(values);
        String key = "(?s).*apiserverKey: (\\S+).*";
        assertThat(shell.run(with(build, "--yes", "--keep", out.toString())).code())
                .isZero();
        assertThat(Files.readString(out).replaceAll(key, "$1")).isEqualTo(values.replaceAll(key, "$1"));
        assertThat(shell.run(with(build, "--yes")).code()).isZero();
        assertThat(Files.readString(out).replaceAll(key, "$1")).isNotEqualTo(values.replaceAll(key, "$1"));
        assertWrong(shell.run(with(build, "--yes", "--set", "webserver.replicaCuont:=2")), "replicaCuont");
        assertWrong(shell.run(with(build, "--yes", "--set-env", "a.b=MISSING")), "MISSING is not set");
        assertWrong(shell.run(with(build, "--monitor-uuid", "x")), "monitor-uuid");
        String[] nameless = {"helm", "build", "--out", out.toString(), "--chart"};
        assertWrong(shell.run(with(nameless, "clearml")), "needs its version");
        assertWrong(shell.run(with(nameless, "control-plane")), "not written here");
        assertWrong(shell.run(with(nameless, "clearml-custom-events")), "no login to write down");
    }

    @Test
    void values_of_custom_events_have_the_login_and_keep_the_id() throws IOException {
        Path out = home.resolve("events.yaml");
        Shell shell = new Shell(home).on(fake).with("REGISTRY", "kanari-registry");
        String[] build = {
            "helm",
            "build",
            "--chart",
            "clearml-custom-events",
            "--set-env",
            "global.imageCredentials.password=REGISTRY",
            "--yes",
            "--out",
            out.toString()
        };
        Shell.Result built = shell.run(build);
        assertThat(built.code()).as(built.err()).isZero();
        String values = Files.readString(out);
        assertThat(values)
                .contains(
                        fake.url(),
                        fake.systemUser().accessKey(),
                        fake.systemUser().secretKey().reveal(),
                        "podsMonitorUUID");
        assertThat(shell.run(with(build, "--keep", out.toString())).code()).isZero();
        assertThat(Files.readString(out)).isEqualTo(values);
        assertWrong(shell.run(with(build, "--base-domain", "x.example")), "are of the server's charts");
    }

    private static String[] with(String[] words, String... more) {
        return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(String[]::new);
    }

    private static void assertDone(Shell.Result result, String secret) {
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out() + result.err()).doesNotContain(secret);
    }

    private static void assertWrong(Shell.Result result, String what) {
        assertThat(result.code()).as(result.out() + result.err()).isEqualTo(ExitCode.WRONG_USE.number());
        assertThat(result.err()).contains(what);
    }
}
