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

/** Those that {@link MonitorProcess} makes of the classes of this test. Each has a log in the folder. For one thread. */
final class MonitorProcesses implements KilledMonitors {

    private final Path folder;
    private final String kafka;
    private final @Nullable Path file;
    private final String of;
    private int started;

    /** {@code file}: the journal's, which else is Kafka's; {@code of}: what failures are to name, such as the seed. */
    MonitorProcesses(Path folder, String kafka, @Nullable Path file, String of) {
        this.folder = folder;
        this.kafka = kafka;
        this.file = file;
        this.of = of;
    }

    @Override
    public Process start(KubeApi api, String namespace) throws IOException {
        return start(api, namespace, KillRounds.PAUSE);
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

    @Override
    public void awaitWatching(Process monitor) throws IOException, InterruptedException {
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

    @Override
    public void end(Process monitor) throws IOException, InterruptedException {
        monitor.getOutputStream().write('.');
        monitor.getOutputStream().flush();
        assertExits(monitor, 0);
    }

    @Override
    public void assertRefuses(Process monitor) throws IOException, InterruptedException {
        assertExits(monitor, MonitorProcess.SCOPE_CHANGED);
        assertThat(ready(started - 1)).doesNotExist();
    }

    private void assertExits(Process monitor, int code) throws IOException, InterruptedException {
        assertThat(monitor.waitFor(60, TimeUnit.SECONDS)).as(log()).isTrue();
        assertThat(monitor.exitValue()).as(log()).isEqualTo(code);
    }

    @Override
    public int started() {
        return started;
    }

    private String log() throws IOException {
        return of + ": " + log(started - 1);
    }

    @Override
    public String log(int number) throws IOException {
        return Files.readString(folder.resolve("log-" + number));
    }
}
