package io.clearmladmin.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.testkit.cluster.Pods;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/** A task pod of a {@link FakeCluster}. What it does is seen by lists and watches at once. */
public final class FakeTaskPod {

    private final Pods pods;
    private final Clock clock;
    private final String name;
    private final String uid;

    private FakeTaskPod(Builder settings) {
        this.pods = settings.pods;
        this.clock = settings.clock;
        this.name = "clearml-id-" + settings.taskId;
        this.uid = UUID.randomUUID().toString();
        pods.add(uid, settings.json(name, uid, now()));
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Its uid. */
    public String uid() {
        return uid;
    }

    /** It waits, for this reason, such as {@code ImagePullBackOff}. */
    public void await(String reason) {
        status("Pending", state -> state.putObject("waiting").put("reason", reason));
    }

    /** It runs. */
    public void run() {
        status("Running", state -> state.putObject("running").put("startedAt", now()));
    }

    /** It ends well. */
    public void succeed() {
        end("Succeeded", 0, "Completed");
    }

    /** It ends with this exit code for this reason, such as {@code OOMKilled}. */
    public void fail(int exitCode, String reason) {
        end("Failed", exitCode, reason);
    }

    /** It is driven off its node. */
    public void evict() {
        pods.change(
                uid,
                pod -> pod.withObject("/status")
                        .put("phase", "Failed")
                        .put("reason", "Evicted")
                        .put("message", "The node was low on resource: memory."));
    }

    /** It is deleted, and gone. */
    public void delete() {
        pods.change(uid, pod -> pod.withObject("/metadata").put("deletionTimestamp", now()));
        pods.delete(uid);
    }

    private void end(String phase, int exitCode, String reason) {
        pods.change(uid, pod -> {
            ObjectNode status = pod.withObject("/status").put("phase", phase);
            String started = status.path("containerStatuses")
                    .path(0)
                    .path("state")
                    .path("running")
                    .path("startedAt")
                    .asText(now());
            state(status)
                    .putObject("terminated")
                    .put("exitCode", exitCode)
                    .put("reason", reason)
                    .put("startedAt", started)
                    .put("finishedAt", now());
        });
    }

    private void status(String phase, Consumer<ObjectNode> change) {
        pods.change(uid, pod -> change.accept(state(pod.withObject("/status").put("phase", phase))));
    }

    private ObjectNode state(ObjectNode status) {
        return status.putArray("containerStatuses")
                .addObject()
                .put("name", name)
                .put("restartCount", 0)
                .putObject("state");
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Builds a {@link FakeTaskPod}. Not for use by several threads. */
    public static final class Builder {

        private final Pods pods;
        private final Clock clock;
        private final String namespace;
        private final String taskId;
        private final Map<String, String> labels = new LinkedHashMap<>();
        private int gpus;

        Builder(Pods pods, Clock clock, String namespace, String taskId) {
            this.pods = pods;
            this.clock = clock;
            this.namespace = Objects.requireNonNull(namespace, "namespace");
            this.taskId = Objects.requireNonNull(taskId, "taskId");
            label("CLEARML", "agent-0a1b2c3d").label("clearml-task-id", taskId);
        }

        /** In this queue. */
        public Builder queue(String id, String name) {
            return label("clearml-agent-queue", id).label("clearml-agent-queue-name", name);
        }

        /** With so many whole GPUs. */
        public Builder gpus(int count) {
            if (count < 0) {
                throw new IllegalArgumentException("gpus: must not be negative, got " + count);
            }
            gpus = count;
            return this;
        }

        /** With this label. */
        public Builder label(String key, String value) {
            labels.put(key, value);
            return this;
        }

        /** Creates the pod; it is pending. */
        public FakeTaskPod create() {
            return new FakeTaskPod(this);
        }

        private ObjectNode json(String name, String uid, String created) {
            ObjectNode pod =
                    JsonNodeFactory.instance.objectNode().put("kind", "Pod").put("apiVersion", "v1");
            ObjectNode metadata = pod.putObject("metadata")
                    .put("name", name)
                    .put("namespace", namespace)
                    .put("uid", uid)
                    .put("creationTimestamp", created);
            ObjectNode all = metadata.putObject("labels");
            labels.forEach(all::put);
            ObjectNode spec = pod.putObject("spec").put("nodeName", "node-1").put("restartPolicy", "Never");
            ObjectNode container =
                    spec.putArray("containers").addObject().put("name", name).put("image", "python:3.12");
            ObjectNode resources = container.putObject("resources");
            amounts(resources.putObject("requests"));
            amounts(resources.putObject("limits"));
            pod.putObject("status").put("phase", "Pending");
            return pod;
        }

        private void amounts(ObjectNode amounts) {
            amounts.put("cpu", "2").put("memory", "8Gi");
            if (gpus > 0) {
                amounts.put("nvidia.com/gpu", String.valueOf(gpus));
            }
        }
    }
}
