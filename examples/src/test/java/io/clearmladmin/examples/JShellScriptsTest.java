package io.clearmladmin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.FakeUser;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs the scripts line by line against a fake server; each line must be valid and succeed. */
class JShellScriptsTest {

    private static final Path SCRIPTS = Path.of("jshell");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void forget() {
        System.clearProperty("clearml.api.host");
        System.clearProperty("clearml.api.access_key");
        System.clearProperty("clearml.api.secret_key");
    }

    private String run(FakeClearMl fake, FakeUser user, String script) throws IOException {
        System.setProperty("clearml.api.host", fake.url());
        System.setProperty("clearml.api.access_key", user.accessKey());
        System.setProperty("clearml.api.secret_key", user.secretKey().reveal());
        PrintStream out = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                shell.addToClasspath(entry);
            }
            feed(shell, "import java.util.*;\nimport java.util.stream.*;");
            feed(shell, Files.readString(SCRIPTS.resolve("startup.jsh")));
            feed(shell, Files.readString(SCRIPTS.resolve(script)));
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static void feed(JShell shell, String script) {
        StringBuilder pending = new StringBuilder();
        for (String line : script.lines().toList()) {
            // Lines such as /exit are commands of the jshell tool.
            if (line.startsWith("/") && !line.startsWith("//")) {
                continue;
            }
            pending.append(line).append('\n');
            SourceCodeAnalysis.CompletionInfo part = shell.sourceCodeAnalysis().analyzeCompletion(pending.toString());
            if (part.completeness().isComplete()) {
                evaluate(shell, part.source());
                pending.setLength(0);
            }
        }
        assertThat(pending.toString()).as("an unfinished end").isBlank();
    }

    private static void evaluate(JShell shell, String source) {
        for (SnippetEvent event : shell.eval(source)) {
            assertThat(event.status()).as(source).isEqualTo(Snippet.Status.VALID);
            assertThat(event.exception()).as(source).isNull();
        }
    }

    @Test
    void who_am_i() throws IOException {
        try (FakeClearMl fake = FakeClearMl.start()) {
            assertThat(run(fake, fake.addUser("Ann", Role.ADMIN), "who-am-i.jsh"))
                    .contains("I am Ann (admin) of clearml")
                    .contains("on an open source server 2.3.0");
        }
    }

    @Test
    void rotate_my_key() throws IOException {
        try (FakeClearMl fake = FakeClearMl.start()) {
            FakeUser ann = fake.addUser("Ann", Role.USER);
            assertThat(run(fake, ann, "rotate-my-key.jsh"))
                    .contains("The new key logs in as Ann")
                    .contains("old  " + ann.accessKey() + "  last used 2")
                    .containsPattern("secret key: \\S{40,}");
            assertThat(fake.recordedCalls("auth.create_credentials")).hasSize(1);
            assertThat(fake.recordedCalls("auth.login")).hasSize(2);
        }
    }

    @Test
    void list_tenants() throws IOException {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE)) {
            String acme = fake.addCompany("Acme");
            assertThat(run(fake, fake.systemUser(), "list-tenants.jsh")).contains(acme + "  Acme");
        }
    }

    @Test
    void list_tenants_of_an_open_source_server() throws IOException {
        try (FakeClearMl fake = FakeClearMl.start()) {
            assertThat(run(fake, fake.systemUser(), "list-tenants.jsh")).contains("it has one tenant");
        }
    }

    @Test
    void audit() throws IOException {
        try (FakeClearMl fake = FakeClearMl.start()) {
            assertThat(run(fake, fake.systemUser(), "audit.jsh"))
                    .contains("Audit of " + fake.url())
                    .contains("For Enterprise servers only: inactive-users");
        }
    }

    @Test
    void every_script_is_run_here() throws IOException {
        Map<String, Integer> known = Map.of(
                "startup.jsh", 0, "who-am-i.jsh", 1, "rotate-my-key.jsh", 1, "list-tenants.jsh", 2, "audit.jsh", 1);
        try (var files = Files.list(SCRIPTS)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".jsh")))
                    .containsExactlyInAnyOrderElementsOf(known.keySet());
        }
    }
}
