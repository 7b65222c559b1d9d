package io.clearmladmin.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clearmladmin.endpoint.Role;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.FakeUser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that starts JShell, in a copy of the project in which another Maven writes down that it was run. */
class JShellStartTest {

    private static final long MOST_MINUTES = 3;

    @TempDir
    Path project;

    private Path source;

    @BeforeEach
    void copy() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "a shell");
        Files.createDirectories(project.resolve("examples/jshell"));
        Files.createDirectories(project.resolve("examples/target/classes"));
        Files.createDirectories(project.resolve("bin"));
        for (String file : List.of("start", "startup.jsh", "who-am-i.jsh")) {
            Files.copy(
                    Path.of("jshell", file), project.resolve("examples/jshell").resolve(file));
        }
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        source = Files.createDirectories(project.resolve("clearml-admin-core/src/main/java"))
                .resolve("It.java");
        Files.writeString(source, "class It {}");
        Path maven = Files.writeString(project.resolve("bin/mvn"), """
                #!/bin/sh
                echo run >> "%s/runs"
                for each in "$@"; do
                    case $each in -Dmdep.outputFile=*) printf '%%s' "$IT_PATH" > "${each#*=}" ;; esac
                done
                """.formatted(project));
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        Instant before = Instant.now().minusSeconds(100);
        for (Path each : List.of(project.resolve("pom.xml"), source)) {
            Files.setLastModifiedTime(each, FileTime.from(before));
        }
    }

    private record Ended(int code, String printed) {}

    private Ended start(Map<String, String> environment, String input, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", project.resolve("examples/jshell/start").toString()));
        command.addAll(List.of(arguments));
        Path output = project.resolve("output");
        Path given = Files.writeString(project.resolve("input"), input);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(given.toFile())
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CLEARML"));
        builder.environment().put("HOME", project.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PATH", project.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
        builder.environment().put("IT_PATH", System.getProperty("java.class.path"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), Files.readString(output));
    }

    private static Map<String, String> environment(FakeClearMl fake) {
        FakeUser ann = fake.addUser("Ann", Role.ADMIN);
        return Map.of(
                "CLEARML_API_HOST", fake.url(),
                "CLEARML_API_ACCESS_KEY", ann.accessKey(),
                "CLEARML_API_SECRET_KEY", ann.secretKey().reveal());
    }

    private int runsOfMaven() throws IOException {
        return Files.readAllLines(project.resolve("runs")).size();
    }

    @Tag("long")
    @Test
    void a_script_runs_and_maven_only_if_something_changed() throws Exception {
        String script = project.resolve("examples/jshell/who-am-i.jsh").toString();
        try (FakeClearMl fake = FakeClearMl.start()) {
            Map<String, String> environment = environment(fake);
            Ended first = start(environment, "", script);
            assertThat(first.printed()).contains("I am Ann (admin) of clearml");
            assertThat(first.code()).isZero();
            assertThat(start(environment, "System.out.println(clearml)\n", "-").printed())
                    .startsWith("ClearMl[http:");
            assertThat(runsOfMaven()).isEqualTo(1);
            Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(100)));
            assertThat(start(environment, "int one = 1;\n", "-").code()).isZero();
            assertThat(runsOfMaven()).isEqualTo(2);
        }
    }

    @Test
    void a_script_that_fails_ends_with_its_message_and_1() throws Exception {
        try (FakeClearMl fake = FakeClearMl.start()) {
            Ended failed =
                    start(environment(fake), "int one = 1;\nint two = one / 0;\nSystem.out.println(\"on\")\n", "-");
            assertThat(failed.printed())
                    .contains("standard input, line 2: java.lang.ArithmeticException: / by zero")
                    .doesNotContain("on\n");
            assertThat(failed.code()).isEqualTo(1);
        }
    }

    @Test
    void without_a_server_a_script_does_not_begin() throws Exception {
        Ended failed = start(Map.of(), "System.out.println(\"begun\")\n", "-");
        assertThat(failed.printed())
                .contains("startup.jsh, line ", "io.clearmladmin.errors.ConfigurationException")
                .doesNotContain("begun", "NullPointerException");
        assertThat(failed.code()).isEqualTo(1);
    }

    @Test
    void the_prompt_is_the_one_of_jshell_with_the_client() throws Exception {
        assumeTrue(Files.exists(Path.of(System.getProperty("java.home"), "bin", "jshell")), "jshell");
        try (FakeClearMl fake = FakeClearMl.start()) {
            Ended ended = start(environment(fake), "System.out.println(\"is \" + clearml)\n/exit 4\n");
            assertThat(ended.printed()).contains("is ClearMl[http:");
            assertThat(ended.code()).isEqualTo(4);
        }
    }
}
