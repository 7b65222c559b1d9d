package io.clearmladmin.cli;

import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.KubernetesException;
import io.clearmladmin.k8s.PodHandler;
import io.clearmladmin.k8s.PodWatch;
import io.clearmladmin.k8s.TaskPod;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "watch",
        description = {
            "Prints the task pods of a cluster, and then each change of them, until Ctrl-C: add, update, delete.",
            "What happens while nobody reads along is folded: the last state of each pod is printed."
        },
        footer = {
            "",
            "Examples:",
            "  clearml-admin pods watch -n clearml-tasks --jsonl",
            "  clearml-admin pods watch --for 10m -o csv"
        })
@Prints(list = PodsWatch.Change.class)
final class PodsWatch implements Action {

    private static final Duration CLOSE = Duration.ofMillis(300);

    record Change(
            String change,
            String namespace,
            String name,
            String state,
            Optional<String> reason,
            String task,
            Optional<String> queue,
            Optional<String> node,
            long gpus,
            Instant since) {

        static Change of(String change, TaskPod pod) {
            return new Change(
                    change,
                    pod.namespace(),
                    pod.name(),
                    pod.status().state().name().toLowerCase(Locale.ROOT),
                    Optional.of(pod.status().reason()).filter(text -> !text.isEmpty()),
                    pod.taskId(),
                    pod.queueName().or(pod::queueId),
                    pod.node(),
                    pod.gpus().whole(),
                    pod.status().since());
        }
    }

    @Mixin
    private final Cluster cluster = new Cluster();

    @Mixin
    private final PodSelection selection = new PodSelection();

    @Mixin
    private final Limits limits = new Limits();

    @Override
    public ExitCode run(Invocation invocation) throws IOException, InterruptedException {
        limits.begin();
        try (Kubernetes kubernetes = cluster.connect()) {
            // A watch tries for ever; a person wants to know at once that there is nothing to be seen.
            kubernetes.pods().count(selection.query());
            HandOver changes = new HandOver();
            PodWatch watch = kubernetes.watch(changes).query(selection.query()).build();
            try (RowStream<Change> rows = invocation.output().stream(Change.class)) {
                watch.start();
                return print(changes, rows);
            } finally {
                watch.close(CLOSE);
            }
        } catch (KubernetesException failure) {
            throw Thread.currentThread().isInterrupted() ? Limits.interrupted(0, "changes") : failure;
        }
    }

    private ExitCode print(HandOver changes, RowStream<Change> rows) throws IOException {
        try {
            for (Duration wait = limits.wait(0); !wait.isZero(); wait = limits.wait(rows.count())) {
                Change change = changes.queue.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
                if (change != null) {
                    rows.add(change);
                }
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw Limits.interrupted(rows.count(), "changes");
        }
        return limits.end(rows.count(), "changes");
    }

    /** Gives one change after the other to the thread that prints; the watch folds what comes meanwhile. */
    private static final class HandOver implements PodHandler {

        private final SynchronousQueue<Change> queue = new SynchronousQueue<>();

        @Override
        public void onAdd(TaskPod pod) {
            give("add", pod);
        }

        @Override
        public void onUpdate(TaskPod old, TaskPod now) {
            // Much changes of a pod that is not printed.
            if (!Change.of("update", old).equals(Change.of("update", now))) {
                give("update", now);
            }
        }

        @Override
        public void onDelete(TaskPod last) {
            give("delete", last);
        }

        private void give(String change, TaskPod pod) {
            try {
                queue.put(Change.of(change, pod));
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
