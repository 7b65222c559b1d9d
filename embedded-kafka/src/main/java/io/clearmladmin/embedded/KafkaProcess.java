package io.clearmladmin.embedded;

import io.clearmladmin.embedded.BrokerSettings.Role;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A real broker in a process of its own, so that it can be killed and frozen, and started again on the same folder and ports. It
 * ends with the process that started it, whatever becomes of that one. For one thread.
 *
 * <p>A broker that ends a transaction while the partitions of that have no leader takes them for deleted, and leaves their end
 * markers out (KAFKA-20734): readers of what is committed wait for them for ever. So this one never learns, while it runs, that
 * it leads a partition no longer: its controller is in this JVM, and stays; its session outlasts whatever keeps it from
 * being heard, a busy machine included; it does not hand its partitions over before it stops, since there is nobody to take
 * them. The controller is made to forget it when it is gone.
 */
public final class KafkaProcess implements AutoCloseable {

    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration SESSION = Duration.ofHours(1);

    private static final String READY = "ready";

    private final BrokerSettings settings;
    private final EmbeddedKafka controller;
    private @Nullable Process process;

    private KafkaProcess(BrokerSettings settings, EmbeddedKafka controller) {
        this.settings = settings;
        this.controller = controller;
    }

    /** Starts one, with these settings beside its own, on free ports and a new folder; returns when it answers. */
    public static KafkaProcess start(Properties more) {
        try {
            List<Integer> ports = BrokerSettings.freePorts();
            Properties all = new Properties();
            all.put("broker.session.timeout.ms", Long.toString(SESSION.toMillis()));
            all.put("broker.heartbeat.interval.ms", "250");
            all.put("controlled.shutdown.enable", "false");
            all.putAll(more);
            Uuid cluster = Uuid.randomUuid();
            BrokerSettings controller =
                    new BrokerSettings(Role.CONTROLLER, Files.createTempDirectory("kafka-controller"), ports, all);
            controller.format(cluster);
            BrokerSettings broker =
                    new BrokerSettings(Role.BROKER, Files.createTempDirectory("kafka-broker"), ports, all);
            broker.format(cluster);
            KafkaProcess kafka = new KafkaProcess(broker, new EmbeddedKafka(controller));
            kafka.controller.restart();
            kafka.restart();
            return kafka;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The child: a folder, the ports with commas between, then settings as {@code name=value}. Ends with its input. */
    public static void main(String[] arguments) throws IOException {
        PrintStream parent = System.out;
        // Nobody reads on, once it is ready: a log on it would stop the broker when the pipe is full.
        System.setOut(System.err);
        Properties more = new Properties();
        for (int i = 2; i < arguments.length; i++) {
            String[] setting = arguments[i].split("=", 2);
            more.put(setting[0], setting[1]);
        }
        List<Integer> ports =
                List.of(arguments[1].split(",")).stream().map(Integer::valueOf).toList();
        EmbeddedKafka kafka = new EmbeddedKafka(new BrokerSettings(Role.BROKER, Path.of(arguments[0]), ports, more));
        kafka.restart();
        parent.println(READY);
        while (System.in.read() >= 0) {
            // Nothing is said on it; that it ends is all.
        }
        kafka.stop();
        Runtime.getRuntime().halt(0);
    }

    /** Starts it, on the same folder and ports as before, and returns when it is ready. */
    public void restart() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                KafkaProcess.class.getName(),
                settings.folder().toString(),
                String.join(",", settings.ports().stream().map(String::valueOf).toList())));
        settings.more().forEach((name, value) -> command.add(name + "=" + value));
        File log = settings.folder().resolve("process.log").toFile();
        try {
            Process started = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log))
                    .start();
            process = started;
            awaitReady(started, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitReady(Process started, File log) throws IOException {
        BufferedReader out = started.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return;
            }
        }
        throw new IllegalStateException("the broker did not start: " + Files.readString(log.toPath()));
    }

    /** Stops it in an orderly way, but for handing over what it leads. */
    public void stop() {
        Process running = running();
        try {
            running.getOutputStream().close();
            await(running, WAIT.toSeconds());
            forget();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as the loss of power would, but for what the operating system still writes to the disk. */
    public void kill() {
        end();
        forget();
    }

    private void end() {
        await(running().destroyForcibly(), 10);
    }

    // Else it is not let in again before its session is over.
    private void forget() {
        try (Admin controller =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG, settings.controllerAddress()))) {
            controller.unregisterBroker(settings.id()).all().get(WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the controller does not forget the broker", e);
        }
    }

    /** It stands still, its connections open: as a machine does that hangs. */
    public void freeze() {
        signal("STOP");
    }

    /** It goes on. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            await(new ProcessBuilder("kill", "-" + name, Long.toString(running().pid())).start(), 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process running() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("it was never started");
        }
        return running;
    }

    private static void await(Process ending, long seconds) {
        try {
            if (!ending.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + ending.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where it listens without a login. */
    public String plainAddress() {
        return settings.plainAddress();
    }

    /** Ends it and deletes what it holds. */
    @Override
    public void close() {
        end();
        controller.close();
        EmbeddedKafka.delete(settings.folder());
    }
}
