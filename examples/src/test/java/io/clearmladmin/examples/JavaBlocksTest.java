package io.clearmladmin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each block of Java on a page compiles as it stands, its imports included, and runs against the fake server. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaBlocksTest {

    private final EmbeddedKafka kafka = EmbeddedKafka.start();
    private CompiledBlocks compiled = new CompiledBlocks(List.of(), Path.of("target"));

    @BeforeAll
    void compile(@TempDir Path classes) throws IOException {
        compiled = new CompiledBlocks(PageBlock.all(), classes);
    }

    // Without a broker, a block that publishes would wait for it until its time is up.
    @BeforeAll
    void createTopics() {
        KafkaSettings settings =
                KafkaSettings.builder().bootstrapServers(kafka.plainAddress()).build();
        var unused = Topics.create(settings, 1, 1, Duration.ofSeconds(60));
        BlockReader.shared = new BlockReader.Shared(settings, null);
    }

    @AfterAll
    void stop() {
        BlockReader.shared = null;
        kafka.close();
    }

    @Test
    void each_block_compiles_as_it_stands() {
        assertThat(compiled.errors()).isEmpty();
    }

    @Test
    void each_import_of_a_block_is_used() throws IOException {
        assertThat(PageBlock.all().stream()
                        .flatMap(block -> block.unusedImports().map(line -> block + ": " + line)))
                .isEmpty();
    }

    @Test
    void a_block_without_a_language_is_no_Java() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path page : Pages.all()) {
            String language = null;
            for (String line : Files.readAllLines(page)) {
                if (line.startsWith("```")) {
                    language = language == null ? line.substring(3) : null;
                } else if (language != null && language.isEmpty() && line.matches(".*\\w\\(.*\\);( *//.*)?")) {
                    found.add(Pages.name(page) + ": " + line);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void the_page_of_each_package_that_users_call_shows_calls() throws IOException {
        // Two are programs, and what is not exported has no users.
        assertThat(Pages.ofPackages())
                .filteredOn(page ->
                        !Pages.name(page).matches(".*/(cli|emitters|testkit/(cluster|server))/package-info.java"))
                .allSatisfy(page -> assertThat(Files.readString(page)).contains("<pre>{@code"));
    }

    static Stream<PageBlock> thoseThatRun() throws IOException {
        return PageBlock.all().stream()
                .filter(block -> block.notRun() == null && !block.isModule())
                .filter(block -> !block.isType() || block.code().contains(" static void main("));
    }

    @ParameterizedTest
    @MethodSource("thoseThatRun")
    void a_block_runs_against_the_fake(PageBlock block) throws Exception {
        compiled.run(block);
    }
}
