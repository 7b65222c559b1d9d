package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.events.Event;
import io.clearmladmin.house.Schema;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.KafkaSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Every command against both editions of the server: its JSON is what scripts read, so it is held by a file and by its schema.
 * With {@code -Dwrite.page} the test writes the files.
 */
class EveryCommandTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final String KAFKA = "CLEARML__hosts__kafka__custom_events__host";
    private static final String TOPIC = "CLEARML__services__custom_events__channels__main__topics__service_instance_";

    private static final Map<String, String> SCHEMAS = schemas();

    private static EmbeddedKafka kafka;

    @TempDir
    private Path home;

    private static Map<String, String> schemas() {
        Map<String, String> schemas = new HashMap<>();
        commands()
                .forEach(command ->
                        Schemas.of(command.getCommandSpec()).ifPresent(schema -> schemas.put(name(command), schema)));
        return schemas;
    }

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    static Stream<CommandLine> commands() {
        return HelpTest.commands();
    }

    static Stream<Arguments> cases() {
        return commands()
                .flatMap(command -> Stream.of(Edition.values()).map(edition -> Arguments.of(name(command), edition)));
    }

    /** Without the first word. */
    static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName().replaceFirst("^clearml-admin ", "");
    }

    @Test
    void the_table_has_each_command_and_no_other() {
        assertThat(World.COMMANDS.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        commands().map(EveryCommandTest::name).toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void it_prints_what_scripts_depend_on(String name, Edition edition) throws IOException {
        String kind = edition.name().toLowerCase(Locale.ROOT).replace('_', '-');
        String topics = kind + "-" + name.replace(' ', '-');
        try (World world = new World(home, edition)) {
            Shell shell = world.shell()
                    .with(KAFKA, "[" + kafka.plainAddress() + "]")
                    .with(TOPIC + "lifecycle", topics + "-lifecycle")
                    .with(TOPIC + "inventory", topics + "-inventory");
            if (!name.equals("events topics create")) {
                prepare(name, shell);
            }
            Shell.Result result = shell.run(world.words(name, "-o", "json"));
            assertFits(name, result);
            if (!isText(name)) {
                String text = "exit code " + result.code() + "\n" + world.steady(result.out())
                        + (result.err().isEmpty() ? "" : "--\n" + world.steady(result.err()));
                compare(FOLDER.resolve(kind).resolve(name.replace(' ', '-') + ".txt"), text.replace(topics, "TOPIC"));
            }
        }
    }

    private static void prepare(String name, Shell shell) {
        if (name.startsWith("events") || name.startsWith("inventory")) {
            Shell.Result created = shell.run("events", "topics", "create", "--replicas", "1", "--yes");
            assertThat(created.code()).as(created.err()).isZero();
        }
        if (name.equals("events tail")) {
            KafkaSettings settings = KafkaSettings.from(shell.environment());
            try (KafkaSink sink = KafkaSink.open(settings)) {
                sink.emit(
                        List.of(new Event(
                                "monitor-1",
                                Event.Kind.LIFECYCLE,
                                "tenant.changed",
                                "t1",
                                "tenant/t1",
                                Instant.parse("2026-11-21T09:00:00Z"),
                                Map.of("active", true))),
                        Duration.ofSeconds(30));
            }
        }
    }

    private static boolean isText(String name) {
        return schema(name).isEmpty();
    }

    private static Optional<String> schema(String name) {
        return Optional.ofNullable(SCHEMAS.get(name));
    }

    static void assertFits(String name, Shell.Result result) {
        Optional<String> schema = schema(name);
        if (schema.isPresent() && !result.out().isEmpty()) {
            assertThat(Schema.misfits(schema.get(), result.out()))
                    .as(result.out())
                    .isEmpty();
        }
    }

    private static void compare(Path file, String text) throws IOException {
        if (System.getProperty("write.page") != null) {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
        }
        assertThat(text)
                .as(file + "; if the change is wanted, run this test with -Dwrite.page")
                .isEqualTo(Files.readString(file));
    }
}
