package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.PodHandler;
import io.clearmladmin.k8s.Relist;
import io.clearmladmin.k8s.TaskPod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Pods in memory, and watches that show them as a {@code PodWatch} does: by a thread of their own, in order, all of them. */
final class PodsInMemory implements PodMonitor.Source {

    private final Map<String, TaskPod> pods = new LinkedHashMap<>();
    private final Map<String, TaskPod> unlabelled = new HashMap<>();
    private @Nullable Watching watching;
    private String clusterId = "cluster-1";
    private int failingFinds;
    private int finds;
    private volatile @Nullable Throwable failure;

    synchronized void put(TaskPod pod) {
        TaskPod old = pods.put(pod.uid(), pod);
        show(old == null ? handler -> handler.onAdd(pod) : handler -> handler.onUpdate(old, pod));
    }

    synchronized void remove(String uid, Optional<Instant> deletion) {
        TaskPod last = SomePods.gone(Objects.requireNonNull(pods.remove(uid), uid), deletion);
        show(handler -> handler.onDelete(last));
    }

    /** Its label is taken off. */
    synchronized void unlabel(String uid) {
        TaskPod pod = Objects.requireNonNull(pods.remove(uid), uid);
        unlabelled.put(uid, pod);
        TaskPod last = PodLife.as(TaskPod.State.UNLABELLED, pod);
        show(handler -> handler.onDelete(last));
    }

    /** It has its label again. */
    synchronized void label(String uid) {
        put(Objects.requireNonNull(unlabelled.remove(uid), uid));
    }

    /** It changes, and nobody watches it. */
    synchronized void putUnlabelled(TaskPod pod) {
        unlabelled.put(pod.uid(), pod);
    }

    /** It goes, and nobody watches it. */
    synchronized void removeUnlabelled(String uid) {
        Objects.requireNonNull(unlabelled.remove(uid), uid);
    }

    /** It is another cluster; empty makes its id fail. */
    synchronized void clusterId(String id) {
        clusterId = id;
    }

    private synchronized String clusterId() {
        if (clusterId.isEmpty()) {
            throw new IllegalStateException("the id was set to fail");
        }
        return clusterId;
    }

    /** Everything up to this time was shown. */
    synchronized void synced(Instant until) {
        show(handler -> handler.synced(until));
    }

    /** All was listed again, since something may have been missed. */
    synchronized void relisted(Relist.Reason reason, Instant since, Instant until) {
        Relist relist = new Relist(reason, Optional.of(since), until, 0, 0, 0, 0);
        show(handler -> handler.relisted(relist));
    }

    /** Makes the next requests of one pod fail. */
    synchronized void failFinds(int times) {
        failingFinds = times;
    }

    /** How often one pod was requested. */
    synchronized int finds() {
        return finds;
    }

    private synchronized Optional<TaskPod> find(String namespace, String name, String uid) {
        finds++;
        if (failingFinds > 0) {
            failingFinds--;
            throw new IllegalStateException("find was set to fail");
        }
        return Optional.ofNullable(pods.getOrDefault(uid, unlabelled.get(uid)))
                .filter(pod -> pod.namespace().equals(namespace) && pod.name().equals(name));
    }

    private void show(Call call) {
        if (watching != null) {
            watching.calls.add(call);
        }
    }

    @Override
    public synchronized PodFeed follow(PodMonitor.Settings settings, PodHandler handler) {
        return new Watching(handler, settings.clock());
    }

    private synchronized void begin(Watching begun) {
        watching = begun;
        pods.values().forEach(pod -> show(handler -> handler.onAdd(pod)));
        Relist start = new Relist(Relist.Reason.START, Optional.empty(), begun.clock.instant(), pods.size(), 0, 0, 0);
        show(handler -> handler.relisted(start));
    }

    // One that ends late must not end the next.
    private synchronized void end(Watching ended) {
        if (watching == ended) {
            watching = null;
        }
    }

    /** As when the machine has no memory left for what follows the pods. */
    void fail(Throwable why) {
        failure = why;
    }

    private interface Call {
        void on(PodHandler handler);
    }

    private final class Watching implements PodFeed {

        private final PodHandler handler;
        private final Clock clock;
        private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
        private final Thread thread = new Thread(this::call, "pods-in-memory");

        private Watching(PodHandler handler, Clock clock) {
            this.handler = handler;
            this.clock = clock;
            thread.setDaemon(true);
        }

        private void call() {
            try {
                while (true) {
                    calls.take().on(handler);
                }
            } catch (InterruptedException closed) {
                // That is its end.
            }
        }

        @Override
        public void start() {
            begin(this);
            thread.start();
        }

        @Override
        public Optional<String> problem() {
            synchronized (PodsInMemory.this) {
                return watching == this ? Optional.empty() : Optional.of("nobody watches");
            }
        }

        @Override
        public Optional<Throwable> failure() {
            return Optional.ofNullable(failure);
        }

        @Override
        public String clusterId() {
            return PodsInMemory.this.clusterId();
        }

        @Override
        public Optional<TaskPod> find(String namespace, String name, String uid) {
            return PodsInMemory.this.find(namespace, name, uid);
        }

        @Override
        public void close(Duration time) {
            end(this);
            thread.interrupt();
        }
    }
}
