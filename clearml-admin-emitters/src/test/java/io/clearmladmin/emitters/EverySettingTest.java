package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.clearmladmin.calls.CallListener;
import io.clearmladmin.k8s.Kubernetes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every setting once right and once wrong, with a real broker, a fake server and a fake cluster: what is right is taken and has its
 * effect, what is wrong is exit code 2 and a message that names the setting. A setting without a case fails.
 */
class EverySettingTest {

    private static final String CHECKS = "\nChecks:\n";

    @TempDir
    private static Path folder;

    private static SettingCases cases;

    @BeforeAll
    static void start() throws Exception {
        cases = new SettingCases(folder);
    }

    @AfterAll
    static void stop() {
        cases.close();
    }

    /** How a run ended, what it printed of its checks, and what it logged. */
    private record Run(ExitCode code, String printed, String logged) {

        /** Without the list of settings, which names each that is set. */
        String faults() {
            int checks = printed.indexOf(CHECKS);
            return logged
                    + (checks < 0
                            ? ""
                            : printed.substring(checks)
                                    .lines()
                                    .filter(line -> !line.startsWith("  ok "))
                                    .collect(Collectors.joining("\n")));
        }
    }

    private static Run run(EmitterCommand command, Map<String, String> environment, String... options) {
        Logger log = (Logger) org.slf4j.LoggerFactory.getLogger("io.clearmladmin.emitters");
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        log.addAppender(logged);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        List<String> words =
                Stream.concat(Stream.of(options), Stream.of(command.word())).toList();
        try {
            ExitCode code = Emitters.run(
                    words, environment, new Stop(), new PrintStream(printed, true, StandardCharsets.UTF_8));
            return new Run(
                    code,
                    printed.toString(StandardCharsets.UTF_8),
                    List.copyOf(logged.list).stream()
                            .map(ILoggingEvent::getFormattedMessage)
                            .collect(Collectors.joining("\n")));
        } finally {
            log.detachAppender(logged);
        }
    }

    private static Map<String, String> with(Map<String, String> changes) {
        Map<String, String> environment = new HashMap<>(cases.environment());
        changes.forEach((name, value) -> {
            // None twice, in whatever case.
            environment.keySet().removeIf(name::equalsIgnoreCase);
            environment.put(name, value);
        });
        return environment;
    }

    static Stream<Setting> checked() {
        return Arrays.stream(Setting.values())
                .filter(setting -> cases.of(setting).isChecked());
    }

    @Test
    void each_has_a_case() {
        assertThat(Setting.values())
                .allSatisfy(setting -> assertThat(cases.of(setting)).isNotNull());
    }

    @ParameterizedTest
    @MethodSource("checked")
    void what_is_right_passes_the_check_with_the_real_parts(Setting setting) {
        SettingCases.Case one = cases.of(setting);
        Run run = run(one.command(), with(one.right()), "--check-config");
        assertThat(run.code()).as(run.printed() + run.logged()).isEqualTo(ExitCode.DONE);
        assertThat(run.printed()).contains(setting.key() + " = ");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void what_is_right_has_its_effect(Setting setting) {
        SettingCases.Case one = cases.of(setting);
        Settings settings = SettingsReader.read(with(one.right()), Optional.empty());
        try (Connections connections = new Connections(settings, new CallListener() {}, EverySettingTest::cluster)) {
            one.effect().accept(new SettingCases.Taken(settings, connections));
        }
    }

    private static Kubernetes cluster() {
        return Kubernetes.builder().server(URI.create(cases.clusterUrl())).build();
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void what_is_wrong_is_named_and_is_exit_code_2(Setting setting) {
        SettingCases.Case one = cases.of(setting);
        Map<String, String> environment = with(one.right());
        if (one.wrong().isEmpty()) {
            // Any text is right: what can be wrong is its name.
            return;
        }
        Map<String, String> wrong = new HashMap<>(with(one.wrong()));
        assertThat(wrong).isNotEqualTo(environment);
        Run run = run(one.command(), wrong, "--check-config");
        assertThat(run.code()).as(run.printed() + run.logged()).isEqualTo(ExitCode.NOT_CONFIGURED);
        assertThat(run.faults()).contains(setting.key());
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_name_with_a_typo_is_exit_code_2_with_the_name_that_was_meant(Setting setting) {
        Map<String, String> environment = new HashMap<>(cases.environment());
        environment.put(setting.key() + "X", "x");
        Run run = run(EmitterCommand.COMPANY_MONITOR, environment, "--check-config");
        assertThat(run.code()).as(run.faults()).isEqualTo(ExitCode.NOT_CONFIGURED);
        assertThat(run.faults()).contains("did you mean " + setting.key() + "?");
    }

    @Test
    void a_kafka_that_is_away_is_named_within_the_time_that_is_set() {
        Map<String, String> environment =
                with(Map.of(Setting.KAFKA_HOST.key(), "127.0.0.1:1", Setting.CHECK_WITHIN.key(), "5"));
        long begin = System.nanoTime();
        Run run = run(EmitterCommand.COMPANY_MONITOR, environment, "--check-config");
        assertThat(run.code()).isEqualTo(ExitCode.NOT_CONFIGURED);
        assertThat(run.faults()).contains(Setting.KAFKA_HOST.key());
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void what_only_the_emitter_itself_refuses_is_named_too_and_is_exit_code_2() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = run(
                    EmitterCommand.COMPANY_INVENTORY,
                    with(Map.of(Setting.LISTEN.key(), "127.0.0.1:" + taken.getLocalPort())));
            assertThat(run.code()).isEqualTo(ExitCode.NOT_CONFIGURED);
            assertThat(run.faults()).contains(Setting.LISTEN.key());
        }
    }
}
