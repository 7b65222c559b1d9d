package io.clearmladmin.k8s.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.emitters.EmitterProcess;
import io.clearmladmin.k8s.KubeApi;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Those of a distribution: {@code pods-monitor}, started by the start script, set by the environment. */
final class ProgramMonitors implements KilledMonitors {

    /** How often they publish what runs: no setting takes less. */
    static final Duration PERIOD = Duration.ofSeconds(60);

    private static final int NOT_CONFIGURED = 2;

    private final Path distribution;
    private final Path folder;
    private final String kafka;
    private final List<EmitterProcess> started = new ArrayList<>();

    ProgramMonitors(Path distribution, Path folder, String kafka) {
        this.distribution = distribution;
        this.folder = folder;
        this.kafka = kafka;
    }

    @Override
    public Process start(KubeApi api, String namespace) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("KUBECONFIG", api.kubeconfig(api.adminToken()).toString());
        environment.put("CLEARML__hosts__kafka__custom_events__host", kafka);
        environment.put("CLEARML_PODS_MONITOR_UUID", UUID);
        environment.put("CLEARML_PODS_NAMESPACE", namespace);
        environment.put("CLEARML_PODS_CHECK_INTERVAL_SECONDS", "2");
        environment.put("CLEARML_PODS_STILL_RUNNING_EVERY_SECONDS", String.valueOf(PERIOD.toSeconds()));
        environment.put("JAVA_OPTS", "-Xmx128m -XX:TieredStopAtLevel=1");
        EmitterProcess monitor = EmitterProcess.ofDistribution(distribution, folder, environment, "pods-monitor");
        started.add(monitor);
        return monitor.process();
    }

    private EmitterProcess last() {
        return started.get(started.size() - 1);
    }

    @Override
    public void awaitWatching(Process monitor) throws IOException, InterruptedException {
        assertThat(last().answer("/readyz", "ok\n")).isEqualTo("ok\n");
    }

    @Override
    public void end(Process monitor) throws InterruptedException {
        last().terminate();
        assertThat(last().exitCode()).as(last().log()).isZero();
    }

    @Override
    public void assertRefuses(Process monitor) throws InterruptedException {
        assertThat(last().exitCode()).as(last().log()).isEqualTo(NOT_CONFIGURED);
        assertThat(last().log()).contains("CLEARML_PODS_ACCEPT_CHANGED_SCOPE");
    }

    @Override
    public int started() {
        return started.size();
    }

    @Override
    public String log(int number) {
        return started.get(number).log();
    }
}
