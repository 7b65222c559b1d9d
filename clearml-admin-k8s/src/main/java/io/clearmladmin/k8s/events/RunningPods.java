package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.TaskPod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pods that run, and the boundaries of a period that passed while they were watched and ran, and are not published yet. For
 * one thread.
 */
final class RunningPods {

    // Beyond that, clocks were put forward.
    private static final Duration LONGEST = Duration.ofDays(1);
    // A watch that does not say for longer that nothing is missing may have missed something.
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    private final long everyMillis;
    private final Map<String, TaskPod> running = new HashMap<>();
    private final Map<String, Deque<Instant>> due = new LinkedHashMap<>();
    private @Nullable Instant watched;

    /** With a period that divides a day. */
    RunningPods(Duration every) {
        everyMillis = every.toMillis();
    }

    void runs(TaskPod pod) {
        running.put(pod.uid(), pod);
    }

    /** It does not run any more; what is due of it is not published. */
    void stopped(String uid) {
        running.remove(uid);
        due.remove(uid);
    }

    /** What is known of a pod that runs; null if it does not. */
    @Nullable
    TaskPod get(String uid) {
        return running.get(uid);
    }

    /** All that run. */
    Collection<TaskPod> all() {
        return running.values();
    }

    /** It is not known what was before this time. */
    void missed(Instant until) {
        watched = until;
    }

    /** Everything up to this time is known: the boundaries since the last time are due. */
    void synced(Instant until) {
        Instant before = watched;
        if (before == null || !until.isAfter(before)) {
            return;
        }
        watched = until;
        List<Instant> passed = boundaries(before, until.plusMillis(1));
        if (!passed.isEmpty()) {
            running.keySet()
                    .forEach(uid -> due.computeIfAbsent(uid, pod -> new ArrayDeque<>(passed.size()))
                            .addAll(passed));
        }
    }

    /** The next pod of which a boundary is due; null if there is none. */
    @Nullable
    String nextDue() {
        return due.isEmpty() ? null : due.keySet().iterator().next();
    }

    /** So many of the pods of which a boundary is due, in order. */
    List<TaskPod> due(int most) {
        return due.keySet().stream()
                .limit(Math.max(0, most))
                .flatMap(uid -> Stream.ofNullable(running.get(uid)))
                .toList();
    }

    /** What is due of it, in order; handed out once. */
    List<Instant> takeDue(String uid) {
        Deque<Instant> taken = due.remove(uid);
        return taken == null ? List.of() : List.copyOf(taken);
    }

    /**
     * The boundaries that a pod passed before this time, which is known now, though nothing says yet that all is known up to
     * then. What is due of it is not among them.
     *
     * @param seen when that became known
     */
    List<Instant> passed(Instant before, Instant seen) {
        Instant from = watched;
        if (from == null || Duration.between(from, seen).compareTo(LONGEST_SILENCE) > 0) {
            return List.of();
        }
        return boundaries(from, before.isBefore(seen) ? before : seen);
    }

    // After the first, and before the second.
    private List<Instant> boundaries(Instant after, Instant before) {
        if (Duration.between(after, before).compareTo(LONGEST) > 0) {
            return List.of();
        }
        List<Instant> all = new ArrayList<>();
        long next = (Math.floorDiv(after.toEpochMilli(), everyMillis) + 1) * everyMillis;
        for (; Instant.ofEpochMilli(next).isBefore(before); next += everyMillis) {
            all.add(Instant.ofEpochMilli(next));
        }
        return all;
    }
}
