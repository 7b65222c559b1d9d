package io.clearmladmin.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A fuzzer that is guided by coverage makes inputs for a minute, in a process with a heap of 512 MB; none may take a minute, which
 * is long enough for a busy machine. What it finds is in the failure's message, and stands in {@code target/fuzz}: copied to the
 * corpus, it is tried in every build from then on.
 */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class FuzzingTest {

    // What reads the inputs; and where the fuzzer sees that one is run as a command, or connected to.
    private static final String READERS = "io.clearmladmin.**:com.hubspot.jinjava.**:org.yaml.snakeyaml.**"
            + ":com.fasterxml.jackson.core.**:com.fasterxml.jackson.dataformat.yaml.**";
    private static final String WATCHED = READERS + ":io.fabric8.**:java.net.**:sun.nio.ch.**:java.lang.Process*";
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 60);

    @ParameterizedTest
    @EnumSource
    void a_minute_of_inputs_ends_as_documented(FuzzTargets target) throws IOException, InterruptedException {
        String name = target.name().toLowerCase(Locale.ROOT);
        Path folder = Path.of("target", "fuzz", name).toAbsolutePath();
        Path made = Files.createDirectories(folder.resolve("made"));
        File log = folder.resolve("log.txt").toFile();
        Process fuzzer = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.type().getName(),
                        "--instrumentation_includes=" + READERS,
                        "--custom_hook_includes=" + WATCHED,
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + folder + File.separator,
                        "-max_total_time=" + SECONDS,
                        "-timeout=60",
                        "-rss_limit_mb=2048",
                        "-max_len=16384",
                        made.toString(),
                        target.corpus().toString()))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            assertThat(fuzzer.waitFor(SECONDS + 240L, TimeUnit.SECONDS))
                    .as("whether it ended")
                    .isTrue();
            assertThat(fuzzer.exitValue()).as(() -> found(folder) + end(log)).isZero();
        } finally {
            fuzzer.destroyForcibly();
        }
    }

    /** The inputs that it found, each as a command that writes it into the corpus. */
    private static String found(Path folder) {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path input : files.filter(FuzzingTest::isInput).sorted().toList()) {
                String content = Base64.getEncoder().encodeToString(Files.readAllBytes(input));
                String corpus = "src/test/resources/corpus/" + folder.getFileName() + "/" + input.getFileName();
                text.append("echo ")
                        .append(content)
                        .append(" | base64 -d > ")
                        .append(corpus)
                        .append('\n');
            }
        } catch (IOException unreadable) {
            text.append(unreadable.getMessage()).append('\n');
        }
        return text.toString();
    }

    private static boolean isInput(Path file) {
        return String.valueOf(file.getFileName()).matches("(crash|oom|timeout|leak|slow-unit)-.*");
    }

    private static String end(File log) {
        try {
            String text = Files.readString(log.toPath());
            return text.substring(Math.max(0, text.length() - 8_000));
        } catch (IOException unreadable) {
            return String.valueOf(unreadable.getMessage());
        }
    }
}
