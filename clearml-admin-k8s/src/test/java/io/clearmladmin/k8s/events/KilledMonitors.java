package io.clearmladmin.k8s.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.k8s.KubeApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Monitors in processes of their own, all under one UUID, to be ended or killed by their caller. Each has a log in the folder. For
 * one thread.
 */
final class KilledMonitors {

    /** The UUID of all of them. */
    static final String UUID = "0e6c3d0a-6f3c-4df1-9e0b-d1d1f7a6d3a1";

    private final Path folder;
    private final String kafka;
    private final @Nullable Path file;
    private final String of;
    private int started;

    /** {@code file}: the journal's, which else is Kafka's; {@code of}: what failures are to name, such as the seed. */
    KilledMonitors(Path folder, String kafka, @Nullable Path file, String of) {
        this.folder = folder;
        this.kafka = kafka;
        this.file = file;
        this.of = of;
    }

    /** One of the pods in that namespace. With a journal in a file, its sink pauses so after what it acknowledged. */
    Process start(KubeApi api, String namespace, MonitorProcess.Pause pause) throws IOException {
        int number = started++;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "-Dtests.log=INFO",
                MonitorProcess.class.getName(),
                api.server().toString(),
                api.caCertificate().toString(),
                api.adminToken(),
                namespace,
                kafka,
                UUID,
                ready(number).toString()));
        if (file != null) {
            command.addAll(List.of(
                    file.toString(),
                    pause.after(),
                    String.valueOf(pause.time().toMillis()),
                    acknowledged(number).toString()));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log-" + number).toFile())
                .start();
    }

    private Path ready(int number) {
        return folder.resolve("ready-" + number);
    }

    private Path acknowledged(int number) {
        return folder.resolve("acknowledged-" + number);
    }

    /** Waits until the one that was started last watches. */
    void awaitWatching(Process monitor) throws IOException, InterruptedException {
        await(monitor, ready(started - 1));
    }

    /** Waits until the one that was started last pauses, for the first time. */
    void awaitAcknowledged(Process monitor) throws IOException, InterruptedException {
        await(monitor, acknowledged(started - 1));
    }

    private void await(Process monitor, Path sign) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(sign) && monitor.isAlive() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(sign).as(log()).exists();
    }

    /** Ends the one that was started last properly. */
    void end(Process monitor) throws IOException, InterruptedException {
        monitor.getOutputStream().write('.');
        monitor.getOutputStream().flush();
        assertExits(monitor, 0);
    }

    /** The one that was started last ends by itself, since it would watch others than those before, and never watched. */
    void assertRefuses(Process monitor) throws IOException, InterruptedException {
        assertExits(monitor, MonitorProcess.SCOPE_CHANGED);
        assertThat(ready(started - 1)).doesNotExist();
    }

    private void assertExits(Process monitor, int code) throws IOException, InterruptedException {
        assertThat(monitor.waitFor(60, TimeUnit.SECONDS)).as(log()).isTrue();
        assertThat(monitor.exitValue()).as(log()).isEqualTo(code);
    }

    /** How many were started. */
    int started() {
        return started;
    }

    private String log() throws IOException {
        return of + ": " + log(started - 1);
    }

    /** What that one wrote. */
    String log(int number) throws IOException {
        return Files.readString(folder.resolve("log-" + number));
    }
}
