package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.house.BlackHole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What only a process of its own shows. */
class ProcessTest {

    private static final long LONGEST_SECONDS = 60;

    private static Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ClearMlAdmin.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLEARML_API_ACCESS_KEY", "KEY");
        builder.environment().put("CLEARML_API_SECRET_KEY", "SECRET");
        builder.environment().put(Surroundings.TERMINALS, "");
        return builder.start();
    }

    @Test
    void ctrl_c_ends_a_call_that_gets_no_reply_with_130_and_says_so() throws Exception {
        try (BlackHole.Place place = BlackHole.SILENT.open()) {
            Process process = start("whoami", "--url", place.url());
            try {
                awaitVisitor(place, process);
                // As Ctrl-C does; SIGTERM, which Java can send, is handled alike.
                process.toHandle().destroy();
                assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
                String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.exitValue()).as(err).isEqualTo(ExitCode.INTERRUPTED.number());
                assertThat(err).contains("error: ");
            } finally {
                process.destroyForcibly();
            }
        }
    }

    // A start on a busy machine may take longer than one wait.
    private static void awaitVisitor(BlackHole.Place place, Process process) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (true) {
            try {
                place.awaitVisitor();
                return;
            } catch (IllegalStateException notYet) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    throw notYet;
                }
            }
        }
    }

    @Test
    void a_command_ends_with_its_code_and_prints_its_value() throws Exception {
        Process process = start("config", "show", "--url", "http://127.0.0.1:1", "-o", "csv");
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(out).contains("API address,http://127.0.0.1:1,--url", "secret key,***,CLEARML_API_SECRET_KEY");
    }
}
