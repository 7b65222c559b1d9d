package io.clearmladmin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fake as a process of its own. */
@Timeout(60)
class ServerProgramTest {

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void another_process_uses_what_it_prints_and_it_ends_when_it_is_asked_to() throws Exception {
        int port = freePort();
        Process process = start("--port", String.valueOf(port), "--edition", "enterprise");
        process.getOutputStream().close();
        Map<String, String> printed = printed(process);
        assertThat(printed).containsEntry("CLEARML_API_HOST", "http://localhost:" + port);
        try (ClearMl clearml = ClearMl.connect(
                printed.getOrDefault("CLEARML_API_HOST", ""),
                printed.getOrDefault("CLEARML_API_ACCESS_KEY", ""),
                printed.getOrDefault("CLEARML_API_SECRET_KEY", ""))) {
            assertThat(clearml.capabilities().edition()).isEqualTo(Edition.ENTERPRISE);
        }
        assertThat(process.isAlive()).isTrue();
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void asked_to_it_ends_with_its_standard_input() throws Exception {
        Process process = start("--until-stdin-closes");
        assertThat(printed(process)).hasSize(3);
        assertThat(process.isAlive()).isTrue();
        process.getOutputStream().close();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "--prot 8008, There is no option --prot",
        "--port eighty, 'port: must be a number, got eighty'",
        "--port 70000, 'port: must be 0 to 65535, got 70000'",
        "--port, --port needs a value",
        "--edition pro, 'edition: must be open-source or enterprise, got pro'",
    })
    void what_it_cannot_do_is_said_with_its_usage(String arguments, String message) throws Exception {
        assertThat(failure(arguments.split(" "))).startsWith(message).contains("Usage: FakeClearMl [--port N]");
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (FakeClearMl other = FakeClearMl.start()) {
            String port = other.url().replaceAll(".*:", "");
            assertThat(failure("--port", port)).startsWith("port " + port + ": cannot be listened on: ");
        }
    }

    @Test
    void a_port_of_ones_choice_is_free_again_after_the_close() throws Exception {
        int port = freePort();
        for (int i = 0; i < 2; i++) {
            try (FakeClearMl fake = FakeClearMl.builder().port(port).start();
                    ClearMl clearml = fake.connect()) {
                assertThat(fake.url()).isEqualTo("http://localhost:" + port);
                clearml.server().info();
            }
        }
    }

    private static String failure(String... arguments) throws InterruptedException {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);
        PrintStream out = new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        assertThat(new ServerProgram(InputStream.nullInputStream(), out, err).run(arguments))
                .isEqualTo(2);
        return errors.toString(StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Map<String, String> printed(Process process) throws IOException {
        Map<String, String> variables = new HashMap<>();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (int i = 0; i < 3; i++) {
            String[] parts = String.valueOf(lines.readLine())
                    .replaceFirst("^export ", "")
                    .split("=", 2);
            variables.put(parts[0], parts[1]);
        }
        return variables;
    }

    // The tests run on the module path; the process needs no modules.
    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(
                        File.pathSeparator,
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path", "")),
                FakeClearMl.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        return process;
    }
}
