package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.house.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Each command has the schema of its JSON in the jar; with {@code -Dwrite.page} the test writes them. */
class SchemasTest {

    private static final Path FOLDER = Path.of("src", "main", "resources", "io", "clearmladmin", "cli", "schemas");

    @TempDir
    private Path home;

    static Stream<CommandLine> commands() {
        return HelpTest.commands();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void each_command_that_prints_json_has_its_schema(CommandLine command) throws IOException {
        Optional<String> schema = Schemas.of(command.getCommandSpec());
        String name = ConfigSchema.name(command.getCommandSpec());
        Path file = FOLDER.resolve(name + ".json");
        if (System.getProperty("write.page") != null && schema.isPresent()) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, schema.get());
        }
        assertThat(Files.exists(file)).isEqualTo(schema.isPresent());
        if (schema.isPresent()) {
            assertThat(Files.readString(file))
                    .as(file + "; run this test with -Dwrite.page")
                    .isEqualTo(schema.get());
        }
    }

    @Test
    void no_schema_is_of_a_command_that_is_gone() throws IOException {
        TreeSet<String> known = new TreeSet<>();
        commands().forEach(command -> known.add(ConfigSchema.name(command.getCommandSpec()) + ".json"));
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())).isSubsetOf(known);
        }
    }

    @Test
    void it_is_printed_on_demand() throws IOException {
        Shell shell = new Shell(home);
        Shell.Result result = shell.run("config", "schema", "key", "list");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).isEqualTo(Files.readString(FOLDER.resolve("key-list.json")));
        assertThat(shell.run("config", "schema", "key", "lis").err()).contains("did you mean list?");
        assertThat(shell.run("config", "schema", "completion").err()).contains("prints no JSON");
        assertThat(shell.run("config", "schema", "key").code()).isEqualTo(ExitCode.WRONG_USE.number());
    }

    @Test
    void a_schema_refuses_what_does_not_fit() throws IOException {
        String schema = Files.readString(FOLDER.resolve("key-list.json"));
        assertThat(Schema.misfits(schema, "[{\"tenant\":\"t\",\"user\":\"u\",\"access_key\":\"k\"}]"))
                .isEmpty();
        for (String wrong : List.of(
                "{}",
                "[{\"tenant\":\"t\",\"user\":\"u\"}]",
                "[{\"tenant\":\"t\",\"user\":\"u\",\"access_key\":1}]",
                "[{\"tenant\":\"t\",\"user\":\"u\",\"access_key\":\"k\",\"created\":\"yesterday\"}]")) {
            assertThat(Schema.misfits(schema, wrong)).as(wrong).isNotEmpty();
        }
    }
}
