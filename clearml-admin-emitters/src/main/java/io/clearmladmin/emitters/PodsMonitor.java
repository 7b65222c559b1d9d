package io.clearmladmin.emitters;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.events.JournalFencedException;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.k8s.TenantResolver;
import io.clearmladmin.k8s.events.LeaderLease;
import io.clearmladmin.k8s.events.PodMonitor;
import io.clearmladmin.k8s.events.ScopeChangedException;
import io.clearmladmin.micrometer.EventMeters;
import io.clearmladmin.micrometer.PodMeters;
import io.clearmladmin.micrometer.PodUsageMeters;
import io.micrometer.core.instrument.Tag;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes each change of a task pod's state; replaces {@code clearml-pods-monitor-exporter} and its Redis. */
final class PodsMonitor {

    private static final String NAME = "pods-monitor";
    private static final Tag TAG = Tag.of("emitter", NAME);
    private static final Logger LOG = LoggerFactory.getLogger(PodsMonitor.class);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(12);

    private PodsMonitor() {}

    static ExitCode run(Emitter emitter) {
        String uuid = emitter.settings().required(Setting.PODS_MONITOR_UUID);
        if (emitter.isBaseline()) {
            return baseline(emitter, uuid);
        }
        try (LifecycleJournal journal = EventMeters.in(emitter.operations().metrics(), TAG)
                        .journal(emitter.connections().events().journal(uuid, ""));
                PodMonitor monitor = monitor(emitter, journal, uuid)) {
            emitter.operations().health(NAME, monitor::problem);
            PodMeters meters = PodMeters.in(emitter.operations().metrics(), TAG);
            meters.monitor(monitor);
            monitor.start();
            LOG.info("monitoring task pods as {}", uuid);
            return awaitStop(emitter.stop(), monitor, meters.usage(monitor));
        }
    }

    private static ExitCode baseline(Emitter emitter, String uuid) {
        try (BaselineJournal journal = emitter.connections().events().baseline(uuid, "");
                PodMonitor monitor = monitor(emitter, journal, uuid)) {
            emitter.operations().health(NAME, monitor::problem);
            monitor.start();
            while (!journal.isWhole()) {
                if (emitter.stop().await(POLL_INTERVAL)) {
                    LOG.error("stopped before all was remembered; the next run goes on");
                    return ExitCode.INCOMPLETE;
                }
                Optional<ExitCode> ended = ended(monitor);
                if (ended.isPresent()) {
                    return ended.get();
                }
            }
            monitor.close(CLOSE_TIMEOUT);
            LOG.info("remembered {} task pods as published; nothing was published", journal.remembered());
            return ExitCode.DONE;
        }
    }

    private static PodMonitor monitor(Emitter emitter, LifecycleJournal journal, String uuid) {
        Settings settings = emitter.settings();
        Connections connections = emitter.connections();
        PodMeters meters = PodMeters.in(emitter.operations().metrics(), TAG);
        TenantResolver tenants = connections.tenants();
        meters.tenants(tenants);
        PodMonitor.Builder builder = PodMonitor.builder(connections.kubernetes(), journal)
                .source(uuid)
                .query(connections.pods())
                .tenants(tenants)
                .checkInterval(settings.seconds(Setting.PODS_CHECK_INTERVAL));
        settings.text(Setting.CLUSTER).ifPresent(builder::cluster);
        if (settings.flag(Setting.NODE_LABELS)) {
            builder.nodeLabels();
        }
        connections.tasks().ifPresent(tasks -> {
            meters.tasks(tasks);
            builder.taskDetails(tasks);
        });
        if (!emitter.isBaseline()) {
            builder.tenantWait(settings.seconds(Setting.TENANT_WAIT));
        }
        stillRunningEvery(settings, builder);
        if (settings.flag(Setting.ACCEPT_CHANGED_SCOPE)) {
            builder.acceptChangedScope();
        }
        settings.text(Setting.PODS_MONITOR_LEASE)
                .map(text -> lease(emitter, text))
                .ifPresent(builder::lease);
        return builder.build();
    }

    private static void stillRunningEvery(Settings settings, PodMonitor.Builder builder) {
        try {
            builder.stillRunningEvery(settings.seconds(Setting.STILL_RUNNING_EVERY));
        } catch (IllegalArgumentException refused) {
            throw new ConfigurationException(Setting.STILL_RUNNING_EVERY.key() + ": " + refused.getMessage(), refused);
        }
    }

    private static LeaderLease lease(Emitter emitter, String text) {
        int slash = text.indexOf('/');
        LeaderLease lease = LeaderLease.builder(
                        emitter.connections().kubernetes(), text.substring(0, slash), text.substring(slash + 1))
                .build();
        PodMeters.in(emitter.operations().metrics(), TAG).lease(lease);
        return lease;
    }

    private static ExitCode awaitStop(Stop stop, PodMonitor monitor, PodUsageMeters usage) {
        while (!stop.await(POLL_INTERVAL)) {
            usage.refresh();
            Optional<ExitCode> ended = ended(monitor);
            if (ended.isPresent()) {
                return ended.get();
            }
        }
        monitor.close(CLOSE_TIMEOUT);
        int waiting = monitor.waiting();
        LOG.info(
                "stopped on request; {} events were published{}",
                monitor.counts().published(),
                waiting == 0 ? "" : "; " + waiting + " changes wait, none is lost: the next start publishes them");
        return ExitCode.DONE;
    }

    // The code of one that has ended by itself.
    private static Optional<ExitCode> ended(PodMonitor monitor) {
        return monitor.failure().map(failure -> {
            LOG.error(
                    "ended: {}{}",
                    failure.getMessage(),
                    failure instanceof ScopeChangedException
                            ? ": " + Setting.ACCEPT_CHANGED_SCOPE.key() + "=true"
                            : "");
            return exitCode(failure);
        });
    }

    private static ExitCode exitCode(Throwable failure) {
        if (failure instanceof ScopeChangedException) {
            return ExitCode.NOT_CONFIGURED;
        }
        if (failure instanceof OutOfMemoryError || failure.getCause() instanceof OutOfMemoryError) {
            return ExitCode.OUT_OF_MEMORY;
        }
        return failure instanceof JournalFencedException ? ExitCode.FENCED : ExitCode.FAILED;
    }
}
