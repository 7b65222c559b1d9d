package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.events.InventoryEvents;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.KubernetesException;
import io.clearmladmin.k8s.NodeLabels;
import io.clearmladmin.k8s.PodList;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.k8s.TaskDetails;
import io.clearmladmin.k8s.TaskLookup;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TenantResolver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes which task pods there are that have not ended: one {@code pod.present} event for each, and one {@code
 * inventory.complete} event at the end, as one snapshot.
 *
 * <pre>{@code
 * PodInventory inventory = PodInventory.builder(kubernetes, sink).build();
 * PodInventoryReport report = inventory.run();                        // once
 * Schedule.of("@daily").start(inventory::run, failure -> ...);        // or again and again
 * }</pre>
 *
 * <p>A run is known by its start, which is the time of all its events: {@link #run(Instant)} repeats it with the same ids. The
 * list is read to its end before anything is published; it is held in memory, less than a kilobyte for each pod, and events are
 * made one by one. Safe for use by many threads.
 */
public final class PodInventory {

    private static final Logger LOG = LoggerFactory.getLogger(PodInventory.class);

    private static final int PODS_AT_ONCE = 500;

    private final Settings settings;

    private PodInventory(Settings settings) {
        this.settings = settings;
    }

    /** A builder of an inventory that reads by this connection and emits to this sink; the caller closes both. */
    public static Builder builder(Kubernetes kubernetes, EventSink sink) {
        return new Builder(kubernetes, sink);
    }

    /** A run that starts now; see {@link #run(Instant)}. */
    public PodInventoryReport run() {
        return run(settings.clock().instant());
    }

    /**
     * Makes a run, or repeats the one of this start with the pods as they are now. Blocks until it is published.
     *
     * @param start its start, of which milliseconds count
     * @throws io.clearmladmin.k8s.KubernetesException if the pods cannot be listed; nothing was emitted
     * @throws io.clearmladmin.events.SnapshotNotEmittedException by a sink that emits all or nothing, if it emitted nothing
     * @throws io.clearmladmin.events.EventsNotEmittedException by other sinks, if not all was emitted; the end was not, then
     */
    public PodInventoryReport run(Instant start) {
        Instant run = start.truncatedTo(ChronoUnit.MILLIS);
        Instant began = settings.clock().instant();
        Optional<String> problem = new TenantCheck(settings.tenants(), settings.query()).check();
        problem.ifPresent(why -> LOG.warn("The inventory may lack tenants: {}", why));
        PodList list = settings.kubernetes().pods(settings.tenants()).list(settings.query());
        List<TaskPod> active = list.pods().stream()
                .filter(pod -> !pod.status().state().isFinal())
                .toList();
        // After the pods: a node is there before they are.
        Map<String, NodeLabels> nodes = nodes();
        Map<String, TaskDetails> tasks = tasks(active);
        Iterable<Event> events = () -> events(active, nodes, tasks, run, began);
        Foreign.run("the sink", () -> settings.sink().emitSnapshot(events, settings.emitTimeout()));
        return new PodInventoryReport(
                run,
                active.size(),
                list.snapshot(),
                Duration.between(began, settings.clock().instant()));
    }

    private Map<String, NodeLabels> nodes() {
        if (!settings.hasNodeLabels()) {
            return Map.of();
        }
        try {
            return settings.kubernetes().nodeLabels();
        } catch (KubernetesException failure) {
            LOG.warn("The inventory says nothing of nodes: {}", failure.getMessage());
            return Map.of();
        }
    }

    // Before anything is published: a sink does not wait for it. By the pods' uids.
    private Map<String, TaskDetails> tasks(List<TaskPod> active) {
        TaskLookup lookup = settings.tasks();
        if (lookup == null) {
            return Map.of();
        }
        Map<String, TaskDetails> tasks = new HashMap<>();
        for (int from = 0; from < active.size(); from += PODS_AT_ONCE) {
            List<TaskPod> some = active.subList(from, Math.min(from + PODS_AT_ONCE, active.size()));
            lookup.load(some);
            some.forEach(pod -> tasks.put(pod.uid(), lookup.details(pod)));
        }
        return tasks;
    }

    private Iterator<Event> events(
            List<TaskPod> active,
            Map<String, NodeLabels> nodes,
            Map<String, TaskDetails> tasks,
            Instant run,
            Instant began) {
        InventoryEvents events = new InventoryEvents(settings.source(), run);
        Stream<Event> present = active.stream().map(pod -> present(events, pod, nodes, tasks));
        // The time is taken when all before it were handed over.
        Stream<Event> complete = Stream.of(run)
                .map(end -> events.complete(
                        1,
                        active.size(),
                        0,
                        Duration.between(began, settings.clock().instant())));
        return Stream.concat(present, complete).iterator();
    }

    private Event present(
            InventoryEvents events, TaskPod pod, Map<String, NodeLabels> nodes, Map<String, TaskDetails> tasks) {
        Map<String, Object> data = PodData.of(pod, settings.cluster());
        pod.node().map(nodes::get).ifPresent(labels -> NodeData.add(data, labels));
        TaskDetails task = tasks.get(pod.uid());
        if (task != null) {
            TaskData.add(data, task);
        }
        // A pod shows a container's last two starts; the first of more cannot be seen any more.
        if (pod.status().restarts() > 1) {
            data.remove(PodData.STARTED);
        }
        return events.present(PodEvents.PRESENT, pod.tenant().orElse(""), PodData.subject(pod.uid()), 1, data);
    }

    private record Settings(
            Kubernetes kubernetes,
            EventSink sink,
            PodQuery query,
            TenantResolver tenants,
            String source,
            String cluster,
            boolean hasNodeLabels,
            @Nullable TaskLookup tasks,
            Clock clock,
            Duration emitTimeout) {}

    /** Builds a {@link PodInventory}. Not for use by several threads. */
    public static final class Builder {

        private final Kubernetes kubernetes;
        private final EventSink sink;
        private PodQuery query = PodQuery.allNamespaces();
        private TenantResolver tenants = TenantResolver.NONE;
        private String source = "pod-inventory";
        private String cluster = "";
        private boolean hasNodeLabels;
        private @Nullable TaskLookup tasks;
        private Clock clock = Clock.systemUTC();
        private Duration emitTimeout = Duration.ofSeconds(30);

        private Builder(Kubernetes kubernetes, EventSink sink) {
            this.kubernetes = Objects.requireNonNull(kubernetes, "kubernetes");
            this.sink = Objects.requireNonNull(sink, "sink");
        }

        /** Which pods; the task pods of all namespaces by default. */
        public Builder query(PodQuery value) {
            query = Objects.requireNonNull(value, "query");
            return this;
        }

        /** Says whose the pods are; nobody by default, and events have no tenant then. */
        public Builder tenants(TenantResolver resolver) {
            tenants = Objects.requireNonNull(resolver, "tenants");
            return this;
        }

        /** The events' source; {@code pod-inventory} by default. Two clusters with one reader need two. */
        public Builder source(String name) {
            source = Check.text("source", name);
            return this;
        }

        /** The cluster's name, which each event of a pod carries then. */
        public Builder cluster(String name) {
            cluster = Check.text("cluster", name);
            return this;
        }

        /**
         * Events say what the pod's node is, by the node's labels: GPU model, instance type, zone, region, capacity type. Needs
         * the right to list nodes, by a ClusterRole; without it, that is logged, and events say nothing of nodes. Off by
         * default.
         */
        public Builder nodeLabels() {
            hasNodeLabels = true;
            return this;
        }

        /**
         * Events say what the pod's task is, as it is looked up here: its name, project and user, and the tenant's name. What is not
         * known in a few seconds for each 500 pods is absent. Not looked up by default.
         */
        public Builder taskDetails(TaskLookup lookup) {
            tasks = Objects.requireNonNull(lookup, "taskDetails");
            return this;
        }

        /** The clock of start and duration; the system's by default. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** How long the sink may take for the snapshot; 30 seconds by default. */
        public Builder emitTimeout(Duration time) {
            emitTimeout = Check.between("emitTimeout", time, Duration.ofMillis(1), Duration.ofDays(1));
            return this;
        }

        /** The inventory with these settings. Nothing is read. */
        public PodInventory build() {
            return new PodInventory(new Settings(
                    kubernetes, sink, query, tenants, source, cluster, hasNodeLabels, tasks, clock, emitTimeout));
        }
    }
}
