package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.directory.UserEntry;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.house.BlackHole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What each command says of words that it does not know, and where nobody answers or it may not. */
class WrongUseOfEachTest {

    private static final Set<Class<?>> TYPED =
            Set.of(Duration.class, int.class, Integer.class, long.class, LocalDate.class, UUID.class);
    // What neither a server, nor a cluster, nor Kafka is needed for.
    private static final Set<String> LOCAL = Set.of(
            "config show",
            "config path",
            "config profiles",
            "config schema",
            "completion",
            "helm build",
            "helm check",
            "helm migrate");

    private static final Set<String> BROKERS = commands()
            .filter(command -> command.getCommandSpec().findOption("--broker-time") != null)
            .map(EveryCommandTest::name)
            .filter(name -> !Objects.requireNonNull(World.COMMANDS.get(name)).contains("--broker-time"))
            .collect(Collectors.toSet());

    @TempDir
    private static Path home;

    private static World world;

    @BeforeAll
    static void start() throws IOException {
        world = new World(home, Edition.ENTERPRISE);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    static Stream<CommandLine> commands() {
        return HelpTest.commands();
    }

    // No broker is there; a server that is may take its time.
    private static String[] withoutBroker(String name, String... more) {
        Stream<String> impatient = BROKERS.contains(name) ? Stream.of("--broker-time", "1s") : Stream.empty();
        return world.words(name, Stream.concat(Arrays.stream(more), impatient).toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void an_unknown_option_ends_with_2_and_is_named(CommandLine command) {
        String name = EveryCommandTest.name(command);
        Shell.Result result = world.shell().run(world.words(name, "--no-such-option"));
        assertThat(result.code()).isEqualTo(ExitCode.WRONG_USE.number());
        assertThat(result.err())
                .contains("error: clearml-admin " + name + " has no option --no-such-option", "fix:   see ");
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void an_option_without_its_value_ends_with_2_and_is_named(CommandLine command) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (option.arity().max() > 0) {
                Shell.Result result =
                        world.shell().run(world.words(EveryCommandTest.name(command), option.longestName()));
                assertThat(result.code()).as(option.longestName()).isEqualTo(ExitCode.WRONG_USE.number());
                assertThat(result.err()).contains(option.longestName(), "fix:   ");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_value_of_another_type_ends_with_2_and_is_named(CommandLine command) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            Class<?> type = option.auxiliaryTypes().length > 0 ? option.auxiliaryTypes()[0] : option.type();
            if (option.arity().max() > 0 && (TYPED.contains(type) || type.isEnum())) {
                String[] words = world.words(EveryCommandTest.name(command), option.longestName() + "=wrong;");
                Shell.Result result = world.shell().run(words);
                assertThat(result.code()).as(option.longestName()).isEqualTo(ExitCode.WRONG_USE.number());
                assertThat(result.err()).contains(option.longestName(), "wrong;", "fix:   ");
            }
        }
    }

    @Test
    void where_nobody_answers_each_command_ends_with_4_or_reports_it() throws Exception {
        String kubeconfig;
        try (World gone = new World(home.resolveSibling(home.getFileName() + "-gone"), Edition.ENTERPRISE)) {
            kubeconfig = gone.cluster().kubeconfig();
        }
        try (BlackHole.Place nobody = BlackHole.REFUSED.open()) {
            Shell shell = new Shell(home.resolve("nobody"))
                    .on(nobody.url(), world.fake().systemUser())
                    .with("CLEARML__hosts__kafka__custom_events__host", "[127.0.0.1:1]");
            Path file = home.resolve("nobody/kubeconfig");
            Files.writeString(file, kubeconfig);
            Map<String, Integer> codes = codes(name -> {
                String[] words = Arrays.stream(withoutBroker(name, "--timeout", "1s"))
                        .map(word -> word.endsWith("/kubeconfig") ? file.toString() : word)
                        .toArray(String[]::new);
                return shell.run(words).code();
            });
            Map<String, Integer> expected = new TreeMap<>();
            World.COMMANDS.keySet().forEach(name -> expected.put(name, ExitCode.UNREACHABLE.number()));
            // Reports say what could not be checked.
            List.of("audit", "events doctor", "control-plane", "preflight")
                    .forEach(name -> expected.put(name, ExitCode.FINDINGS.number()));
            LOCAL.forEach(name -> expected.put(name, codes.get(name)));
            assertThat(codes).isEqualTo(expected);
        }
    }

    @Test
    void with_a_login_that_is_not_accepted_each_command_of_the_server_ends_with_3() throws Exception {
        Shell shell = new Shell(home.resolve("stranger"));
        shell.profiles("profiles { wrong { api_server = \"" + world.fake().url()
                + "\", access_key = NOBODYNOBODYNOBODY00, secret_key = wrong } }");
        shell.with(Profiles.VARIABLE, "wrong").with("CLEARML__hosts__kafka__custom_events__host", "[127.0.0.1:1]");
        Map<String, Integer> codes =
                codes(name -> shell.run(withoutBroker(name)).code());
        for (Map.Entry<String, Integer> code : codes.entrySet()) {
            String name = code.getKey();
            boolean isOfServer = !LOCAL.contains(name)
                    && !name.startsWith("pods")
                    && !name.startsWith("events")
                    && !Set.of("ping", "control-plane", "preflight", "audit", "inventory run")
                            .contains(name);
            if (isOfServer) {
                assertThat(code.getValue()).as(name).isEqualTo(ExitCode.DENIED.number());
            }
        }
        assertThat(codes.get("audit")).isNotZero();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_table_fits_a_terminal_of_40_columns(CommandLine command) throws IOException {
        Prints prints = Objects.requireNonNull(
                command.getCommandSpec().userObject().getClass().getAnnotation(Prints.class));
        boolean isTable = Stream.concat(Arrays.stream(prints.one()), Arrays.stream(prints.list()))
                        .allMatch(type -> type == UserEntry.class || type.getPackage() == World.class.getPackage())
                && !prints.isText()
                && !prints.isData();
        String name = EveryCommandTest.name(command);
        if (isTable && !name.startsWith("events") && !name.startsWith("inventory")) {
            Path own = home.resolve("narrow-" + name.replace(' ', '-'));
            try (World narrow = new World(own, Edition.ENTERPRISE)) {
                // tenant plan prints a text for people.
                Shell.Result result = narrow.shell().terminal(40).run(narrow.words(name));
                assertThat(result.code()).as(result.err()).isIn(0, ExitCode.FINDINGS.number());
                if (!name.equals("tenant plan")) {
                    // What has nothing to show and no room for its head shows nothing.
                    assertThat(result.out().isEmpty()).isEqualTo(name.equals("usage show"));
                    assertThat(result.out().lines())
                            .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));
                }
            }
        }
    }

    private interface Run {
        int code(String name);
    }

    // Most wait for somebody who does not answer.
    private static Map<String, Integer> codes(Run run) throws InterruptedException {
        Map<String, Integer> codes = new ConcurrentSkipListMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(12);
        List<String> names = new ArrayList<>(World.COMMANDS.keySet());
        names.forEach(name -> pool.execute(() -> codes.put(name, run.code(name))));
        pool.shutdown();
        assertThat(pool.awaitTermination(180, TimeUnit.SECONDS)).isTrue();
        return codes;
    }
}
