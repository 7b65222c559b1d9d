package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.house.BuilderDocs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Javadoc and the sources that are published say of builders. */
class BuilderDocsTest {

    private static final Path GENERATED = Path.of("target", "generated-sources", "annotations");
    private static final String SOURCES = Path.of("src", "main", "java").toString();

    @TempDir
    Path copy = Path.of("");

    @BeforeEach
    void rewrite() throws IOException {
        try (Stream<Path> files = Files.walk(GENERATED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(GENERATED.relativize(file));
                Files.createDirectories(target.resolveSibling("."));
                Files.copy(file, target);
            }
        }
        BuilderDocs.main(copy.toString(), SOURCES);
    }

    @Test
    void no_method_has_the_generators_words() {
        assertThat(texts())
                .hasSizeGreaterThan(80)
                .noneMatch(text -> text.contains("Initializes the") || text.contains("Adds one element to"));
    }

    @Test
    void a_method_says_what_its_accessor_says_with_links_that_hold_there() throws IOException {
        assertThat(builderOf("auth/ImmutableCreateCredentials.java"))
                .contains(sentence("auth/CreateCredentials.java", "Optional<String> label()"))
                .contains(sentence("endpoint/Extensible.java", "@JsonAnyGetter"));
        assertThat(builderOf("users/ImmutableUserQuery.java"))
                .contains(sentence("users/UserQuery.java", "Optional<String> namePattern()")
                        .replace("{@link Builder#", "{@link UserQuery.Builder#"));
    }

    @Test
    void a_second_run_changes_nothing() throws IOException {
        List<String> first = texts();
        BuilderDocs.main(copy.toString(), SOURCES);
        assertThat(texts()).isEqualTo(first);
    }

    private List<String> texts() {
        try (Stream<Path> files = Files.walk(copy)) {
            return files.filter(file -> file.getFileName().toString().startsWith("Immutable"))
                    .sorted()
                    .map(BuilderDocsTest::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String builderOf(String file) throws IOException {
        String text = Files.readString(copy.resolve("io/clearmladmin").resolve(file));
        return text.substring(text.indexOf(" class Builder "));
    }

    /** The first line of the comment above an accessor. */
    private static String sentence(String file, String accessor) throws IOException {
        String text = Files.readString(Path.of(SOURCES, "io/clearmladmin").resolve(file));
        String comment = text.substring(0, text.indexOf(accessor));
        comment = comment.substring(comment.lastIndexOf("/**") + 3);
        return comment.replaceAll("\\s*\\*+/?", "\n")
                .strip()
                .lines()
                .findFirst()
                .orElseThrow();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
