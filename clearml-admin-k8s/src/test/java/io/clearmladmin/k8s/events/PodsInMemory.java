package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.PodHandler;
import io.clearmladmin.k8s.Relist;
import io.clearmladmin.k8s.TaskPod;
import java.time.Duration;
import java.time.Instant;
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
    private @Nullable Watching watching;
    private volatile @Nullable Throwable failure;

    synchronized void put(TaskPod pod) {
        TaskPod old = pods.put(pod.uid(), pod);
        show(old == null ? handler -> handler.onAdd(pod) : handler -> handler.onUpdate(old, pod));
    }

    synchronized void remove(String uid, Optional<Instant> deletion) {
        TaskPod last = SomePods.gone(Objects.requireNonNull(pods.remove(uid), uid), deletion);
        show(handler -> handler.onDelete(last));
    }

    private void show(Call call) {
        if (watching != null) {
            watching.calls.add(call);
        }
    }

    @Override
    public synchronized PodFeed follow(PodMonitor.Settings settings, PodHandler handler) {
        return new Watching(handler);
    }

    private synchronized void begin(Watching begun) {
        watching = begun;
        pods.values().forEach(pod -> show(handler -> handler.onAdd(pod)));
        Relist start = new Relist(Relist.Reason.START, Optional.empty(), Instant.EPOCH, pods.size(), 0, 0, 0);
        show(handler -> handler.relisted(start));
    }

    private synchronized void end() {
        watching = null;
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
        private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
        private final Thread thread = new Thread(this::call, "pods-in-memory");

        private Watching(PodHandler handler) {
            this.handler = handler;
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
        public void close(Duration time) {
            end();
            thread.interrupt();
        }
    }
}
