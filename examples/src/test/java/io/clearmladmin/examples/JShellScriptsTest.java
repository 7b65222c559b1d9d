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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the scripts against a fake server; each line must be valid and succeed. A script with a mistake ends at it. */
class JShellScriptsTest {

    private static final Path SCRIPTS = Path.of("jshell");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream failures = new ByteArrayOutputStream();
    private int code;

    @TempDir
    Path folder;

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
        try (PrintStream errors = new PrintStream(failures, true, StandardCharsets.UTF_8)) {
            code = JShellScript.run(
                    List.of(
                            SCRIPTS.resolve("startup.jsh").toString(),
                            SCRIPTS.resolve(script).toString()),
                    errors);
        } finally {
            System.setOut(out);
        }
        assertThat(failures.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(code).isZero();
        return printed.toString(StandardCharsets.UTF_8);
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
                    .contains("Not applicable here: inactive-users");
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            int one = 1;\\n/exit                             | 0 |
            int one = 1;                                     | 0 |
            /exit 3                                          | 3 |
            int two = 1 + 1;\\n/exit two + 5                 | 7 |
            throw new IllegalStateException("no")            | 1 | line 1: java.lang.IllegalStateException: no
            int one = 1;\\nint two = one / 0;                | 1 | line 2: java.lang.ArithmeticException: / by zero
            int one = 1;\\n\\nint two = three;               | 1 | line 3: cannot find symbol
            int f(int i) {\\n  return i +;\\n}               | 1 | line 2: illegal start of expression
            int f(int i) {\\n  return none(i);\\n}\\nf(1)    | 1 | line 4: jdk.jshell.UnresolvedReferenceException
            if (true) {\\n  int one = 1;                     | 1 | line 2: reached end of file while parsing
            /reset                                           | 1 | line 1: /reset: a script has no command but /exit
            int one = 1;; int two = one / 0;                 | 1 | line 1: java.lang.ArithmeticException
            """)
    void a_script_ends_at_its_first_mistake_with_its_message_and_1_and_otherwise_with_its_own_code(
            String script, int expected, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("it.jsh"), script.replace("\\n", "\n") + "\n");
        try (PrintStream errors = new PrintStream(failures, true, StandardCharsets.UTF_8)) {
            assertThat(JShellScript.run(List.of(file.toString()), errors)).isEqualTo(expected);
        }
        String shown = failures.toString(StandardCharsets.UTF_8);
        if (message == null) {
            assertThat(shown).isEmpty();
        } else {
            assertThat(shown).contains(file + ", " + message);
        }
    }

    @Test
    void nothing_after_a_mistake_is_run() throws IOException {
        Path file = Files.writeString(
                folder.resolve("it.jsh"),
                "int one = 1 / 0;\njava.nio.file.Files.createFile(Path.of(\"" + folder.resolve("made") + "\"));\n");
        try (PrintStream errors = new PrintStream(failures, true, StandardCharsets.UTF_8)) {
            assertThat(JShellScript.run(List.of(file.toString()), errors)).isEqualTo(1);
        }
        assertThat(folder.resolve("made")).doesNotExist();
    }

    @Test
    void every_public_package_of_the_modules_is_imported_and_of_two_types_of_one_name_one_is_decided_for()
            throws IOException {
        List<String> imports =
                imports().filter(name -> name.startsWith("io.clearmladmin")).toList();
        Map<String, List<String>> packagesByType = new TreeMap<>();
        for (String module : List.of("core", "operations", "events", "kafka", "k8s", "helm")) {
            Path root = Path.of("..", "clearml-admin-" + module, "src", "main", "java");
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(JShellScriptsTest::isPublic).toList()) {
                    String name = root.relativize(file.getParent()).toString().replace(File.separatorChar, '.');
                    packagesByType
                            .computeIfAbsent(file.getFileName().toString(), type -> new ArrayList<>())
                            .add(name);
                }
            }
        }
        assertThat(packagesByType.values().stream().flatMap(List::stream).distinct())
                .containsExactlyInAnyOrderElementsOf(imports);
        String startup = Files.readString(SCRIPTS.resolve("startup.jsh"));
        assertThat(packagesByType)
                .allSatisfy((file, packages) -> assertThat(packages)
                        .satisfiesAnyOf(
                                all -> assertThat(all).hasSize(1),
                                all -> assertThat(all)
                                        .anyMatch(name -> startup.contains(
                                                "\nimport " + name + "." + file.replace(".java", "") + "\n"))));
    }

    private static Stream<String> imports() throws IOException {
        return Pattern.compile("import (\\S+)\\.\\*")
                .matcher(Files.readString(SCRIPTS.resolve("startup.jsh")))
                .results()
                .map(found -> found.group(1));
    }

    @Test
    void what_the_pages_import_of_the_library_the_JDK_and_a_consumer_a_script_has_without() throws IOException {
        Set<String> imported = Stream.concat(
                        imports(), JShellScript.DEFAULT_IMPORTS.stream().map(name -> name.replace(".*", "")))
                .collect(Collectors.toSet());
        Pattern type = Pattern.compile("import ((?:[a-z]\\w*\\.)+)[A-Z]\\w*;");
        assertThat(PageBlock.all().stream()
                        .flatMap(block -> block.imports().stream())
                        .map(type::matcher)
                        .filter(Matcher::matches)
                        .map(found -> found.group(1).replaceAll("\\.$", ""))
                        .filter(name -> name.matches("java\\..*|io\\.clearmladmin\\b.*|.*\\.clients\\.consumer"))
                        // In the command's own process, a script has a server and no fake, and nobody reads its meters.
                        .filter(name -> !name.matches("io\\.clearmladmin\\.(testkit|micrometer)\\b.*")))
                .isSubsetOf(imported);
    }

    private static boolean isPublic(Path file) {
        try {
            return file.toString().endsWith(".java")
                    && !file.toString().contains("internal")
                    && Files.readString(file).contains("\npublic ");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
