package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.house.BlackHole;
import io.clearmladmin.testkit.FakeClearMl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a process of its own shows. */
class ProcessTest {

    private static final long LONGEST_SECONDS = 60;
    // A second is what it takes; this machine may be busy.
    private static final long END_SECONDS = 3;

    @TempDir
    private Path home;

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ClearMlAdmin.class.getName());
    }

    private static Process start(Map<String, String> environment, List<String> before, String... words)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(java());
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLEARML_API_ACCESS_KEY", "KEY");
        builder.environment().put("CLEARML_API_SECRET_KEY", "SECRET");
        builder.environment().put(Surroundings.TERMINALS, "");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Map<String, String> login(FakeClearMl fake) {
        return Map.of(
                "CLEARML_API_HOST", fake.url(),
                "CLEARML_API_ACCESS_KEY", fake.systemUser().accessKey(),
                "CLEARML_API_SECRET_KEY", fake.systemUser().secretKey().reveal());
    }

    /** A build in the background ignores SIGINT, and so would what it starts. */
    private static List<String> interruptible() throws Exception {
        List<String> env = List.of("env", "--default-signal=INT");
        List<String> probe = new ArrayList<>(env);
        probe.add("true");
        try {
            Process process = new ProcessBuilder(probe).start();
            return process.waitFor() == 0 ? env : List.of();
        } catch (IOException noEnv) {
            return List.of();
        }
    }

    private static void signal(Process process, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void ctrl_c_ends_a_call_that_gets_no_reply_with_130_and_says_so(String signal) throws Exception {
        try (BlackHole.Place place = BlackHole.SILENT.open()) {
            Process process = start(Map.of(), interruptible(), "whoami", "--url", place.url());
            try {
                awaitVisitor(place, process);
                signal(process, signal);
                assertThat(process.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
                String err = text(process.getErrorStream());
                assertThat(process.exitValue()).as(err).isEqualTo(ExitCode.INTERRUPTED.number());
                assertThat(err).contains("error: ");
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void ctrl_c_in_the_middle_of_a_folder_says_what_was_and_was_not_done() throws Exception {
        Path folder = Files.createDirectories(home.resolve("tenants"));
        for (String name : List.of("one", "three", "two")) {
            Files.writeString(
                    folder.resolve(name + ".yaml"),
                    "name: " + name + "\nadmin:\n  name: Ann\n  email: ann@" + name + ".example\n");
        }
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE)) {
            // One is there but for its admin, and its neighbour is created by a call that gets no reply.
            fake.addCompany("one");
            CountDownLatch second = new CountDownLatch(1);
            CountDownLatch released = new CountDownLatch(1);
            fake.stub("tenants.create_tenant", call -> {
                second.countDown();
                awaited(released);
                return Map.of();
            });
            Process process = start(
                    login(fake),
                    interruptible(),
                    "tenant",
                    "apply",
                    folder.toString(),
                    "--parallel",
                    "1",
                    "--yes",
                    "-o",
                    "csv");
            try {
                assertThat(second.await(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
                signal(process, "INT");
                assertThat(process.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
                String out = text(process.getInputStream());
                String err = text(process.getErrorStream());
                assertThat(process.exitValue()).as(err).isEqualTo(ExitCode.INTERRUPTED.number());
                assertThat(out.lines().toList())
                        .as(out + err)
                        .hasSize(4)
                        .satisfies(lines -> assertThat(lines.get(1)).startsWith("one,done,"))
                        .satisfies(lines -> assertThat(lines.get(2)).startsWith("three,"))
                        .satisfies(lines -> assertThat(lines.get(2)).doesNotContain(",done,"))
                        .satisfies(lines -> assertThat(lines.get(3)).startsWith("two,not begun,"));
            } finally {
                released.countDown();
                process.destroyForcibly();
            }
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
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
        Process process = start(Map.of(), List.of(), "config", "show", "--url", "http://127.0.0.1:1", "-o", "csv");
        String out = text(process.getInputStream());
        assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(out).contains("API address,http://127.0.0.1:1,--url", "secret key,***,CLEARML_API_SECRET_KEY");
    }

    @Test
    void a_reader_that_takes_the_first_line_makes_nothing_fail() throws Exception {
        try (FakeClearMl fake = FakeClearMl.start()) {
            // More than any pipe holds.
            fake.stub("users.get_all", call -> Map.of("users", Collections.nCopies(40_000, Map.of("id", "someone"))));
            List<String> command =
                    new ArrayList<>(List.of("bash", "-c", "\"$@\" | head -1; exit ${PIPESTATUS[0]}", "bash"));
            Process process = start(login(fake), command, "call", "users.get_all", "--safe", "-o", "yaml");
            String out = text(process.getInputStream());
            String err = text(process.getErrorStream());
            assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(out).isEqualTo("users:\n");
            assertThat(err).isEmpty();
            assertThat(process.exitValue()).isZero();
        }
    }
}
