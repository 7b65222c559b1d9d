package io.clearmladmin.k8s;

import io.clearmladmin.k8s.RawPod.Condition;
import io.clearmladmin.k8s.RawPod.Container;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.k8s.TaskPod.Status;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Derives from what was read of a pod its state, the reason, and since when. Its times are the pod's own, never a clock's. */
final class PodState {

    private static final int LONGEST_MESSAGE = 256;
    private static final Set<String> DRIVEN_OFF =
            Set.of("Evicted", "Preempting", "Preempted", "NodeShutdown", "Shutdown", "Terminated");
    private static final Set<String> ON_THE_WAY = Set.of("ContainerCreating", "PodInitializing");
    // Other messages may quote the command or the environment, and with them a secret.
    private static final Set<String> MESSAGE_IS_HARMLESS = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "ImageInspectError",
            "RegistryUnavailable",
            "CreateContainerConfigError");

    private final RawPod pod;
    private final StringPool words;

    private PodState(RawPod pod, StringPool words) {
        this.pod = pod;
        this.words = words;
    }

    static boolean isOnTheWay(String waitingReason) {
        return ON_THE_WAY.contains(waitingReason);
    }

    static Status of(RawPod pod, StringPool words) {
        return new PodState(pod, words).status();
    }

    private Status status() {
        State state = state();
        String reason = "";
        String message = "";
        switch (state) {
            case PENDING -> {
                Condition scheduled = pod.conditions.get("PodScheduled");
                Container waiting = waiting();
                if (scheduled != null && !scheduled.holds()) {
                    reason = scheduled.reason();
                    message = scheduled.message();
                } else if (waiting != null) {
                    reason = waiting.waiting;
                    message = MESSAGE_IS_HARMLESS.contains(reason) ? waiting.waitingMessage : "";
                }
            }
            case FAILED -> {
                Container failed = failed();
                if (failed != null) {
                    reason = failed.ended;
                    message = failed.signal != 0 ? "signal " + failed.signal : "exit code " + failed.exitCode;
                }
            }
            case EVICTED -> {
                Condition disrupted = pod.conditions.get("DisruptionTarget");
                if (disrupted != null && disrupted.holds()) {
                    reason = disrupted.reason();
                    message = disrupted.message();
                }
            }
            default -> {}
        }
        boolean podSaysWhy = !pod.reason.isEmpty() && (state != State.PENDING || reason.isEmpty());
        return new Status(
                state,
                words.one(pod.phase),
                words.one(podSaysWhy ? pod.reason : reason),
                words.one(cut(podSaysWhy && !pod.message.isEmpty() ? pod.message : message)),
                since(state),
                Optional.ofNullable(pod.mains.started),
                state.isFinal() ? Optional.ofNullable(pod.mains.finished) : Optional.empty(),
                exitCode(),
                pod.inits.restarts + pod.mains.restarts,
                Optional.ofNullable(pod.deletion));
    }

    private State state() {
        return switch (pod.phase) {
            case "", "Pending" -> State.PENDING;
            case "Running" -> pod.reason.equals("NodeLost") ? State.UNKNOWN : State.RUNNING;
            // The agent's script ends well also when it is made to end.
            case "Succeeded" -> isDisrupted() ? State.EVICTED : State.SUCCEEDED;
            case "Failed" -> isDisrupted() || DRIVEN_OFF.contains(pod.reason) ? State.EVICTED : State.FAILED;
            default -> State.UNKNOWN;
        };
    }

    private boolean isDisrupted() {
        Condition disrupted = pod.conditions.get("DisruptionTarget");
        return disrupted != null && disrupted.holds();
    }

    private @Nullable Container waiting() {
        if (pod.inits.stuck != null) {
            return pod.inits.stuck;
        }
        if (pod.mains.stuck != null) {
            return pod.mains.stuck;
        }
        return pod.inits.waiting != null ? pod.inits.waiting : pod.mains.waiting;
    }

    private @Nullable Container failed() {
        return pod.mains.failed != null ? pod.mains.failed : pod.inits.failed;
    }

    private Optional<Integer> exitCode() {
        Container first = pod.mains.first;
        return first != null && first.terminated ? Optional.of(first.exitCode) : Optional.empty();
    }

    private Instant since(State state) {
        Instant created = pod.created == null ? Instant.EPOCH : pod.created;
        Condition ready = pod.conditions.get("Ready");
        Instant unready = ready == null || ready.holds() ? null : ready.since();
        return switch (state) {
            case PENDING -> created;
            case RUNNING -> first(pod.mains.started, pod.start, created);
            case UNKNOWN -> first(unready, pod.mains.started, pod.start, created);
            case EVICTED -> {
                Condition disrupted = pod.conditions.get("DisruptionTarget");
                Instant asked = disrupted == null ? null : disrupted.since();
                yield first(pod.mains.finished, asked, pod.deletion, unready, pod.start, created);
            }
            default ->
                first(
                        pod.mains.finished,
                        pod.inits.finished,
                        unready,
                        pod.deletion,
                        pod.mains.started,
                        pod.start,
                        created);
        };
    }

    private static Instant first(@Nullable Instant... times) {
        for (Instant time : times) {
            if (time != null) {
                return time;
            }
        }
        throw new IllegalStateException("a pod was created some time");
    }

    private static String cut(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    }
}
