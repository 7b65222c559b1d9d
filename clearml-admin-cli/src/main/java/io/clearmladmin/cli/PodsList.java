package io.clearmladmin.cli;

import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.TaskPod;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        description = "Lists the task pods of a cluster.",
        footer = {"", "Example:", "  clearml-admin pods list -n clearml-tasks"})
final class PodsList implements Action {

    record Pod(
            String namespace,
            String name,
            String state,
            String task,
            Optional<String> queue,
            Optional<String> node,
            long gpus,
            Instant since) {

        static Pod of(TaskPod pod) {
            return new Pod(
                    pod.namespace(),
                    pod.name(),
                    pod.status().state().name().toLowerCase(Locale.ROOT),
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

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        try (Kubernetes kubernetes = cluster.connect()) {
            List<Pod> pods = new ArrayList<>();
            kubernetes.pods().forEach(selection.query(), pod -> pods.add(Pod.of(pod)));
            invocation.output().list(Pod.class, pods);
        }
        return ExitCode.DONE;
    }
}
