package io.clearmladmin.micrometer;

import io.clearmladmin.k8s.PodWatch;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TaskPod.State;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How many pods of a watch are in each state: counted once for the gauges of all states, which are read together. */
final class WatchedStates {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    // Guarded by this.
    private Map<State, Integer> states = Map.of();
    private long countedAt = System.nanoTime() - LONGEST_NANOS;

    synchronized Map<State, Integer> of(PodWatch watch) {
        if (System.nanoTime() - countedAt >= LONGEST_NANOS) {
            Map<State, Integer> counted = new EnumMap<>(State.class);
            for (TaskPod pod : watch.snapshot()) {
                counted.merge(pod.status().state(), 1, Integer::sum);
            }
            states = counted;
            countedAt = System.nanoTime();
        }
        return states;
    }
}
