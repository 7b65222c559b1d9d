package io.clearmladmin.emitters;

import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.k8s.KubernetesException;
import io.clearmladmin.k8s.events.MonitorLease;
import io.clearmladmin.k8s.events.PodMonitor;
import io.clearmladmin.k8s.events.PodMonitorCounts;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The monitor that runs while this process may: always, or while it holds the Lease. Each time it is a new one. */
final class OneMonitor implements MonitorLease.Holder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OneMonitor.class);
    // A third of the Lease's 15 seconds, less the journal's end.
    private static final Duration END = Duration.ofSeconds(4);

    private final Environment environment;
    private final Connections connections;
    private final String uuid;
    private final Duration checkInterval;

    // Guarded by this.
    private @Nullable LifecycleJournal journal;
    private @Nullable PodMonitor monitor;
    private PodMonitorCounts before = new PodMonitorCounts(0, 0, 0, 0, 0, Optional.empty());

    OneMonitor(Environment environment, Connections connections) {
        this.environment = environment;
        this.connections = connections;
        this.uuid = environment.required(
                "CLEARML_PODS_MONITOR_UUID", "a UUID of this cluster's monitor, the same after every restart");
        this.checkInterval = environment.seconds("CLEARML_PODS_CHECK_INTERVAL_SECONDS", 60);
    }

    @Override
    public synchronized void acquired() {
        LifecycleJournal opened = connections.events().journal(uuid);
        journal = opened;
        PodMonitor.Builder settings = PodMonitor.builder(connections.kubernetes(), opened)
                .source(uuid)
                .query(connections.pods())
                .tenants(connections.tenants())
                .checkInterval(checkInterval)
                .onFailure(failure -> LOG.warn("the journal failed: {}", failure.getMessage()));
        environment.text("CLEARML_PODS_CLUSTER").ifPresent(settings::cluster);
        PodMonitor started = settings.build();
        monitor = started;
        started.start();
        LOG.info("monitoring task pods as {}", uuid);
    }

    @Override
    public synchronized void lost() {
        PodMonitor running = monitor;
        LifecycleJournal open = journal;
        monitor = null;
        journal = null;
        if (running != null) {
            running.close(END);
            before = sum(before, running.counts());
        }
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void failed(KubernetesException failure) {
        LOG.warn("the Lease: {}", failure.getMessage());
    }

    /** Why it is not well; who waits for the Lease is well. */
    synchronized Optional<String> problem() {
        return Optional.ofNullable(monitor).flatMap(PodMonitor::problem);
    }

    synchronized Optional<Throwable> failure() {
        return Optional.ofNullable(monitor).flatMap(PodMonitor::failure);
    }

    /** What all of them did in this process. */
    synchronized PodMonitorCounts counts() {
        PodMonitor running = monitor;
        return running == null ? before : sum(before, running.counts());
    }

    private static PodMonitorCounts sum(PodMonitorCounts a, PodMonitorCounts b) {
        return new PodMonitorCounts(
                a.seen() + b.seen(),
                a.folded() + b.folded(),
                a.told() + b.told(),
                a.retried() + b.retried(),
                a.failed() + b.failed(),
                b.lastTold().or(a::lastTold));
    }

    @Override
    public void close() {
        lost();
    }
}
