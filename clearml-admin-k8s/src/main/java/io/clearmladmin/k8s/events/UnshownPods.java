package io.clearmladmin.k8s.events;

import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.k8s.TaskPod;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pods that are known and not shown any more: those of which nothing is known since a start, and those that are unlabelled.
 * Asks the cluster for them one by one: the first until there is an answer, the others every now and then. For one thread.
 */
final class UnshownPods {

    private static final Logger LOG = LoggerFactory.getLogger(UnshownPods.class);
    // What changes must not wait for long.
    private static final long TURN_NANOS = Duration.ofMillis(200).toNanos();
    private static final int MOST_IN_A_ROUND = 500;
    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(200).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(30).toNanos();

    private final Map<String, PackedData> lost = new LinkedHashMap<>();
    private final Map<String, TaskPod> unlabelled = new LinkedHashMap<>();
    private final Deque<TaskPod> round = new ArrayDeque<>();
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private long askAt = System.nanoTime();
    private volatile @Nullable String problem;

    /** What the cluster says. */
    interface Cluster {
        Optional<TaskPod> find(String namespace, String name, String uid);
    }

    /** Learns what has become of a pod. */
    interface Answers {

        /** It is no longer there; {@code last} is what its last event carries or {@code pod} what was last seen of it, whichever is known. */
        void gone(String uid, @Nullable Map<String, Object> last, @Nullable TaskPod pod);

        /** It is there, and that is how. */
        void found(TaskPod pod);
    }

    /** That it was published, last with these data, and was not among all pods there are. */
    void lost(String uid, PackedData last) {
        lost.put(uid, last);
    }

    /** That it is there, and not selected. */
    void unlabelled(TaskPod pod) {
        lost.remove(pod.uid());
        unlabelled.put(pod.uid(), pod);
    }

    /** That it is shown again, or has gone. */
    void remove(String uid) {
        lost.remove(uid);
        unlabelled.remove(uid);
    }

    /** Whether there are pods of which it is not known whether they are there. */
    boolean hasLost() {
        return !lost.isEmpty();
    }

    /** Why nothing is known of some; empty if all is known. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Begins to ask for those that are unlabelled, so many at most; who was asked for comes last the next time. */
    void beginRound() {
        if (!round.isEmpty()) {
            return;
        }
        Set<String> asked = new HashSet<>();
        for (Map.Entry<String, TaskPod> pod : unlabelled.entrySet()) {
            if (asked.size() == MOST_IN_A_ROUND) {
                break;
            }
            asked.add(pod.getKey());
            round.add(pod.getValue());
        }
        unlabelled.keySet().removeAll(asked);
        round.forEach(pod -> unlabelled.put(pod.uid(), pod));
    }

    /** Asks for a while, if it is time to. */
    void ask(Cluster cluster, Answers answers) {
        long begin = System.nanoTime();
        if (begin - askAt < 0) {
            return;
        }
        try {
            while ((!lost.isEmpty() || !round.isEmpty()) && System.nanoTime() - begin < TURN_NANOS) {
                if (lost.isEmpty()) {
                    askForUnlabelled(cluster, answers);
                } else {
                    askForLost(cluster, answers);
                }
            }
            problem = null;
            pauseNanos = FIRST_PAUSE_NANOS;
        } catch (RuntimeException failure) {
            if (problem == null) {
                LOG.warn("Not known whether some pods are still there; it is tried again: {}", failure.getMessage());
            }
            problem = "not known whether " + (lost.size() + round.size()) + " pods are still there: "
                    + failure.getMessage();
            askAt = System.nanoTime() + pauseNanos;
            pauseNanos = Math.min(LONGEST_PAUSE_NANOS, 2 * pauseNanos);
        }
    }

    private void askForLost(Cluster cluster, Answers answers) {
        Map.Entry<String, PackedData> next = lost.entrySet().iterator().next();
        Map<String, Object> last = next.getValue().unpack();
        String namespace = PodData.text(last, PodData.NAMESPACE);
        String name = PodData.text(last, PodData.NAME);
        boolean isNamed = !namespace.isEmpty() && !name.isEmpty();
        Optional<TaskPod> found = isNamed ? find(cluster, namespace, name, next.getKey()) : Optional.empty();
        found.ifPresentOrElse(answers::found, () -> answers.gone(next.getKey(), last, null));
    }

    private void askForUnlabelled(Cluster cluster, Answers answers) {
        TaskPod pod = round.element();
        // It may be shown again by now.
        if (unlabelled.containsKey(pod.uid())) {
            find(cluster, pod.namespace(), pod.name(), pod.uid())
                    .ifPresentOrElse(answers::found, () -> answers.gone(pod.uid(), null, pod));
        }
        round.remove();
    }

    private static Optional<TaskPod> find(Cluster cluster, String namespace, String name, String uid) {
        return Foreign.call("the cluster", () -> cluster.find(namespace, name, uid));
    }
}
