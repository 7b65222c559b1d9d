package io.clearmladmin.k8s.controlplane;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts a control plane, as the public chart has it, into a cluster without kubelets. */
final class Installed {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String SECRET = "canary-7f3e";
    private static final String MADE = "2026-02-26T12:00:00Z";
    private static final String CLEARML = "allegroai/clearml:2.3.0";

    private final KubernetesClient client;
    private final String namespace;

    Installed(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** The whole of release {@code clearml}, all well. */
    Installed whole() {
        server("apiserver");
        server("fileserver");
        server("webserver");
        set(
                "clearml-mongodb",
                Map.of("app.kubernetes.io/name", "mongodb", "app.kubernetes.io/instance", "clearml"),
                "mongodb",
                "bitnami/mongodb:6.0.10");
        set(
                "clearml-redis-master",
                Map.of("app.kubernetes.io/name", "redis", "app.kubernetes.io/instance", "clearml"),
                "redis",
                "bitnami/redis:7.0.5");
        set(
                "clearml-elastic-master",
                Map.of("app", "clearml-elastic-master"),
                "elasticsearch",
                "docker.elastic.co/elasticsearch/elasticsearch:7.17.3");
        return this;
    }

    private void server(String part) {
        Map<String, String> labels =
                Map.of("app.kubernetes.io/name", "clearml", "app.kubernetes.io/instance", "clearml-" + part);
        deployment("clearml-" + part, labels, "clearml-" + part, CLEARML, 1, 1);
        pod("clearml-" + part, "0", labels, "clearml-" + part, CLEARML, Installed::running);
    }

    void deployment(String name, Map<String, String> labels, String container, String image, int desired, int ready) {
        Deployment deployment = new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withReplicas(desired)
                .withNewSelector()
                .withMatchLabels(labels)
                .endSelector()
                .withTemplate(template(labels, container, image))
                .endSpec()
                .build();
        create(deployment);
        client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(name)
                .editStatus(made -> new DeploymentBuilder(made)
                        .withNewStatus()
                        .withReplicas(desired)
                        .withReadyReplicas(ready)
                        .endStatus()
                        .build());
        service(name, labels);
    }

    private void set(String name, Map<String, String> labels, String container, String image) {
        StatefulSet set = new StatefulSetBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withServiceName(name)
                .withNewSelector()
                .withMatchLabels(labels)
                .endSelector()
                .withTemplate(template(labels, container, image))
                .endSpec()
                .build();
        create(set);
        client.apps()
                .statefulSets()
                .inNamespace(namespace)
                .withName(name)
                .editStatus(made -> new StatefulSetBuilder(made)
                        .withNewStatus()
                        .withReplicas(1)
                        .withReadyReplicas(1)
                        .endStatus()
                        .build());
        service(name, labels);
        create(owned(pod(name + "-0", labels, container, image), "StatefulSet", name));
        status(name + "-0", Installed::running, container);
    }

    private void service(String name, Map<String, String> labels) {
        Service service = new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withSelector(labels)
                .addNewPort()
                .withPort(8008)
                .endPort()
                .endSpec()
                .build();
        create(service);
    }

    /** A pod of a Deployment. */
    void pod(
            String deployment,
            String suffix,
            Map<String, String> labels,
            String container,
            String image,
            UnaryOperator<ContainerStatusBuilder> state) {
        Pod pod = pod(deployment + "-5d9-" + suffix, labels, container, image);
        pod.getMetadata().getLabels().put("pod-template-hash", "5d9");
        create(owned(pod, "ReplicaSet", deployment + "-5d9"));
        status(deployment + "-5d9-" + suffix, state, container);
    }

    private Pod pod(String name, Map<String, String> labels, String container, String image) {
        PodTemplateSpec template = template(labels, container, image);
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(new HashMap<>(labels))
                .withCreationTimestamp(MADE)
                .addToAnnotations("example.com/password", SECRET)
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
    }

    private static Pod owned(Pod pod, String kind, String owner) {
        return new PodBuilder(pod)
                .editMetadata()
                .addNewOwnerReference()
                .withApiVersion("apps/v1")
                .withKind(kind)
                .withName(owner)
                .withUid("uid-of-" + owner)
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .build();
    }

    // A client that repeats itself on a busy host must not stumble over what it made.
    private <T extends HasMetadata> void create(T object) {
        client.resource(object).createOr(NonDeletingOperation::update);
    }

    /** Sets the state of a pod's container, and the pod's with it. */
    void status(String pod, UnaryOperator<ContainerStatusBuilder> state, String container) {
        ContainerStatus status = state.apply(new ContainerStatusBuilder()
                        .withName(container)
                        .withImage("x")
                        .withImageID("x")
                        .withRestartCount(0)
                        .withReady(false))
                .build();
        client.pods()
                .inNamespace(namespace)
                .withName(pod)
                .editStatus(made -> new PodBuilder(made)
                        .withNewStatus()
                        .withPhase(status.getReady() ? "Running" : "Pending")
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus(status.getReady() ? "True" : "False")
                        .endCondition()
                        .withContainerStatuses(status)
                        .endStatus()
                        .build());
    }

    static ContainerStatusBuilder running(ContainerStatusBuilder status) {
        return status.withReady(true)
                .withNewState()
                .withNewRunning()
                .withStartedAt(MADE)
                .endRunning()
                .endState();
    }

    static ContainerStatusBuilder crashing(ContainerStatusBuilder status) {
        return ended(status, "OOMKilled", 137, "2026-03-01T11:55:00Z")
                .withRestartCount(7)
                .withNewState()
                .withNewWaiting()
                .withReason("CrashLoopBackOff")
                .withMessage("back-off 5m restarting " + SECRET)
                .endWaiting()
                .endState();
    }

    static ContainerStatusBuilder ended(ContainerStatusBuilder status, String reason, int code, String time) {
        return status.withNewLastState()
                .withNewTerminated()
                .withReason(reason)
                .withExitCode(code)
                .withFinishedAt(time)
                .withMessage("the last line: " + SECRET)
                .endTerminated()
                .endLastState();
    }

    static ContainerStatusBuilder waiting(ContainerStatusBuilder status, String reason) {
        return status.withNewState()
                .withNewWaiting()
                .withReason(reason)
                .withMessage("it says " + SECRET)
                .endWaiting()
                .endState();
    }

    private static PodTemplateSpec template(Map<String, String> labels, String container, String image) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels)
                .addToAnnotations("example.com/password", SECRET)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName(container)
                .withImage(image)
                .withCommand("sh", "-c", "echo " + SECRET)
                .withArgs("--password=" + SECRET)
                .addNewEnv()
                .withName("CLEARML_API_SECRET_KEY")
                .withValue(SECRET)
                .endEnv()
                .endContainer()
                .endSpec()
                .build();
    }
}
