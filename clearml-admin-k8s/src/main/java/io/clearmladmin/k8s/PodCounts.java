package io.clearmladmin.k8s;

import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.k8s.TaskPod.State;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How many task pods there are, and the GPUs they hold or wait for.
 *
 * @param total of all
 * @param byState of each state that there is
 * @param byTenant of each company; under the empty text, where it is not known
 * @param byQueue of each queue, by its name, else its id; under the empty text, where neither is known
 * @param byNode of each node; under the empty text, those that have none yet
 * @param snapshot what they are true of
 */
public record PodCounts(
        Tally total,
        Map<State, Tally> byState,
        Map<String, Tally> byTenant,
        Map<String, Tally> byQueue,
        Map<String, Tally> byNode,
        Snapshot snapshot) {

    /** Keeps copies. */
    public PodCounts {
        byState = byState.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(byState));
        byTenant = Collections.unmodifiableMap(new TreeMap<>(byTenant));
        byQueue = Collections.unmodifiableMap(new TreeMap<>(byQueue));
        byNode = Collections.unmodifiableMap(new TreeMap<>(byNode));
    }

    /**
     * A count.
     *
     * @param pods how many pods
     * @param gpus the GPUs that those of them request that have not ended
     */
    public record Tally(long pods, Gpus gpus) {}

    /** Counts one pod after the other. For one thread. */
    static final class Counting {

        private final Running total = new Running();
        private final Map<State, Running> byState = new EnumMap<>(State.class);
        private final Map<String, Running> byTenant = new TreeMap<>();
        private final Map<String, Running> byQueue = new TreeMap<>();
        private final Map<String, Running> byNode = new TreeMap<>();

        void add(TaskPod pod) {
            total.add(pod);
            add(byState, pod.status().state(), pod);
            add(byTenant, pod.tenant().orElse(""), pod);
            add(byQueue, pod.queueName().or(pod::queueId).orElse(""), pod);
            add(byNode, pod.node().orElse(""), pod);
        }

        private static <K> void add(Map<K, Running> tallies, K key, TaskPod pod) {
            tallies.computeIfAbsent(key, unused -> new Running()).add(pod);
        }

        PodCounts done(Snapshot snapshot) {
            return new PodCounts(
                    total.tally(),
                    tallies(byState, () -> new EnumMap<>(State.class)),
                    tallies(byTenant, TreeMap::new),
                    tallies(byQueue, TreeMap::new),
                    tallies(byNode, TreeMap::new),
                    snapshot);
        }

        private static <K> Map<K, Tally> tallies(Map<K, Running> running, Supplier<Map<K, Tally>> kind) {
            Function<Map.Entry<K, Running>, Tally> tally =
                    entry -> entry.getValue().tally();
            return running.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, tally, (one, other) -> one, kind));
        }
    }

    private static final class Running {

        private long pods;
        private final Gpus.Sum gpus = new Gpus.Sum();

        void add(TaskPod pod) {
            pods++;
            if (!pod.status().state().isFinal()) {
                gpus.add(pod.gpus());
            }
        }

        Tally tally() {
            return new Tally(pods, gpus.gpus());
        }
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
