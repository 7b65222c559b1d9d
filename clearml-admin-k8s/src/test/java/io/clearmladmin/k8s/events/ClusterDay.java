package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.k8s.Gpus;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TaskPod.Compute;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.k8s.TaskPod.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A day of a cluster in virtual time, and the events that a monitor makes of it. There are always as many task pods: as soon as one is
 * deleted, the next is there. It waits for 5 to 60 seconds, runs, ends, and is deleted a minute later. Six of ten run for ten minutes
 * in the mean, three for two hours, one for a day, all of them exponentially distributed. Two days have passed before.
 */
final class ClusterDay {

    static final Instant START = Instant.parse("2026-11-03T00:00:00Z");
    static final Instant END = START.plus(Duration.ofDays(1));

    private static final Duration WARM_UP = Duration.ofDays(2);
    private static final Duration UNTIL_DELETED = Duration.ofMinutes(1);
    private static final int TENANTS = 50;
    private static final int QUEUES = 20;

    private final String source;
    private final Random random;
    private final PodLife life;
    private final Consumer<Event> events;
    private final PriorityQueue<Step> steps = new PriorityQueue<>();
    private Instant now = START.minus(WARM_UP);
    private long steady;

    private final class Virtual extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** What happens to a pod next. */
    private static final class Step implements Comparable<Step> {

        private Instant at;
        private State next = State.PENDING;
        private TaskPod pod;
        private PodLife.@Nullable Published published;
        private Instant end = Instant.MIN;

        Step(Instant at, TaskPod pod) {
            this.at = at;
            this.pod = pod;
        }

        @Override
        public int compareTo(Step other) {
            return at.compareTo(other.at);
        }
    }

    /** The cluster of this source; the same for the same seed. */
    ClusterDay(String source, long seed, Consumer<Event> events) {
        this.source = source;
        this.random = new Random(seed);
        this.events = events;
        this.life = new PodLife(source, "cluster-" + seed, new Virtual(), PodDetails.none());
    }

    /** Passes the day, with so many pods at each time. */
    void run(int pods) {
        for (int number = 0; number < pods; number++) {
            steps.add(new Step(now.plusSeconds(random.nextInt(3_600)), pod()));
        }
        while (steps.peek() != null && steps.peek().at.isBefore(END)) {
            Step step = steps.remove();
            now = step.at;
            take(step);
            steps.add(step);
        }
    }

    /** How long pods ran within the day, in seconds; after it. */
    long runningSeconds() {
        return steady;
    }

    private void take(Step step) {
        switch (step.next) {
            case PENDING -> {
                show(step, status(State.PENDING, step, Optional.empty()));
                go(step, State.RUNNING, now.plusSeconds(5 + random.nextInt(56)));
            }
            case RUNNING -> running(step);
            case SUCCEEDED -> {
                ended(step);
                go(step, State.DELETED, now.plus(UNTIL_DELETED));
            }
            default -> {
                show(step, status(State.DELETED, step, Optional.of(step.end)));
                step.published = null;
                step.pod = pod();
                go(step, State.PENDING, now.plusMillis(1));
            }
        }
    }

    // At its start, and at each full hour until its end.
    private void running(Step step) {
        if (step.pod.status().state() == State.PENDING) {
            step.end = now.plusMillis(duration());
            show(step, status(State.RUNNING, step, Optional.empty()));
        } else if (!now.isBefore(START)) {
            PodLife.Published before = step.published;
            if (before != null) {
                publish(step, life.stillRunning(before, step.pod, now));
            }
        }
        long hour = 3_600_000;
        Instant boundary = Instant.ofEpochMilli((Math.floorDiv(now.toEpochMilli(), hour) + 1) * hour);
        boolean isEnd = step.end.isBefore(boundary);
        go(step, isEnd ? State.SUCCEEDED : State.RUNNING, isEnd ? step.end : boundary);
        Instant until = isEnd ? step.end : boundary;
        if (until.isAfter(START)) {
            Instant from = now.isBefore(START) ? START : now;
            steady += Duration.between(from, until.isBefore(END) ? until : END).toSeconds();
        }
    }

    private void ended(Step step) {
        State state = random.nextInt(20) == 0 ? State.FAILED : State.SUCCEEDED;
        show(step, status(state, step, Optional.of(step.end)));
    }

    private static void go(Step step, State next, Instant at) {
        step.next = next;
        step.at = at;
    }

    private void show(Step step, Status status) {
        step.pod = step.pod.withStatus(status);
        if (now.isBefore(START)) {
            // As if it had been published.
            life.event(step.published, step.pod)
                    .flatMap(PodLife.Published::of)
                    .ifPresent(last -> step.published = last);
        } else {
            publish(step, life.event(step.published, step.pod));
        }
    }

    private void publish(Step step, Optional<Event> event) {
        event.ifPresent(one -> {
            PodLife.Published.of(one).ifPresent(last -> step.published = last);
            events.accept(one);
        });
    }

    private Status status(State state, Step step, Optional<Instant> finished) {
        boolean hasStarted = state != State.PENDING;
        Optional<Instant> started =
                hasStarted ? step.pod.status().started().or(() -> Optional.of(now)) : Optional.empty();
        boolean isEnded = finished.isPresent();
        return new Status(
                state,
                "",
                state == State.PENDING ? "Unschedulable" : isEnded ? "Completed" : "",
                "",
                now,
                started,
                finished,
                isEnded ? Optional.of(state == State.FAILED ? 1 : 0) : Optional.empty(),
                0,
                false,
                Optional.empty());
    }

    private long duration() {
        int kind = random.nextInt(10);
        Duration mean = kind < 6 ? Duration.ofMinutes(10) : kind < 9 ? Duration.ofHours(2) : Duration.ofDays(1);
        return 1 + (long) (-Math.log(1 - random.nextDouble()) * mean.toMillis());
    }

    private TaskPod pod() {
        String task = hex() + hex();
        int queue = random.nextInt(QUEUES);
        Status unborn = new Status(
                State.PENDING,
                "",
                "",
                "",
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                false,
                Optional.empty());
        return new TaskPod(
                "clearml-tenant-" + queue,
                "clearml-id-" + task,
                new UUID(random.nextLong(), random.nextLong()).toString(),
                "1",
                task,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(String.format("%032x", queue + 7_000_000L)),
                Optional.of("gpu-queue-" + queue),
                "agent-0a1b2c3d",
                Optional.of(String.format("%032x", 4_000_000L + random.nextInt(TENANTS))),
                Map.of(),
                unborn,
                new Compute(4_000, 16L << 30),
                new Compute(8_000, 32L << 30),
                Gpus.nvidia(1L << random.nextInt(4)),
                Optional.empty(),
                Optional.of("node-" + random.nextInt(500) + ".cluster.example"),
                "clearml-id-" + task,
                false,
                "registry.example/ml/pytorch:2.4.1-cuda12.4",
                now);
    }

    private String hex() {
        return String.format("%016x", random.nextLong());
    }

    String source() {
        return source;
    }
}
