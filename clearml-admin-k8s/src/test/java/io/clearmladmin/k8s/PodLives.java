package io.clearmladmin.k8s;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes task pods in a namespace as an agent does, and writes their status as a kubelet would. */
public final class PodLives {

    /** Stands in environment, arguments and annotations of every pod: it must come out nowhere. */
    public static final String CANARY = "canary-4d6f7a";

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient admin;
    private final String namespace;

    PodLives(KubernetesClient admin, String namespace) {
        this.admin = admin;
        this.namespace = namespace;
    }

    public String namespace() {
        return namespace;
    }

    /** A task's id, the same for the same number. */
    public static String taskId(long number) {
        Random random = new Random(number);
        return String.format("%016x%016x", random.nextLong(), random.nextLong());
    }

    public static String name(String taskId) {
        return "clearml-id-" + taskId;
    }

    /** A task's pod as a recent agent makes it. */
    public static Pod pod(String namespace, String taskId) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name(taskId))
                .withNamespace(namespace)
                .addToLabels(Map.of(
                        "CLEARML", "agent-0a1b2c3d",
                        "clearml-agent-queue", "f0e1d2c3b4a5968778695a4b3c2d1e0f",
                        "clearml-agent-queue-name", "gpu-queue",
                        "clearml-task-id", taskId,
                        "app", CANARY))
                .addToAnnotations("note", CANARY)
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .addNewContainer()
                .withName(name(taskId))
                .withImage("docker.io/example/train:1.2")
                .withCommand("/bin/bash")
                .withArgs(
                        "-c",
                        "export CLEARML_AUTH_TOKEN=" + CANARY + "; python -m clearml_agent execute --id " + taskId)
                .addNewEnv()
                .withName("CLEARML_API_SECRET_KEY")
                .withValue(CANARY)
                .endEnv()
                .withNewResources()
                .addToRequests(Map.of(
                        "cpu",
                        new Quantity("500m"),
                        "memory",
                        new Quantity("1Gi"),
                        "nvidia.com/gpu",
                        new Quantity("1")))
                .addToLimits(Map.of(
                        "cpu", new Quantity("2"), "memory", new Quantity("4Gi"), "nvidia.com/gpu", new Quantity("1")))
                .endResources()
                .endContainer()
                .endSpec()
                .build();
    }

    /** Makes that pod. */
    public Pod create(String taskId) {
        return create(taskId, pod -> pod);
    }

    /** Makes that pod, changed so. */
    public Pod create(String taskId, UnaryOperator<PodBuilder> change) {
        Pod pod = change.apply(new PodBuilder(pod(namespace, taskId))).build();
        return admin.pods().inNamespace(namespace).resource(pod).create();
    }

    /** Merges this JSON, such as {@code {"phase":"Running"}}, into a pod's status. */
    public Pod status(String name, String json) {
        return admin.pods()
                .inNamespace(namespace)
                .withName(name)
                .subresource("status")
                .patch(MERGE, "{\"status\":" + json + "}");
    }

    public Pod running(String name, Instant started) {
        return status(
                name,
                "{\"phase\":\"Running\",\"startTime\":\"" + seconds(started) + "\",\"containerStatuses\":["
                        + container(name, "{\"running\":{\"startedAt\":\"" + seconds(started) + "\"}}") + "]}");
    }

    /** Ended well if the exit code is 0. */
    public Pod ended(String name, Instant started, Instant finished, int exitCode) {
        return status(
                name,
                "{\"phase\":\"" + (exitCode == 0 ? "Succeeded" : "Failed") + "\",\"containerStatuses\":["
                        + container(
                                name,
                                "{\"terminated\":{\"exitCode\":" + exitCode + ",\"reason\":\""
                                        + (exitCode == 0 ? "Completed" : "Error") + "\",\"startedAt\":\""
                                        + seconds(started)
                                        + "\",\"finishedAt\":\"" + seconds(finished) + "\"}}")
                        + "]}");
    }

    /** Sets the label by which task pods are selected; takes it off if there is no value. */
    public void label(String name, @Nullable String value) {
        admin.pods()
                .inNamespace(namespace)
                .withName(name)
                .patch(
                        MERGE,
                        "{\"metadata\":{\"labels\":{\"CLEARML\":" + (value == null ? "null" : "\"" + value + "\"")
                                + "}}}");
    }

    /** Deletes it at once, as when its kubelet has done with it. */
    public void delete(String name) {
        admin.pods().inNamespace(namespace).withName(name).withGracePeriod(0).delete();
    }

    private static String container(String name, String state) {
        return "{\"name\":\"" + name
                + "\",\"image\":\"\",\"imageID\":\"\",\"ready\":false,\"restartCount\":0,\"state\":" + state + "}";
    }

    /** A time as statuses give it. */
    public static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
