package io.clearmladmin.emitters;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.events.JournalFencedException;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.k8s.events.LeaderLease;
import io.clearmladmin.k8s.events.PodMonitor;
import io.clearmladmin.k8s.events.PodMonitorCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes each change of a task pod's state; replaces {@code clearml-pods-monitor-exporter} and its Redis. */
public final class PodsMonitorEmitter {

    private static final Logger LOG = LoggerFactory.getLogger(PodsMonitorEmitter.class);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

    private PodsMonitorEmitter() {}

    /** Settings come from the environment: {@code examples/deploy/README.md} lists them. */
    public static void main(String[] args) {
        Emitter.main(PodsMonitorEmitter::run);
    }

    static ExitCode run(Emitter emitter) {
        Environment environment = emitter.environment();
        String uuid = environment.required(
                "CLEARML_PODS_MONITOR_UUID", "the UUID of this cluster's monitor, the same after every restart");
        try (Connections connections = new Connections(environment);
                LifecycleJournal journal = connections.events().journal(uuid);
                PodMonitor monitor = monitor(environment, connections, journal, uuid)) {
            emitter.operations().ready(monitor::isHealthy);
            count(emitter.operations().metrics(), monitor);
            monitor.start();
            LOG.info("monitoring task pods as {}", uuid);
            return awaitStop(emitter.stop(), monitor);
        }
    }

    private static PodMonitor monitor(
            Environment environment, Connections connections, LifecycleJournal journal, String uuid) {
        PodMonitor.Builder settings = PodMonitor.builder(connections.kubernetes(), journal)
                .source(uuid)
                .query(connections.pods())
                .tenants(connections.tenants())
                .checkInterval(environment.seconds("CLEARML_PODS_CHECK_INTERVAL_SECONDS", 60))
                .onFailure(failure -> LOG.warn("the journal failed: {}", failure.getMessage()));
        environment.text("CLEARML_PODS_CLUSTER").ifPresent(settings::cluster);
        environment
                .text("CLEARML_PODS_MONITOR_LEASE")
                .map(text -> lease(connections, text))
                .ifPresent(settings::lease);
        return settings.build();
    }

    private static LeaderLease lease(Connections connections, String text) {
        String[] name = text.split("/", -1);
        if (name.length != 2) {
            throw new ConfigurationException("CLEARML_PODS_MONITOR_LEASE must be namespace/name, got '" + text + "'");
        }
        return LeaderLease.builder(connections.kubernetes(), name[0], name[1]).build();
    }

    private static ExitCode awaitStop(Stop stop, PodMonitor monitor) {
        while (!stop.await(POLL_INTERVAL)) {
            Optional<Throwable> failure = monitor.failure();
            if (failure.isPresent()) {
                LOG.error("ended: {}", failure.get().getMessage());
                return failure.get() instanceof JournalFencedException ? ExitCode.FENCED : ExitCode.FAILED;
            }
        }
        monitor.close(CLOSE_TIMEOUT);
        LOG.info(
                "stopped on request; {} events were published", monitor.counts().published());
        return ExitCode.DONE;
    }

    private static void count(MeterRegistry metrics, PodMonitor monitor) {
        counter(metrics, monitor, "clearml.events.published", PodMonitorCounts::published);
        counter(metrics, monitor, "clearml.events.failed", PodMonitorCounts::failed);
        counter(metrics, monitor, "clearml.pods.changes", PodMonitorCounts::seen);
        counter(metrics, monitor, "clearml.journal.retried", PodMonitorCounts::retried);
    }

    private static void counter(
            MeterRegistry metrics, PodMonitor monitor, String name, ToDoubleFunction<PodMonitorCounts> value) {
        FunctionCounter.builder(name, monitor, running -> value.applyAsDouble(running.counts()))
                .register(metrics);
    }
}
