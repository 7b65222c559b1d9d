package io.clearmladmin.k8s;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was read of a pod, before its state is derived. Texts that were not there are empty. */
final class RawPod {

    String namespace = "";
    String name = "";
    String uid = "";
    String resourceVersion = "";

    @Nullable
    Instant created;

    @Nullable
    Instant deletion;

    final Map<String, String> labels = new HashMap<>();
    String ownerJob = "";

    String node = "";
    String image = "";
    long requestCpu;
    long requestMemory;
    long limitCpu;
    long limitMemory;
    final Map<String, Long> gpus = new TreeMap<>();

    String phase = "";
    String reason = "";
    String message = "";

    @Nullable
    Instant start;

    final Map<String, Condition> conditions = new HashMap<>();
    final Containers inits = new Containers();
    final Containers mains = new Containers();

    String label(String key) {
        return labels.getOrDefault(key, "");
    }

    /** One of the pod's conditions. */
    record Condition(
            boolean holds,
            String reason,
            String message,
            @Nullable Instant since) {}

    /** What is known of one container's state. */
    static final class Container {
        String waiting = "";
        String waitingMessage = "";
        boolean running;
        boolean terminated;
        String ended = "";
        int exitCode;
        int signal;

        @Nullable
        Instant started;

        @Nullable
        Instant finished;
    }

    /** The containers, or the init containers, of a pod: what the pod says of them together. */
    static final class Containers {
        /** The first that was met, by its place in the pod. */
        @Nullable
        Container first;
        /** The first that waits for another reason than that its turn has not come. */
        @Nullable
        Container stuck;
        /** The first that waits. */
        @Nullable
        Container waiting;
        /** The first that failed. */
        @Nullable
        Container failed;

        boolean allEnded = true;
        int restarts;

        @Nullable
        Instant started;

        @Nullable
        Instant finished;

        void add(Container container) {
            if (first == null) {
                first = container;
            }
            if (!container.waiting.isEmpty()) {
                waiting = waiting == null ? container : waiting;
                if (stuck == null && !PodState.isOnTheWay(container.waiting)) {
                    stuck = container;
                }
            }
            if (failed == null && container.terminated && (container.exitCode != 0 || container.signal != 0)) {
                failed = container;
            }
            allEnded &= container.terminated;
            if (container.started != null && (started == null || container.started.isBefore(started))) {
                started = container.started;
            }
            if (container.finished != null && (finished == null || container.finished.isAfter(finished))) {
                finished = container.finished;
            }
        }
    }
}
