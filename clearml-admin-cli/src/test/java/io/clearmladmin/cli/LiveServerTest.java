package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that only read, against a real server where the environment names one. */
class LiveServerTest {

    private static final String PREFIX = "CLEARML_ADMIN_LIVE_";

    @TempDir
    private Path home;

    private Shell shell = new Shell(Path.of(""));

    @BeforeEach
    void choose() {
        for (String name : List.of("HOST", "ACCESS_KEY", "SECRET_KEY")) {
            assumeTrue(
                    System.getenv(PREFIX + name) != null,
                    "needs a server: " + PREFIX + "HOST, " + PREFIX + "ACCESS_KEY and " + PREFIX + "SECRET_KEY");
        }
        shell = new Shell(home).with(Profiles.VARIABLE, "live");
        shell.profiles("profiles { live { api_server = \"" + System.getenv(PREFIX + "HOST") + "\", access_key = \""
                + System.getenv(PREFIX + "ACCESS_KEY") + "\", secret_key = \"" + System.getenv(PREFIX + "SECRET_KEY")
                + "\" } }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whoami",
                "ping",
                "server info",
                "server health",
                "server capabilities",
                "call users.get_all --safe",
                "tenant list",
                "user list",
                "key list",
                "worker list",
                "queue list",
                "config show"
            })
    void what_only_reads_is_done_and_fits_its_schema(String words) {
        Shell.Result result = shell.run((words + " -o json").split(" "));
        assertThat(result.code()).as(result.err()).isIn(0, ExitCode.FINDINGS.number());
        String secret = System.getenv(PREFIX + "SECRET_KEY");
        assertThat(result.out() + result.err()).doesNotContain(secret);
        EveryCommandTest.assertFits(words.replaceFirst("^call .*", "call"), result);
    }
}
