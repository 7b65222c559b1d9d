package io.clearmladmin.emitters;

import io.clearmladmin.calls.CallListener;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.threads.Threads;
import io.clearmladmin.micrometer.CallMeters;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program {@code clearml-admin-emitters}: each emitter of custom events is one of its commands. Set by the environment and a
 * file, stopped by SIGTERM, ended with an exit code.
 */
public final class Emitters {

    private static final Logger LOG = LoggerFactory.getLogger(Emitters.class);
    // Less than Kubernetes' grace period of 30 seconds.
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(25);

    private Emitters() {}

    /** Runs a command as this process, and ends the process with its code. */
    public static void main(String[] args) {
        List<String> words = List.of(args);
        if (words.contains("--help")) {
            System.out.print(Arguments.usage());
            return;
        }
        if (words.contains("--version")) {
            System.out.println(version());
            return;
        }
        Stop stop = new Stop();
        GracefulShutdown shutdown = new GracefulShutdown(stop);
        Runtime.getRuntime().addShutdownHook(Threads.once("emitters-shutdown", shutdown::onShutdown));
        ExitCode code = run(words, System.getenv(), stop, System.out);
        shutdown.ended(code);
        System.exit(code.number());
    }

    private static String version() {
        return Optional.ofNullable(Emitters.class.getPackage().getImplementationVersion())
                .orElse("not packaged");
    }

    /** The same without the process: what is checked is printed there. */
    static ExitCode run(List<String> words, Map<String, String> environment, Stop stop, PrintStream out) {
        try {
            // What is wrong with the settings is logged so as well.
            LogOutput.use(environment.getOrDefault(Setting.LOG_FORMAT.key(), ""));
            Arguments arguments = Arguments.of(words);
            Settings settings = SettingsReader.read(environment, arguments.settings());
            LogOutput.use(settings.required(Setting.LOG_FORMAT));
            return arguments.isCheck() ? check(arguments, settings, out) : run(arguments, settings, stop);
        } catch (ConfigurationException wrong) {
            LOG.error("not configured: {}", wrong.getMessage());
            return ExitCode.NOT_CONFIGURED;
        }
    }

    private static ExitCode check(Arguments arguments, Settings settings, PrintStream out) {
        try (Connections connections = new Connections(settings, new CallListener() {})) {
            CheckedConfiguration checked = CheckedConfiguration.of(
                    arguments.command(), settings, new StartCheck(arguments.command(), settings, connections).run());
            out.print(checked.text());
            return checked.isRight() ? ExitCode.DONE : ExitCode.NOT_CONFIGURED;
        }
    }

    private static ExitCode run(Arguments arguments, Settings settings, Stop stop) {
        EmitterCommand command = arguments.command();
        Optional<String> schedule = settings.text(Setting.SCHEDULE)
                .or(() -> command == EmitterCommand.ALL ? Optional.of("@daily") : Optional.empty());
        try (Operations operations = new Operations(settings.address(Setting.LISTEN), new Metrics(version()));
                Connections connections = new Connections(settings, CallMeters.in(operations.metrics()))) {
            LOG.info("health and metrics at {}", operations.address());
            Emitter emitter =
                    new Emitter(command, arguments.isBaseline(), settings, connections, operations, stop, schedule);
            StartCheck check = new StartCheck(command, settings, connections);
            return new StartGate(check, emitter).pass().orElseGet(() -> runJob(emitter));
        }
    }

    private static ExitCode runJob(Emitter emitter) {
        try (Dependencies dependencies = new Dependencies(emitter)) {
            dependencies.start();
            return Jobs.run(emitter.command(), emitter);
        }
    }

    /** On SIGTERM stops the job, waits for it, and ends the process with the job's exit code. */
    private static final class GracefulShutdown {

        private final Stop stop;
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile ExitCode code = ExitCode.FAILED;

        GracefulShutdown(Stop stop) {
            this.stop = stop;
        }

        void ended(ExitCode with) {
            code = with;
            ended.countDown();
        }

        void onShutdown() {
            stop.request();
            try {
                if (!ended.await(SHUTDOWN_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)) {
                    LOG.error("the job did not end within {} s", SHUTDOWN_TIMEOUT.toSeconds());
                }
            } catch (InterruptedException nobodyDoes) {
                Thread.currentThread().interrupt();
            }
            // Without this the JVM ends with 143, whatever the job's exit code.
            Runtime.getRuntime().halt(code.number());
        }
    }
}
