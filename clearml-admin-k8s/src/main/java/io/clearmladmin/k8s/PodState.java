package io.clearmladmin.k8s;

import io.clearmladmin.k8s.RawPod.Condition;
import io.clearmladmin.k8s.RawPod.ContainerState;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.k8s.TaskPod.Status;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Derives from what was read of a pod the state of its task's container, the reason, and since when. Its times are the pod's
 * own, never a clock's.
 */
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
    private final @Nullable ContainerState task;
    private final StringPool words;
    private final State state;

    private PodState(RawPod pod, @Nullable ContainerState task, StringPool words) {
        this.pod = pod;
        this.task = task;
        this.words = words;
        this.state = state();
    }

    static boolean isOnTheWay(String waitingReason) {
        return ON_THE_WAY.contains(waitingReason);
    }

    static Status of(RawPod pod, TaskContainer container, StringPool words) {
        return new PodState(pod, container.state(), words).status();
    }

    private Status status() {
        Cause cause = switch (state) {
            case PENDING -> whyPending();
            case RUNNING -> whyNotAtWork();
            case FAILED -> whyFailed();
            case EVICTED -> whyEvicted();
            default -> Cause.NONE;
        };
        boolean podSaysWhy = !pod.reason.isEmpty() && (state != State.PENDING || cause.reason.isEmpty());
        return new Status(
                state,
                words.one(pod.phase),
                words.one(podSaysWhy ? pod.reason : cause.reason),
                words.one(cut(podSaysWhy && !pod.message.isEmpty() ? pod.message : cause.message)),
                since(),
                Optional.ofNullable(started()),
                state.isFinal() ? Optional.ofNullable(finished()) : Optional.empty(),
                task != null && state.isFinal() && task.terminated ? Optional.of(task.exitCode) : Optional.empty(),
                restarts(),
                othersRun(),
                Optional.ofNullable(pod.deletionRequested()));
    }

    /** Why a pod is in its state: Kubernetes' word, and more of it for people. */
    private record Cause(String reason, String message) {
        static final Cause NONE = new Cause("", "");
    }

    private State state() {
        boolean isLost = pod.reason.equals("NodeLost");
        return switch (pod.phase) {
            case "" -> State.PENDING;
            case "Pending" -> isLost ? State.PENDING : byTask(State.PENDING);
            case "Running" -> isLost ? State.UNKNOWN : byTask(State.RUNNING);
            // The agent's script ends well also when it is made to end.
            case "Succeeded" -> disruption() != null ? State.EVICTED : State.SUCCEEDED;
            case "Failed" -> {
                if (disruption() != null || DRIVEN_OFF.contains(pod.reason)) {
                    yield State.EVICTED;
                }
                // Then it was a sidecar that failed.
                boolean taskSucceeded = task != null && task.terminated && !task.hasFailed() && pod.reason.isEmpty();
                yield taskSucceeded ? State.SUCCEEDED : State.FAILED;
            }
            default -> State.UNKNOWN;
        };
    }

    /** The state of a pod whose phase is not final: the phase is of all containers, the state is the task's. */
    private State byTask(State byPhase) {
        if (task == null) {
            return byPhase;
        }
        if (task.running || willStartAgain()) {
            return State.RUNNING;
        }
        if (task.terminated) {
            if (wasDisrupted(task)) {
                return State.EVICTED;
            }
            return task.hasFailed() ? State.FAILED : State.SUCCEEDED;
        }
        return task.waiting.isEmpty() ? byPhase : State.PENDING;
    }

    private boolean willStartAgain() {
        if (task == null) {
            return false;
        }
        if (!task.terminated) {
            return !task.waiting.isEmpty() && (task.started != null || task.restarts > 0);
        }
        return switch (pod.restartPolicy) {
            case "Always" -> true;
            case "OnFailure" -> task.hasFailed();
            default -> false;
        };
    }

    private @Nullable Condition disruption() {
        Condition disrupted = pod.conditions.get("DisruptionTarget");
        return disrupted != null && disrupted.holds() ? disrupted : null;
    }

    // A node may be drained long after the task has ended, while a sidecar still runs.
    private boolean wasDisrupted(ContainerState ended) {
        Condition disrupted = disruption();
        return disrupted != null
                && (disrupted.since() == null
                        || ended.finished == null
                        || !disrupted.since().isAfter(ended.finished));
    }

    private Cause whyPending() {
        Condition scheduled = pod.conditions.get("PodScheduled");
        if (scheduled != null && !scheduled.holds()) {
            return new Cause(scheduled.reason(), scheduled.message());
        }
        return Stream.of(
                        pod.inits.stream().filter(ContainerState::isStuck),
                        Stream.ofNullable(task).filter(ContainerState::isStuck),
                        pod.mains.stream().filter(ContainerState::isStuck),
                        pod.inits.stream().filter(init -> !init.waiting.isEmpty()),
                        pod.mains.stream().filter(main -> !main.waiting.isEmpty()))
                .flatMap(each -> each)
                .findFirst()
                .map(PodState::waits)
                .orElse(Cause.NONE);
    }

    private static Cause waits(ContainerState container) {
        String message = MESSAGE_IS_HARMLESS.contains(container.waiting) ? container.waitingMessage : "";
        return new Cause(container.waiting, message);
    }

    /** Why a pod that counts as running does not work just now: its task's container first, else another one. */
    private Cause whyNotAtWork() {
        if (task != null && !task.running && (task.terminated || !task.waiting.isEmpty())) {
            String ended = task.terminated ? task.ended : task.endedBefore;
            int exitCode = task.terminated ? task.exitCode : task.exitCodeBefore;
            return new Cause(
                    task.terminated ? ended : task.waiting,
                    ended.isEmpty() ? "" : "it ended with " + ended + ", exit code " + exitCode);
        }
        return Stream.concat(pod.inits.stream(), pod.mains.stream())
                .filter(ContainerState::isStuck)
                .findFirst()
                .map(other -> new Cause(other.waiting, "of container " + other.name + ", not of the task's"))
                .orElse(Cause.NONE);
    }

    private Cause whyFailed() {
        return Stream.of(Stream.ofNullable(task), pod.inits.stream(), pod.mains.stream())
                .flatMap(each -> each)
                .filter(ContainerState::hasFailed)
                .findFirst()
                .map(failed -> new Cause(
                        failed.ended, failed.signal != 0 ? "signal " + failed.signal : "exit code " + failed.exitCode))
                .orElse(Cause.NONE);
    }

    private Cause whyEvicted() {
        Condition disrupted = disruption();
        return disrupted == null ? Cause.NONE : new Cause(disrupted.reason(), disrupted.message());
    }

    private @Nullable Instant started() {
        return task == null ? null : task.started;
    }

    /** When it ended, if the cluster says so. That its deletion was requested says nothing of it. */
    private @Nullable Instant finished() {
        if (task != null && task.finished != null) {
            return task.finished;
        }
        Instant byInit = started() == null && state == State.FAILED ? lastInit() : null;
        Condition disrupted = disruption();
        return byInit != null ? byInit : disrupted != null ? disrupted.since() : unready();
    }

    private @Nullable Instant unready() {
        Condition ready = pod.conditions.get("Ready");
        return ready == null || ready.holds() ? null : ready.since();
    }

    private int restarts() {
        if (task != null && (task.started != null || task.restarts > 0)) {
            return task.restarts;
        }
        return pod.inits.stream().mapToInt(init -> init.restarts).sum();
    }

    // Of a pod whose phase is final, none runs. An init container that runs beside the task is a sidecar.
    private boolean othersRun() {
        boolean isOver = pod.phase.equals("Succeeded") || pod.phase.equals("Failed");
        return state.isFinal()
                && !isOver
                && Stream.concat(pod.inits.stream(), pod.mains.stream()).anyMatch(other -> other.running);
    }

    private Instant since() {
        Instant created = pod.created == null ? Instant.EPOCH : pod.created;
        return switch (state) {
            case PENDING -> created;
            case RUNNING -> first(started(), pod.start, created);
            case UNKNOWN -> first(unready(), started(), pod.start, created);
            default -> first(finished(), pod.deletionRequested(), started(), pod.start, created);
        };
    }

    private @Nullable Instant lastInit() {
        return pod.inits.stream()
                .map(init -> init.finished)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
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
