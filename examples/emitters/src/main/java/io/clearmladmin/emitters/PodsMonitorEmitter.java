package io.clearmladmin.emitters;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.events.JournalFencedException;
import io.clearmladmin.k8s.events.MonitorLease;
import io.clearmladmin.k8s.events.PodMonitorCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each change of a task pod's state; takes the place of {@code clearml-pods-monitor-exporter} and of its Redis. */
public final class PodsMonitorEmitter {

    private static final Logger LOG = LoggerFactory.getLogger(PodsMonitorEmitter.class);
    private static final Duration LOOK = Duration.ofMillis(200);

    private PodsMonitorEmitter() {}

    /** Settings come from the environment: {@code examples/deploy/README.md} lists them. */
    public static void main(String[] args) {
        Emitter.main(PodsMonitorEmitter::run);
    }

    static ExitCode run(Emitter emitter) {
        Environment environment = emitter.environment();
        try (Connections connections = new Connections(environment);
                OneMonitor monitor = new OneMonitor(environment, connections)) {
            emitter.operations().ready(() -> monitor.problem().isEmpty());
            count(emitter.operations().metrics(), monitor);
            Optional<String> lease = environment.text("CLEARML_PODS_MONITOR_LEASE");
            if (lease.isEmpty()) {
                monitor.acquired();
                return until(emitter.stop(), monitor);
            }
            String[] name = lease.get().split("/", -1);
            if (name.length != 2) {
                throw new ConfigurationException(
                        "CLEARML_PODS_MONITOR_LEASE is namespace/name, not '" + lease.get() + "'");
            }
            try (MonitorLease held = MonitorLease.builder(connections.kubernetes(), name[0], name[1])
                    .build()) {
                held.start(monitor);
                return until(emitter.stop(), monitor);
            }
        }
    }

    private static ExitCode until(Stop stop, OneMonitor monitor) {
        while (!stop.await(LOOK)) {
            Optional<Throwable> failure = monitor.failure();
            if (failure.isPresent()) {
                boolean isFenced = failure.get() instanceof JournalFencedException;
                LOG.error("ended: {}", failure.get().getMessage());
                return isFenced ? ExitCode.FENCED : ExitCode.FAILED;
            }
        }
        LOG.info("asked to stop; told {} events", monitor.counts().told());
        return ExitCode.DONE;
    }

    private static void count(MeterRegistry metrics, OneMonitor monitor) {
        counter(metrics, monitor, "clearml.events.told", PodMonitorCounts::told);
        counter(metrics, monitor, "clearml.events.failed", PodMonitorCounts::failed);
        counter(metrics, monitor, "clearml.pods.changes", PodMonitorCounts::seen);
        counter(metrics, monitor, "clearml.journal.retried", PodMonitorCounts::retried);
    }

    private static void counter(
            MeterRegistry metrics, OneMonitor monitor, String name, ToDoubleFunction<PodMonitorCounts> value) {
        FunctionCounter.builder(name, monitor, one -> value.applyAsDouble(one.counts()))
                .register(metrics);
    }
}
