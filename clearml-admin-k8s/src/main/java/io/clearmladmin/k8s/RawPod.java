package io.clearmladmin.k8s;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was read of a pod, before its state is derived. Texts that were not there are empty. */
final class RawPod {

    String namespace = "";
    String name = "";
    String uid = "";
    String resourceVersion = "";

    @Nullable
    Instant created;

    /** When it is to be gone at the latest, as Kubernetes has it. */
    @Nullable
    Instant deletion;

    int graceSeconds;

    final Map<String, String> labels = new HashMap<>();
    String ownerJob = "";

    String node = "";
    String priorityClass = "";
    String restartPolicy = "";
    final List<ContainerSpec> containers = new ArrayList<>(1);

    String phase = "";
    String reason = "";
    String message = "";

    @Nullable
    Instant start;

    final Map<String, Condition> conditions = new HashMap<>();
    final List<ContainerState> inits = new ArrayList<>(0);
    final List<ContainerState> mains = new ArrayList<>(1);

    String label(String key) {
        return labels.getOrDefault(key, "");
    }

    /** When its deletion was requested. */
    @Nullable
    Instant deletionRequested() {
        return deletion == null ? null : deletion.minusSeconds(Math.max(0, graceSeconds));
    }

    /** The Job that made it; empty if none did. */
    String job() {
        for (String key : TaskPods.JOBS) {
            if (!label(key).isEmpty()) {
                return label(key);
            }
        }
        return ownerJob;
    }

    /** One of the pod's conditions. */
    record Condition(
            boolean holds,
            String reason,
            String message,
            @Nullable Instant since) {}

    /** What the pod's spec says of one container. */
    static final class ContainerSpec {
        String name = "";
        String image = "";
        final Resources resources = new Resources();
    }

    /** What is known of one container's state. */
    static final class ContainerState {
        String name = "";
        String waiting = "";
        String waitingMessage = "";
        boolean running;
        boolean terminated;
        String ended = "";
        int exitCode;
        int signal;
        int restarts;
        /** Why it ended the last time before this one. */
        String endedBefore = "";

        int exitCodeBefore;

        /** When it started first, as far as the pod still says it. */
        @Nullable
        Instant started;

        @Nullable
        Instant finished;

        boolean hasFailed() {
            return terminated && (exitCode != 0 || signal != 0);
        }

        /** Whether it waits for another reason than that its turn has not come. */
        boolean isStuck() {
            return !waiting.isEmpty() && !PodState.isOnTheWay(waiting);
        }
    }
}
