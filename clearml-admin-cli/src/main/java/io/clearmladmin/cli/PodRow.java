package io.clearmladmin.cli;

import io.clearmladmin.k8s.TaskPod;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A task pod, as scripts read it. */
record PodRow(
        String namespace,
        String name,
        String state,
        String task,
        Optional<String> queue,
        Optional<String> node,
        long gpus,
        Instant since) {

    static PodRow of(TaskPod pod) {
        return new PodRow(
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
