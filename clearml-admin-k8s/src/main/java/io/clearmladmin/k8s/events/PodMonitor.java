package io.clearmladmin.k8s.events;

import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.internal.threads.Threads;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.KubernetesException;
import io.clearmladmin.k8s.NodeWatch;
import io.clearmladmin.k8s.PodHandler;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.k8s.TaskLookup;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TenantResolver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes how task pods come, run, end and go: one event of {@link io.clearmladmin.events.PodEvents} for each change of a
 * pod's state, from a watch, and one for each pod that runs on at each hour. The journal keeps what was published: after a
 * restart, and after a crash at any instant, the monitor publishes exactly what changed meanwhile. From when to when it watched
 * is published as well: {@link io.clearmladmin.events.MonitorEvents}.
 *
 * <pre>{@code
 * try (PodMonitor monitor = PodMonitor.builder(kubernetes, journal).source(uuid).build()) {
 *     monitor.start();
 *     monitor.awaitEnd();
 * }
 * }</pre>
 *
 * <p>States that came and went while nobody watched are not published. A journal that fails is retried, for ever and in
 * order; meanwhile so many changes wait, and beyond that those of each pod are folded into its newest. A journal that another
 * monitor has taken over ends this one: {@link #failure()}. One that is ended or closed is not started again.
 *
 * <p>One for each UUID at a time, and always of the same pods. A pod that was published and is not among them any more is
 * requested by name: it is unlabelled, or deleted. Safe for use by many threads; its own are daemons.
 */
public final class PodMonitor implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_FAILURE = Duration.ofMinutes(1);

    // What was begun has to end within a third of the Lease's duration, which is 3 seconds at least.
    private static final Duration HAND_OVER = Duration.ofMillis(500);

    private final Settings settings;
    private final MonitorMetrics metrics;

    // Guarded by this.
    private @Nullable MonitorSession session;
    private boolean isStarted;
    private boolean isClosed;
    private boolean isOver;
    private @Nullable Throwable failure;
    private int leftOver;

    private PodMonitor(Settings settings) {
        this.settings = settings;
        this.metrics = new MonitorMetrics(settings.clock());
    }

    /**
     * Begins, and returns at once. The journal is restored first, then all pods are compared with what it remembers, then
     * changes are published as they come.
     *
     * @throws IllegalStateException if it was started or closed before
     */
    public synchronized void start() {
        if (isStarted || isClosed) {
            throw new IllegalStateException(
                    isClosed ? "the monitor is closed; build a new one" : "the monitor is started already");
        }
        isStarted = true;
        if (settings.lease() == null) {
            begin();
        } else {
            settings.lease().start(new Holding());
        }
    }

    /** Works while the Lease is held. */
    private final class Holding implements LeaderLease.Holder {

        @Override
        public void acquired() {
            try {
                Foreign.run("the pod monitor", PodMonitor.this::begin);
            } catch (RuntimeException notBegun) {
                // One that does not work must not keep the Lease from another.
                over(notBegun);
            }
        }

        @Override
        public void lost() {
            end(HAND_OVER);
        }

        @Override
        public void failed(KubernetesException failure) {
            // By the Lease's thread, which reports what this throws.
            settings.listener().accept(failure);
        }
    }

    private synchronized void begin() {
        if (!isClosed && !isOver) {
            MonitorSession begun = new MonitorSession(settings, metrics, this::over);
            session = begun;
            begun.start();
        }
    }

    private void end(Duration time) {
        MonitorSession running;
        synchronized (this) {
            running = session;
            session = null;
        }
        if (running != null) {
            running.close(time);
            synchronized (this) {
                leftOver = running.waiting();
            }
        }
    }

    // By the session's own thread, for which whoever gives the Lease back waits.
    private void over(Throwable why) {
        synchronized (this) {
            isOver = true;
            failure = why;
            notifyAll();
        }
        LeaderLease lease = settings.lease();
        if (lease != null) {
            Threads.once("clearml-pod-monitor-end", lease::close).start();
        }
    }

    /**
     * Whether events are published as pods change: it runs, its watch is healthy, and the journal has not been failing for a
     * minute. One that waits for its Lease is healthy.
     */
    public boolean isHealthy() {
        return problem().isEmpty();
    }

    /** Why it is not healthy, for people; empty if it is. */
    public Optional<String> problem() {
        MonitorSession running;
        synchronized (this) {
            running = session;
            if (failure != null) {
                return Optional.of("the monitor has ended: " + failure.getMessage());
            }
            if (!isStarted || isClosed || isOver) {
                return Optional.of(isStarted ? "the monitor is closed" : "the monitor is not started");
            }
        }
        if (running == null) {
            return settings.lease() == null
                    ? Optional.of("the monitor did not start")
                    : settings.lease().problem();
        }
        return metrics.problem(LONGEST_FAILURE).or(running::problem);
    }

    /** What it has done so far. */
    public PodMonitorCounts counts() {
        return metrics.counts();
    }

    /**
     * How many pods are in each state by what was published of them, those deleted left out; empty while it does not work, such
     * as before the journal is restored.
     */
    public Map<TaskPod.State, Integer> pods() {
        MonitorSession running = running();
        return running == null ? Map.of() : running.pods();
    }

    /**
     * What runs, by tenant and queue, as it was a few seconds ago; empty while it does not work. For dashboards: bills are made
     * of the events.
     */
    public List<QueueLoad> usage() {
        MonitorSession running = running();
        return running == null ? List.of() : running.usage();
    }

    /** When the watch last knew all, as {@link io.clearmladmin.k8s.PodWatch#lastSync}; empty while it does not work. */
    public Optional<Instant> lastSync() {
        MonitorSession running = running();
        return running == null ? Optional.empty() : running.lastSync();
    }

    private synchronized @Nullable MonitorSession running() {
        return session;
    }

    /**
     * How many changes wait for the journal, those that it is just being given included; after the end, how many the next
     * monitor with this UUID finds.
     */
    public synchronized int waiting() {
        return session == null ? leftOver : session.waiting();
    }

    /**
     * Why it ended by itself: {@link io.clearmladmin.events.JournalFencedException}, {@link ScopeChangedException}, or a {@link VirtualMachineError} such as
     * an {@link OutOfMemoryError}, of its own or of the watch (as the cause then); empty if it did not. Its Lease was given
     * back. It must be closed then, with its journal.
     */
    public synchronized Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Waits until it is closed or ends by itself, or for this time; returns whether it has ended. */
    public synchronized boolean awaitEnd(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        long left = time.toMillis();
        while (!isOver && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
        return isOver;
    }

    /** Ends it as {@link #close(Duration)} does, within 10 seconds. */
    @Override
    public void close() {
        close(CLOSE);
    }

    /**
     * Ends it: nothing more is taken from the watch, and what was taken is published if there is time. The next monitor with
     * this UUID finds the rest. Gives the Lease back, if there is one; does not close the journal. May be called again.
     */
    public void close(Duration time) {
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
        }
        end(time);
        if (settings.lease() != null) {
            settings.lease().close();
        }
        synchronized (this) {
            isOver = true;
            notifyAll();
        }
    }

    /** A builder of a monitor that watches by this connection and records in this journal; the caller closes both. */
    public static Builder builder(Kubernetes kubernetes, LifecycleJournal journal) {
        Objects.requireNonNull(kubernetes, "kubernetes");
        Builder builder = new Builder(
                journal,
                (settings, handler) -> PodFeed.of(
                        kubernetes
                                .watch(handler)
                                .query(settings.query())
                                .tenants(settings.tenants())
                                .checkInterval(settings.checkInterval())
                                .clock(settings.clock())
                                .build(),
                        kubernetes,
                        settings.tenants()));
        builder.nodes = kubernetes::watchNodes;
        return builder;
    }

    /** What shows the pods to a handler, as the settings want it. */
    interface Source {
        PodFeed follow(Settings settings, PodHandler handler);
    }

    /** What a monitor goes by. */
    record Settings(
            LifecycleJournal journal,
            Source pods,
            @Nullable Supplier<NodeWatch> nodes,
            @Nullable TaskLookup tasks,
            @Nullable LeaderLease lease,
            PodQuery query,
            TenantResolver tenants,
            String source,
            String cluster,
            Clock clock,
            Duration checkInterval,
            Duration recordTimeout,
            Duration tenantWait,
            Duration stillRunningEvery,
            boolean isChangedScopeAccepted,
            Consumer<RuntimeException> listener) {}

    /** Builds a {@link PodMonitor}. Not for use by several threads. */
    public static final class Builder {

        private final LifecycleJournal journal;
        private final Source pods;

        // Of the cluster; absent in tests that have none.
        private @Nullable Supplier<NodeWatch> nodes;

        private @Nullable LeaderLease lease;

        private PodQuery query = PodQuery.allNamespaces();
        private TenantResolver tenants = TenantResolver.NONE;
        private String source = "";
        private String cluster = "";
        private boolean hasNodeLabels;
        private @Nullable TaskLookup tasks;
        private Clock clock = Clock.systemUTC();
        private Duration checkInterval = Duration.ofMinutes(1);
        private Duration recordTimeout = Duration.ofSeconds(30);
        private Duration tenantWait = Duration.ZERO;
        private Duration stillRunningEvery = Duration.ofHours(1);
        private boolean isChangedScopeAccepted;
        private Consumer<RuntimeException> listener = failure -> {};

        // What follows the pods is given; for tests.
        Builder(LifecycleJournal journal, Source pods) {
            this.journal = Objects.requireNonNull(journal, "journal");
            this.pods = pods;
        }

        /** The events' source: the monitor's UUID, the same after every restart. Must be set. */
        public Builder source(String uuid) {
            source = Check.text("source", uuid);
            return this;
        }

        /** Which pods, the same after every restart; the task pods of all namespaces by default. */
        public Builder query(PodQuery value) {
            query = Objects.requireNonNull(value, "query");
            return this;
        }

        /** Says whose the pods are; nobody by default, and events have no tenant then. */
        public Builder tenants(TenantResolver resolver) {
            tenants = Objects.requireNonNull(resolver, "tenants");
            return this;
        }

        /**
         * How long an event waits for a tenant that is unknown for now ({@link TenantResolver#isUnknownForNow}): not at all by
         * default, 10 minutes at most. Then it is published without one. What comes after it waits too: later events of its pod,
         * and {@link io.clearmladmin.events.MonitorEvents}; other pods' events do not. What waits is not recorded yet. 10,000
         * events wait at most; beyond that, those that have waited longest go on, and so do all of them at the close.
         */
        public Builder tenantWait(Duration time) {
            tenantWait = Check.between("tenantWait", time, Duration.ZERO, Duration.ofMinutes(10));
            return this;
        }

        /** The cluster's name, which each event carries then. */
        public Builder cluster(String name) {
            cluster = Check.text("cluster", name);
            return this;
        }

        /**
         * Events say what the pod's node is, by the node's labels: GPU model, instance type, zone, region, capacity type. Needs
         * the right to get, list and watch nodes, by a ClusterRole; without it, that is logged, and events go on without. Off by
         * default.
         */
        public Builder nodeLabels() {
            hasNodeLabels = true;
            return this;
        }

        /**
         * Events say what the pod's task is, as it is looked up here: its name, project and user, and the tenant's name. They wait
         * for it a few seconds at most, and go on without what is not known then. Not looked up by default.
         */
        public Builder taskDetails(TaskLookup lookup) {
            tasks = Objects.requireNonNull(lookup, "taskDetails");
            return this;
        }

        /** How often all pods are listed beside the watch, as a net; a minute by default, a second at least, a day at most. */
        public Builder checkInterval(Duration time) {
            checkInterval = Check.between("checkInterval", time, Duration.ofSeconds(1), Duration.ofDays(1));
            return this;
        }

        /** How long the journal may take for at most 500 events before it counts as failed; 30 seconds by default. */
        public Builder recordTimeout(Duration time) {
            recordTimeout = Check.between("recordTimeout", time, Duration.ofMillis(1), Duration.ofDays(1));
            return this;
        }

        /**
         * How often a pod that runs is published as still running, at times that are the same each day in UTC; an hour by
         * default. A minute at least, and a day must be so many times as long.
         */
        public Builder stillRunningEvery(Duration period) {
            Check.between("stillRunningEvery", period, Duration.ofMinutes(1), Duration.ofDays(1));
            if (Duration.ofDays(1).toNanos() % period.toNanos() != 0 || period.toNanosPart() % 1_000_000 != 0) {
                throw new IllegalArgumentException("stillRunningEvery: must divide a day, got " + period);
            }
            stillRunningEvery = period;
            return this;
        }

        // A period that is too short for any use, for tests that cannot wait.
        Builder stillRunningEach(Duration period) {
            stillRunningEvery = period;
            return this;
        }

        /**
         * Goes on though the journal remembers that this monitor watched other pods, or another cluster; else it ends with a
         * {@link ScopeChangedException} before it publishes anything. Pods that are there and not watched any more are published
         * as unlabelled.
         */
        public Builder acceptChangedScope() {
            isChangedScopeAccepted = true;
            return this;
        }

        /**
         * Notified of each failure of the journal by the monitor's thread, which waits for it; of the Lease's, by that one's.
         * An Error of the journal is the cause of the exception given. What the listener throws is logged and disturbs nothing.
         * Events that are refused for good stand in an {@link io.clearmladmin.events.EventsNotEmittedException}; they are not
         * tried again before a restart.
         */
        public Builder onFailure(Consumer<RuntimeException> value) {
            listener = Objects.requireNonNull(value, "onFailure");
            return this;
        }

        /**
         * Works only while this Lease is held; without one, it works from its start to its end. Of several monitors with one
         * UUID and one Lease, one works and the others stand by. The monitor starts and closes it.
         */
        public Builder lease(LeaderLease held) {
            lease = Objects.requireNonNull(held, "lease");
            return this;
        }

        /** The clock of when a pod was found to be gone, where the cluster does not say; the system's by default. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * The monitor with these settings. Nothing is read or published before {@link PodMonitor#start()}.
         *
         * @throws IllegalArgumentException if no source was set
         */
        public PodMonitor build() {
            Check.text("source", source);
            return new PodMonitor(new Settings(
                    journal,
                    pods,
                    hasNodeLabels ? nodes : null,
                    tasks,
                    lease,
                    query,
                    tenants,
                    source,
                    cluster,
                    clock,
                    checkInterval,
                    recordTimeout,
                    tenantWait,
                    stillRunningEvery,
                    isChangedScopeAccepted,
                    listener));
        }
    }
}
