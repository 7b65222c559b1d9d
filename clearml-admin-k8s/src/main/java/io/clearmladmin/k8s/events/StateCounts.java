package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.TaskPod.State;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** How many pods are in each state. One thread counts, any may look. */
final class StateCounts {

    // Never changed but for the numbers.
    private final Map<State, AtomicInteger> counts = new EnumMap<>(State.class);

    StateCounts() {
        for (State state : State.values()) {
            counts.put(state, new AtomicInteger());
        }
    }

    void entered(State state) {
        count(state).incrementAndGet();
    }

    void left(State state) {
        count(state).decrementAndGet();
    }

    private AtomicInteger count(State state) {
        return Objects.requireNonNull(counts.get(state));
    }

    /** Each state, and how many are in it now; deleted is no state to be in. */
    Map<State, Integer> now() {
        Map<State, Integer> now = new EnumMap<>(State.class);
        counts.forEach((state, count) -> now.put(state, count.get()));
        now.remove(State.DELETED);
        return now;
    }
}
