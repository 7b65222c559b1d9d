package io.clearmladmin.k8s.controlplane;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** A workload as it was read: what the report says of it, and by what it is found. */
record SeenWorkload(WorkloadReport report, Map<String, String> labels, Map<String, Image> images) {

    static final String DEPLOYMENT = "Deployment";
    static final String STATEFUL_SET = "StatefulSet";

    static SeenWorkload of(Deployment deployment) {
        Optional<DeploymentCondition> trouble = deployment.getStatus() == null
                ? Optional.empty()
                : deployment.getStatus().getConditions().stream()
                        .filter(SeenWorkload::isTrouble)
                        .findFirst();
        return seen(
                new WorkloadReport(
                        DEPLOYMENT,
                        deployment.getMetadata().getNamespace(),
                        deployment.getMetadata().getName(),
                        OptionalInt.of(orElse(deployment.getSpec().getReplicas(), 1)),
                        OptionalInt.of(
                                deployment.getStatus() == null
                                        ? 0
                                        : orElse(deployment.getStatus().getReadyReplicas(), 0)),
                        trouble.map(condition -> Phrases.brief(condition.getReason() + ": " + condition.getMessage())),
                        List.of()),
                deployment.getSpec().getTemplate());
    }

    static SeenWorkload of(StatefulSet set) {
        return seen(
                new WorkloadReport(
                        STATEFUL_SET,
                        set.getMetadata().getNamespace(),
                        set.getMetadata().getName(),
                        OptionalInt.of(orElse(set.getSpec().getReplicas(), 1)),
                        OptionalInt.of(
                                set.getStatus() == null
                                        ? 0
                                        : orElse(set.getStatus().getReadyReplicas(), 0)),
                        Optional.empty(),
                        List.of()),
                set.getSpec().getTemplate());
    }

    /** A workload of which only its pods can be seen. */
    static SeenWorkload of(PodFacts.Owner owner, String namespace, List<PodFacts> pods) {
        List<PodReport> reports = pods.stream().map(PodFacts::report).toList();
        PodFacts first = pods.get(0);
        int ready = (int) reports.stream().filter(PodReport::isReady).count();
        return new SeenWorkload(
                new WorkloadReport(
                        owner.kind(),
                        namespace,
                        owner.name(),
                        OptionalInt.empty(),
                        OptionalInt.of(ready),
                        Optional.empty(),
                        reports),
                first.labels(),
                first.images());
    }

    SeenWorkload with(List<PodFacts> pods) {
        return new SeenWorkload(report.with(pods.stream().map(PodFacts::report).toList()), labels, images);
    }

    boolean fits(Selector selector) {
        return selector.fits(report.name(), labels, images.keySet());
    }

    /** The images that run, else those that should. */
    List<Image> running() {
        List<Image> running = new ArrayList<>();
        report.pods().stream()
                .flatMap(pod -> pod.containers().stream())
                .filter(container -> !container.isInit())
                .map(ContainerReport::image)
                .forEach(running::add);
        return (running.isEmpty() ? images.values() : running)
                .stream().distinct().toList();
    }

    private static SeenWorkload seen(WorkloadReport report, PodTemplateSpec template) {
        Map<String, Image> images = new LinkedHashMap<>();
        for (Container container : template.getSpec().getContainers()) {
            images.put(container.getName(), Image.of(Objects.requireNonNullElse(container.getImage(), "")));
        }
        Map<String, String> labels =
                template.getMetadata() == null ? null : template.getMetadata().getLabels();
        return new SeenWorkload(report, Objects.requireNonNullElse(labels, Map.of()), images);
    }

    private static boolean isTrouble(DeploymentCondition condition) {
        return ("ReplicaFailure".equals(condition.getType()) && "True".equals(condition.getStatus()))
                || ("Progressing".equals(condition.getType()) && "False".equals(condition.getStatus()));
    }

    private static int orElse(Integer number, int other) {
        return Objects.requireNonNullElse(number, other);
    }
}
