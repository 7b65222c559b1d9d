package io.clearmladmin.k8s.controlplane;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is kept of a pod: nothing of environment, arguments, volumes or annotations. */
record PodFacts(PodReport report, Owner owner, Map<String, String> labels, Map<String, Image> images) {

    private static final String TEMPLATE_HASH = "pod-template-hash";

    /** What a pod belongs to. */
    record Owner(String kind, String name) {}

    static PodFacts of(Pod pod) {
        Map<String, String> labels =
                Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of());
        PodStatus status = Objects.requireNonNullElseGet(pod.getStatus(), PodStatus::new);
        Map<String, Image> images = new LinkedHashMap<>();
        List<ContainerReport> containers = new ArrayList<>();
        for (Container container : pod.getSpec().getInitContainers()) {
            containers.add(container(container, true, status.getInitContainerStatuses()));
        }
        for (Container container : pod.getSpec().getContainers()) {
            ContainerReport report = container(container, false, status.getContainerStatuses());
            images.put(report.name(), report.image());
            containers.add(report);
        }
        PodReport report = new PodReport(
                pod.getMetadata().getName(),
                Objects.requireNonNullElse(status.getPhase(), "Unknown"),
                condition(status, "Ready")
                        .filter(ready -> "True".equals(ready.getStatus()))
                        .isPresent(),
                time(pod.getMetadata().getCreationTimestamp()),
                Optional.ofNullable(pod.getSpec().getNodeName()),
                problem(status),
                containers,
                List.of());
        return new PodFacts(report, owner(pod, labels), labels, images);
    }

    boolean isOfJob() {
        return "Job".equals(owner.kind());
    }

    private static Owner owner(Pod pod, Map<String, String> labels) {
        for (OwnerReference owner : pod.getMetadata().getOwnerReferences()) {
            if (Boolean.TRUE.equals(owner.getController())) {
                String suffix = "-" + labels.get(TEMPLATE_HASH);
                // A Deployment owns its pods through ReplicaSets, named by it and the template's hash.
                return "ReplicaSet".equals(owner.getKind()) && owner.getName().endsWith(suffix)
                        ? new Owner(
                                SeenWorkload.DEPLOYMENT,
                                owner.getName().substring(0, owner.getName().length() - suffix.length()))
                        : new Owner(owner.getKind(), owner.getName());
            }
        }
        return new Owner("Pod", pod.getMetadata().getName());
    }

    private static Optional<String> problem(PodStatus status) {
        if (status.getReason() != null) {
            return Optional.of(Phrases.brief(status.getReason()));
        }
        return condition(status, "PodScheduled")
                .filter(scheduled -> "False".equals(scheduled.getStatus()))
                .map(scheduled -> Phrases.brief(scheduled.getReason() + ": " + scheduled.getMessage()));
    }

    private static Optional<PodCondition> condition(PodStatus status, String type) {
        return status.getConditions().stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }

    private static ContainerReport container(Container container, boolean isInit, List<ContainerStatus> statuses) {
        ContainerStatus status = statuses.stream()
                .filter(each -> container.getName().equals(each.getName()))
                .findFirst()
                .orElseGet(ContainerStatus::new);
        Optional<ContainerState> state = Optional.ofNullable(status.getState());
        return new ContainerReport(
                container.getName(),
                isInit,
                Image.of(Objects.requireNonNullElse(container.getImage(), "")),
                Boolean.TRUE.equals(status.getReady()),
                Objects.requireNonNullElse(status.getRestartCount(), 0),
                state.map(ContainerState::getWaiting)
                        .map(waiting -> Objects.requireNonNullElse(waiting.getReason(), "Waiting")),
                state.map(ContainerState::getTerminated)
                        .or(() -> Optional.ofNullable(status.getLastState()).map(ContainerState::getTerminated))
                        .flatMap(ended -> termination(ended, isInit)));
    }

    private static Optional<Termination> termination(ContainerStateTerminated ended, boolean isInit) {
        int code = Objects.requireNonNullElse(ended.getExitCode(), 0);
        return isInit && code == 0
                ? Optional.empty()
                : Optional.of(new Termination(
                        Objects.requireNonNullElse(ended.getReason(), "Ended"), code, time(ended.getFinishedAt())));
    }

    static Optional<Instant> time(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
