package io.clearmladmin.micrometer;

import io.clearmladmin.k8s.PodWatch;
import io.clearmladmin.k8s.TaskLookup;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.k8s.TenantResolver;
import io.clearmladmin.k8s.events.LeaderLease;
import io.clearmladmin.k8s.events.PodMonitor;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Meters monitors and watches of task pods, their look-ups, and Leases; what becomes of a monitor's events, {@link EventMeters#journal} meters.
 *
 * <pre>{@code
 * PodMeters.in(registry, Tag.of("emitter", "pods-monitor")).monitor(monitor);
 * }</pre>
 *
 * <p>Safe for many threads. Of several monitors or watches in one registry, each needs tags of its own. Whoever has them keeps
 * them: the meters of one that is gone show nothing any more.
 */
public final class PodMeters {

    // A pod that was deleted is not there.
    private static final Set<State> STATES = EnumSet.complementOf(EnumSet.of(State.DELETED));

    private final MeterRegistry registry;
    private final Tags tags;

    private PodMeters(MeterRegistry registry, Tags tags) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.tags = tags;
    }

    /** Meters in this registry, all with these tags. */
    public static PodMeters in(MeterRegistry registry, Tag... tags) {
        return new PodMeters(registry, Tags.of(tags));
    }

    /** Meters this monitor. It may be started before or after. */
    public void monitor(PodMonitor monitor) {
        pods(monitor, PodMonitor::pods);
        queued(monitor, PodMonitor::waiting);
        lastSync(monitor, PodMonitor::lastSync);
        LastSuccess.of(monitor, of -> millis(of.counts().lastPublished()))
                .tags(tags)
                .register(registry);
        counter(
                "clearml.pod.changes",
                "Changes of pods that the watch showed, those that are no change of state included",
                monitor,
                of -> of.counts().seen());
        counter(
                "clearml.pod.changes.folded",
                "Changes of pods that newer ones of the same pods were merged with, since the journal was slower",
                monitor,
                of -> of.counts().folded());
        counter(
                "clearml.journal.retries",
                "How often the monitor tried its journal again after a failure",
                monitor,
                of -> of.counts().retried());
        gauge(
                "clearml.events.awaiting.tenant",
                "Events that wait for the tenants of their pods",
                monitor,
                of -> of.counts().awaitingTenant());
    }

    /**
     * Meters what runs by this monitor, by tenant and queue, each time that {@link PodUsageMeters#refresh} is called. Not part of
     * {@link #monitor}, since there are as many meters as tenants have queues.
     */
    public PodUsageMeters usage(PodMonitor monitor) {
        return new PodUsageMeters(registry, tags, monitor::usage);
    }

    /** Meters this watch, of a handler of your own; that of a monitor is metered with it. */
    public void watch(PodWatch watch) {
        pods(watch, new WatchedStates()::of);
        queued(watch, PodWatch::waiting);
        lastSync(watch, PodWatch::lastSync);
        counter(
                "clearml.pod.handler.failures",
                "How often the handler threw something",
                watch,
                PodWatch::handlerFailures);
    }

    /** Meters the look-ups of this resolver that fail, of a monitor, a watch or an inventory. */
    public void tenants(TenantResolver tenants) {
        lookupFailures("tenants", tenants, TenantResolver::failures);
    }

    /** Meters the look-ups of tasks' details that fail, of a monitor or an inventory. */
    public void tasks(TaskLookup tasks) {
        lookupFailures("tasks", tasks, TaskLookup::failures);
    }

    private <T> void lookupFailures(String what, T of, ToDoubleFunction<T> failures) {
        FunctionCounter.builder("clearml.lookup.failures", of, failures)
                .description(
                        "Look-ups of tenants or of tasks' details that failed; events go on without what is not known")
                .tags(tags.and("of", what))
                .register(registry);
    }

    /** Meters whether this Lease is held. */
    public void lease(LeaderLease lease) {
        gauge(
                "clearml.lease.held",
                "Whether this process holds the Lease: 1, else 0",
                lease,
                of -> of.isHeld() ? 1 : 0);
    }

    private <T> void pods(T of, Function<T, Map<State, Integer>> states) {
        for (State state : STATES) {
            Gauge.builder("clearml.pods", of, known -> states.apply(known).getOrDefault(state, 0))
                    .description("Task pods that are known, by their state")
                    .tags(tags.and("state", state.name().toLowerCase(Locale.ROOT)))
                    .register(registry);
        }
    }

    private <T> void queued(T of, ToDoubleFunction<T> waiting) {
        gauge("clearml.pod.changes.queued", "Changes of pods that wait to be published or handled", of, waiting);
    }

    private <T> void lastSync(T of, Function<T, Optional<Instant>> lastSync) {
        TimeGauge.builder(
                        "clearml.pod.watch.last.sync.timestamp",
                        of,
                        TimeUnit.MILLISECONDS,
                        known -> millis(lastSync.apply(known)))
                .description(
                        "When the cluster last confirmed that all pods are known as they are; 0 before the first time")
                .tags(tags)
                .register(registry);
    }

    private <T> void gauge(String name, String text, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value).description(text).tags(tags).register(registry);
    }

    private <T> void counter(String name, String text, T of, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, of, value).description(text).tags(tags).register(registry);
    }

    private static double millis(Optional<Instant> time) {
        return time.map(Instant::toEpochMilli).orElse(0L);
    }
}
