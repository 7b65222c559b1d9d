package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clearmladmin.testkit.FakeClearMl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What ships starts and does its work: the folder with the start script, the jar with all in it, the image with a Java of its own.
 * Run after a package, as {@code .ci/cli} does.
 */
@Tag("long")
class PackagedTest {

    private static final long LONGEST_SECONDS = 120;

    private static Path packaged(String end) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            Optional<Path> found = files.filter(
                            file -> file.getFileName().toString().endsWith(end)
                                    && file.getFileName().toString().startsWith("clearml-admin-cli-"))
                    .findFirst();
            assumeTrue(found.isPresent(), "needs target/…" + end + ", which mvn -Pimage package makes");
            Path place = found.orElseThrow();
            try (Stream<Path> inside = Files.isDirectory(place) ? Files.list(place) : Stream.of(place)) {
                return inside.findFirst().orElseThrow().toAbsolutePath();
            }
        }
    }

    private static String run(FakeClearMl fake, List<String> command, String... words) throws Exception {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().put("CLEARML_API_HOST", fake.url());
        builder.environment().put("CLEARML_API_ACCESS_KEY", fake.systemUser().accessKey());
        builder.environment()
                .put("CLEARML_API_SECRET_KEY", fake.systemUser().secretKey().reveal());
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    private static void assertWorks(List<String> command) throws Exception {
        try (FakeClearMl fake = FakeClearMl.start()) {
            assertThat(run(fake, command, "--version"))
                    .startsWith("clearml-admin ")
                    .doesNotContain("not packaged");
            assertThat(run(fake, command, "whoami", "-o", "json"))
                    .startsWith("{")
                    .contains("\"role\" : \"system\"");
            assertThat(run(fake, command, "call", "users.get_all", "--safe", "-o", "yaml"))
                    .startsWith("users:");
            assertThat(run(fake, command, "config", "schema", "whoami")).contains("\"$schema\"");
        }
    }

    @Test
    void the_folder_with_the_start_script_works_with_and_without_its_archive() throws Exception {
        Path folder = packaged("-bin");
        String script = folder.resolve("bin/clearml-admin").toString();
        Files.deleteIfExists(folder.resolve("lib/clearml-admin.jsa"));
        assertWorks(List.of(script));
        try (FakeClearMl fake = FakeClearMl.start()) {
            assertThat(run(fake, List.of(script), "--make-archive")).isEmpty();
        }
        assertThat(folder.resolve("lib/clearml-admin.jsa")).exists();
        assertWorks(List.of(script));
        assertThat(folder.resolve("bin/clearml-admin.cmd")).exists();
        // Windows takes no script whose lines end as here.
        assertThat(Files.readString(folder.resolve("bin/clearml-admin.cmd")).replace("\r\n", ""))
                .doesNotContain("\n");
    }

    @Test
    void the_jar_with_all_in_it_works_and_needs_no_other() throws Exception {
        Path jar = packaged("-all.jar");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        assertWorks(List.of(java, "-jar", jar.toString()));
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.getManifest().getMainAttributes().getValue("Class-Path"))
                    .isNull();
            assertThat(file.stream().map(Object::toString))
                    .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA)"));
        }
    }

    @Test
    void the_image_works_without_any_other_java() throws Exception {
        Path folder = packaged("-image");
        String script = folder.resolve("bin/clearml-admin").toString();
        assertWorks(List.of("env", "JAVA_HOME=/nonexistent", script));
    }
}
