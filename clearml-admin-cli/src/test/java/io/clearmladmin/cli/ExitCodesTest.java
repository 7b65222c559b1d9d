package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.house.BlackHole;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way to end has its exit code, one line of what failed and one of what to do. */
class ExitCodesTest {

    private static final Path PAGE = Path.of("..", "docs", "cli", "exit-codes.md");

    private static FakeClearMl fake;

    @TempDir
    private Path home;

    @BeforeAll
    static void start() {
        fake = FakeClearMl.start(Edition.ENTERPRISE);
    }

    @AfterAll
    static void stop() {
        fake.close();
    }

    @BeforeEach
    void reset() {
        fake.reset();
    }

    @Test
    void what_is_done_ends_with_0_and_says_nothing_else() {
        Shell.Result result = new Shell(home).on(fake).run("whoami", "-o", "json");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.json().path("role").asText()).isEqualTo("system");
    }

    @Test
    void what_the_server_refuses_ends_with_1_and_has_the_request_id() {
        Shell.Result result =
                new Shell(home).on(fake).run("call", "users.get_by_id", "--safe", "-d", "{\"user\":\"nobody\"}");
        assertThat(result.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(2);
        assertThat(result.err()).startsWith("error: users.get_by_id: ").contains("[request id ", "\nfix:   ");
    }

    @Test
    void wrong_use_ends_with_2_and_offers_the_nearest_word() {
        Shell shell = new Shell(home);
        assertWrong(shell.run("whoani"), "has no command whoani", "did you mean whoami?");
        assertWrong(shell.run("whoami", "--profil=x"), "has no option --profil=x", "did you mean --profile?");
        assertWrong(shell.run("whoami", "extra"), "has no argument extra", "see clearml-admin whoami --help");
        assertWrong(shell.run("whoami", "-o", "xml"), "'xml'", "see clearml-admin whoami --help");
        assertWrong(shell.run("ping", "--timeout", "soon"), "such as 90d, got 'soon'", "see clearml-admin ping --help");
        assertWrong(shell.run("ping", "--timeout"), "--timeout", "see clearml-admin ping --help");
        assertWrong(shell.run("call"), "ENDPOINT", "see clearml-admin call --help");
        assertWrong(shell.run("server"), "a command is missing", "info, health, capabilities");
        assertWrong(shell.run("call", "x.y", "-d", "[1]"), "no JSON object", "write an object");
        assertWrong(shell.run("call", "x.y", "-d", "{1}"), "no JSON: line 1", "write an object");
        assertWrong(shell.run("call", "x.y", "-d", "@missing.json"), "no such file", "correct the path");
        assertWrong(shell.run("call", "x.y", "--safe", "--unsafe"), "exclude each other", "leave one");
        assertWrong(shell.run("whoami", "--profile", "p", "--url", "http://u:8008"), "exclude each other", "leave one");
        assertWrong(shell.run("whoami", "--profile", "nobody"), "no profile 'nobody'", "config show");
    }

    @Test
    void a_login_that_is_not_accepted_and_a_missing_right_end_with_3() {
        Shell shell = new Shell(home);
        shell.profiles("profiles { wrong { api_server = \"" + fake.url()
                + "\", access_key = NOBODYNOBODYNOBODY00, secret_key = wrong } }");
        Shell.Result unknown = shell.run("whoami", "--profile", "wrong");
        assertThat(unknown.code()).isEqualTo(ExitCode.DENIED.number());
        assertThat(unknown.err()).contains("auth.login", "fix:   check key and secret");
        Shell.Result refused = new Shell(home)
                .on(fake, fake.addUser("someone", Role.USER))
                .run("call", "system.get_companies", "--safe");
        assertThat(refused.code()).isEqualTo(ExitCode.DENIED.number());
        assertThat(refused.err()).contains("fix:   use the key of a user who may do this");
    }

    @Test
    void without_a_server_it_ends_with_4() {
        try (BlackHole.Place nobody = BlackHole.REFUSED.open()) {
            Shell.Result result =
                    new Shell(home).on(nobody.url(), fake.systemUser()).run("whoami", "--timeout", "1s", "-v");
            assertThat(result.code()).isEqualTo(ExitCode.UNREACHABLE.number());
            assertThat(result.err())
                    .contains("> auth.login attempt 1: no reply", "error: ", "fix:   check the address");
        }
    }

    @Test
    void a_change_whose_outcome_is_unknown_ends_with_5_and_what_shows_it() {
        fake.inject(Fault.dropResponse().on("queues.create"));
        Shell.Result result = new Shell(home).on(fake).run("call", "queues.create", "-d", "{\"name\":\"gpu\"}");
        assertThat(result.code()).isEqualTo(ExitCode.OUTCOME_UNKNOWN.number());
        assertThat(result.err()).contains("look whether it was carried out before you run it again");
        assertThat(fake.recordedCalls("queues.create")).hasSize(1);
    }

    @Test
    void findings_end_with_10() {
        Shell.Result result = new Shell(home).on(fake).run("server", "capabilities", "no.such_endpoint");
        assertThat(result.code()).isEqualTo(ExitCode.FINDINGS.number());
        assertThat(result.err()).isEmpty();
    }

    @Test
    void an_interrupt_ends_with_130() {
        Thread.currentThread().interrupt();
        Shell.Result result = new Shell(home).on(fake).run("whoami");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.code()).isEqualTo(ExitCode.INTERRUPTED.number());
        assertThat(result.err()).contains("interrupted");
    }

    @Test
    void a_reader_that_has_enough_is_no_failure_and_a_full_disk_is() {
        assertThat(new Shell(home).on(fake).out(failing("Broken pipe")).run("whoami"))
                .isEqualTo(new Shell.Result(0, "", ""));
        Shell.Result full =
                new Shell(home).on(fake).out(failing("No space left on device")).run("whoami");
        assertThat(full.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(full.err()).contains("No space left on device");
    }

    @Test
    void the_page_lists_each_code() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(Arrays.stream(ExitCode.values()).map(code -> "| " + code.number() + " | " + code.text() + " |"))
                .allSatisfy(line -> assertThat(page).contains(line));
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(message);
            }

            @Override
            public void flush() {}
        };
    }

    private static void assertWrong(Shell.Result result, String what, String remedy) {
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.WRONG_USE.number());
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(what, remedy).startsWith("error: ").contains("\nfix:   ");
    }
}
