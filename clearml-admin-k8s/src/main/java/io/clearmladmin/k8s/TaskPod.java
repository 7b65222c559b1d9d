package io.clearmladmin.k8s;

import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A task pod: what an agent started in the cluster for one task. Read from the pod and nothing else; of its spec, only what
 * stands here is kept. Less than a kilobyte in memory.
 *
 * @param namespace its namespace
 * @param name its name, by default {@code clearml-id-<task id>}
 * @param uid the cluster's id of it; a pod deleted and made again under the same name has another
 * @param resourceVersion the cluster's version of what was read
 * @param taskId the task: by the label {@code clearml-task-id}, else by the name, else empty
 * @param parentTaskId the task's parent, where the agent says so
 * @param rank which part of a task on several nodes it is, where its name says so
 * @param job the Job that owns it, where the agent makes Jobs
 * @param queueId the queue's id, as the agent wrote it into a label: in lower case, at most 63 letters
 * @param queueName the queue's name, as the agent wrote it into a label: lower case, other signs than letters and digits
 *     replaced
 * @param agent the agent, as the label {@code CLEARML} (before agent 1.1: {@code TRAINS}) says it
 * @param tenant the company's id, where a {@link TenantResolver} knew it
 * @param labels the labels that the resolver needs, and no others
 * @param status its state
 * @param requests what it requests
 * @param limits what it may use at most
 * @param gpus its GPUs
 * @param priorityClass its priority class, where it has one
 * @param node where it runs, once it is scheduled
 * @param container the name of the container that runs the task; its state, resources and image stand here, never a sidecar's
 * @param isContainerGuessed whether nothing but its place, the first, speaks for it
 * @param image that container's image
 * @param created when it was made
 */
public record TaskPod(
        String namespace,
        String name,
        String uid,
        String resourceVersion,
        String taskId,
        Optional<String> parentTaskId,
        Optional<Integer> rank,
        Optional<String> job,
        Optional<String> queueId,
        Optional<String> queueName,
        String agent,
        Optional<String> tenant,
        Map<String, String> labels,
        Status status,
        Compute requests,
        Compute limits,
        Gpus gpus,
        Optional<String> priorityClass,
        Optional<String> node,
        String container,
        boolean isContainerGuessed,
        String image,
        Instant created) {

    /** Keeps a copy. */
    public TaskPod {
        labels = Map.copyOf(labels);
    }

    /** The same pod, of that tenant. */
    public TaskPod withTenant(Optional<String> known) {
        return new TaskPod(
                namespace,
                name,
                uid,
                resourceVersion,
                taskId,
                parentTaskId,
                rank,
                job,
                queueId,
                queueName,
                agent,
                known,
                labels,
                status,
                requests,
                limits,
                gpus,
                priorityClass,
                node,
                container,
                isContainerGuessed,
                image,
                created);
    }

    /** The same pod, doing that. */
    public TaskPod withStatus(Status now) {
        return new TaskPod(
                namespace,
                name,
                uid,
                resourceVersion,
                taskId,
                parentTaskId,
                rank,
                job,
                queueId,
                queueName,
                agent,
                tenant,
                labels,
                now,
                requests,
                limits,
                gpus,
                priorityClass,
                node,
                container,
                isContainerGuessed,
                image,
                created);
    }

    /** What a task pod is doing. That it succeeded does not say that its task did: the agent's script always ends well. */
    public enum State {
        /** Not started yet; {@link Status#reason()} says why. */
        PENDING,
        /** Started, and not ended for good: it works, or is to be started again. */
        RUNNING,
        /** Its task's container ended with exit code 0; sidecars may still run. */
        SUCCEEDED,
        /** Ended otherwise. */
        FAILED,
        /** Driven off its node. */
        EVICTED,
        /** No longer in the cluster. */
        DELETED,
        /** Still in the cluster, and no longer among what is watched: what selected it, such as its label, was taken off. */
        UNLABELLED,
        /** The node does not answer. */
        UNKNOWN;

        /** Whether a pod in this state will not run any more. */
        public boolean isFinal() {
            return this == SUCCEEDED || this == FAILED || this == EVICTED || this == DELETED;
        }
    }

    /**
     * What a pod is doing, and since when.
     *
     * @param state the state
     * @param phase Kubernetes' own word, as it came
     * @param reason why it is so, such as {@code Unschedulable}, {@code ImagePullBackOff}, {@code OOMKilled}, of a running pod
     *     {@code CrashLoopBackOff}; empty if not said
     * @param message the cluster's words on it, cut at 256 letters; empty if not said
     * @param since when the state began, as the cluster says it: the same however often it is read
     * @param started when the task's container started, the first time that the pod still knows of
     * @param finished when it ended, where the cluster says so: by the container, else by the condition that reports its
     *     eviction, else since when the ended pod was not ready
     * @param exitCode its exit code
     * @param restarts how often it was started again; until it has started, how often init containers were
     * @param hasOthersRunning whether the task has ended and other containers of the pod, such as sidecars, still run: the pod
     *     holds its node's resources until they end, too
     * @param deletion when the pod's deletion was requested
     */
    public record Status(
            State state,
            String phase,
            String reason,
            String message,
            Instant since,
            Optional<Instant> started,
            Optional<Instant> finished,
            Optional<Integer> exitCode,
            int restarts,
            boolean hasOthersRunning,
            Optional<Instant> deletion) {

        @Override
        public String toString() {
            return SafeText.of(this);
        }
    }

    /**
     * CPU and memory of the task's container.
     *
     * @param cpuMillis thousandths of a CPU; 0 if not said
     * @param memoryBytes bytes; 0 if not said
     */
    public record Compute(long cpuMillis, long memoryBytes) {}

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
