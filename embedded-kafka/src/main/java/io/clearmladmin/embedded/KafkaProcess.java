package io.clearmladmin.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real broker in a process of its own, so that it can be killed and frozen, and started again on the same folder and ports. It
 * ends with the process that started it, whatever becomes of that one. For one thread.
 */
public final class KafkaProcess implements AutoCloseable {

    /** A broker that is not heard of for so long is taken to be gone: half of what Kafka has, so that tests are short. */
    private static final long SESSION_MILLIS = 4_500;

    private static final String READY = "ready";

    private final BrokerSettings settings;
    private @Nullable Process process;

    private KafkaProcess(BrokerSettings settings) {
        this.settings = settings;
    }

    /** Starts one, with these settings beside its own, on free ports and a new folder; returns when it answers. */
    public static KafkaProcess start(Properties more) {
        try {
            Path folder = Files.createTempDirectory("kafka-process");
            KafkaProcess kafka = new KafkaProcess(new BrokerSettings(folder, BrokerSettings.freePorts(), more));
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
        EmbeddedKafka kafka = new EmbeddedKafka(new BrokerSettings(Path.of(arguments[0]), ports, more));
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

    /** Stops it in an orderly way. */
    public void stop() {
        Process running = running();
        try {
            running.getOutputStream().close();
            await(running, 30);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as the loss of power would, but for what the operating system still writes to the disk. */
    public void kill() {
        await(running().destroyForcibly(), 10);
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
        kill();
        EmbeddedKafka.delete(settings.folder());
    }
}
