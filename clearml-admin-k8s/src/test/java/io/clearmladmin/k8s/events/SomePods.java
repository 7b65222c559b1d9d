package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.k8s.Gpus;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TaskPod.Compute;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.k8s.TaskPod.Status;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Pods as a watch shows them. */
final class SomePods {

    static final Instant CREATED = Instant.parse("2026-11-21T09:00:00Z");

    private SomePods() {}

    /** What a monitor restores if its journal remembers these events. */
    static RestoredPods restored(String source, Collection<Event> remembered) {
        try (PackedData.Packer packer = new PackedData.Packer()) {
            RestoredPods restored = new RestoredPods(source, packer);
            remembered.forEach(restored::onLast);
            return restored;
        }
    }

    /** A pod in this state since so many seconds after it was made. */
    static TaskPod pod(String uid, State state, long seconds) {
        Instant since = CREATED.plusSeconds(seconds);
        boolean isEnded = state.isFinal() && state != State.DELETED;
        return pod(
                uid,
                new Status(
                        state,
                        "",
                        state == State.PENDING ? "Unschedulable" : "",
                        "",
                        since,
                        state == State.PENDING ? Optional.empty() : Optional.of(CREATED),
                        isEnded && state != State.EVICTED ? Optional.of(since) : Optional.empty(),
                        isEnded ? Optional.of(0) : Optional.empty(),
                        0,
                        isEnded,
                        Optional.empty()));
    }

    /** A status with times, and no words. */
    static Status status(
            State state,
            Instant since,
            Optional<Instant> started,
            Optional<Instant> finished,
            Optional<Integer> exitCode,
            int restarts) {
        return new Status(state, "", "", "", since, started, finished, exitCode, restarts, false, Optional.empty());
    }

    static TaskPod pod(String uid, Status status) {
        return pod(
                uid,
                status,
                new Gpus(
                        Map.of("amd.com/gpu", 2L),
                        Map.of("nvidia.com/mig-1g.10gb", 3L),
                        0.5,
                        Map.of("nvidia.com/gpumem", 3_000L),
                        Map.of("rdma/hca", 1L)));
    }

    static TaskPod pod(String uid, Status status, Lives.Gpu gpu) {
        Map<String, Long> count = gpu.count == 0 ? Map.of() : Map.of(gpu.resource, (long) gpu.count);
        boolean isWhole = gpu != Lives.Gpu.PARTS;
        Map<String, Long> none = Map.of();
        return pod(uid, status, new Gpus(isWhole ? count : none, isWhole ? none : count, 0, none, none));
    }

    private static TaskPod pod(String uid, Status status, Gpus gpus) {
        return new TaskPod(
                "clearml",
                "clearml-id-" + uid,
                uid,
                "1",
                "task-" + uid,
                Optional.of("parent"),
                Optional.of(1),
                Optional.of("job"),
                Optional.of("queue-id"),
                Optional.of("queue"),
                "agent-0a1b2c3d",
                Optional.of("tenant-1"),
                Map.of(),
                status,
                new Compute(500, 1L << 30),
                new Compute(0, 2L << 30),
                gpus,
                Optional.of("high"),
                Optional.of("node-1"),
                "train",
                true,
                "example/train:1",
                CREATED);
    }

    /** The same pod as a handler gets it when it is deleted: as {@code PodStore} makes it. */
    static TaskPod gone(TaskPod last, Optional<Instant> deletion) {
        Status was = last.status();
        return last.withStatus(new Status(
                State.DELETED,
                was.phase(),
                was.reason(),
                was.message(),
                deletion.or(was::finished).orElse(was.since()),
                was.started(),
                was.finished(),
                was.exitCode(),
                was.restarts(),
                false,
                deletion));
    }
}
