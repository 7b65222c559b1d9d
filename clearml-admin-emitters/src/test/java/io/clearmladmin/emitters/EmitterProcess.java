package io.clearmladmin.emitters;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Starts an emitter in its own process, as it is deployed, with this environment only. */
public final class EmitterProcess implements AutoCloseable {

    // The start script of a distribution, if not this build's classes are to be run.
    private static final @Nullable String DISTRIBUTION = System.getProperty("emitters.distribution");

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Pattern LISTENS = Pattern.compile("health and metrics at \\S*?127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();

    EmitterProcess(String command, Path folder, Map<String, String> environment) throws IOException {
        this(folder, environment, command);
    }

    EmitterProcess(Path folder, Map<String, String> environment, String... words) throws IOException {
        this(folder, environment, command(words));
    }

    private EmitterProcess(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        log = Files.createTempFile(folder, "emitter", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        if (DISTRIBUTION != null) {
            builder.environment().put("PATH", "/usr/bin:/bin");
            builder.environment().put("JAVA_OPTS", "-Xmx128m -XX:TieredStopAtLevel=1");
        }
        // The machine may be busy.
        builder.environment().put(Setting.CHECK_WITHIN.key(), "30");
        builder.environment().putAll(environment);
        builder.environment().put(Setting.LISTEN.key(), "127.0.0.1:0");
        process = builder.start();
    }

    private static List<String> command(String... words) {
        List<String> command = new ArrayList<>(DISTRIBUTION == null ? ofThisBuild() : List.of(DISTRIBUTION));
        command.addAll(List.of(words));
        return command;
    }

    private static List<String> ofThisBuild() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                // As the start script has it: the meters of the heap are its.
                "-XX:+UseSerialGC",
                // The tests' own says nothing but errors.
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Emitters.class.getName());
    }

    /** Starts one from the folder of a distribution, by its start script; the process is the emitter's. */
    public static EmitterProcess ofDistribution(
            Path distribution, Path folder, Map<String, String> environment, String... words) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("JAVA_HOME", System.getProperty("java.home"));
        all.put("PATH", System.getenv("PATH"));
        List<String> command = new ArrayList<>(
                List.of(distribution.resolve("bin/clearml-admin-emitters").toString()));
        command.addAll(List.of(words));
        return new EmitterProcess(folder, all, command);
    }

    /** It, to be killed or looked at. */
    public Process process() {
        return process;
    }

    /** Waits for its end and returns its exit code. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end: " + log());
        }
        return process.exitValue();
    }

    /** Asks it to stop, as Kubernetes does. */
    public void terminate() {
        process.destroy();
    }

    /** The HTTP response, once it contains this text. */
    public String answer(String path, String text) throws IOException, InterruptedException {
        return answer(path, text, LONGEST);
    }

    /** The HTTP response, once it contains this text, which it must within this time. */
    String answer(String path, String text, Duration longest) throws IOException, InterruptedException {
        return answered(path, text, longest)
                .orElseThrow(() -> new AssertionError(path + " does not return " + text + "; the log: " + log()));
    }

    /** The same, or nothing if it does not come, or the process ends. */
    Optional<String> answered(String path, String text, Duration longest) throws IOException, InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            Matcher listens = LISTENS.matcher(log());
            if (listens.find()) {
                URI address = URI.create("http://127.0.0.1:" + listens.group(1) + path);
                String last = ask(address);
                if (last.contains(text)) {
                    return Optional.of(last);
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return Optional.empty();
    }

    private String ask(URI address) throws IOException, InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        } catch (ConnectException ended) {
            // Whether it has is looked at anyway.
            return "";
        }
    }

    /** What it has written. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
