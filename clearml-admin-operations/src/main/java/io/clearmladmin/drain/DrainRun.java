package io.clearmladmin.drain;

import io.clearmladmin.ClearMl;
import io.clearmladmin.drain.DrainPlan.Waiting;
import io.clearmladmin.drain.DrainReport.Entry;
import io.clearmladmin.drain.DrainReport.Outcome;
import io.clearmladmin.drain.DrainScope.Kind;
import io.clearmladmin.endpoint.BatchFailure;
import io.clearmladmin.endpoint.BatchResult;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.tasks.StopTasks;
import io.clearmladmin.tasks.Task;
import io.clearmladmin.tasks.TaskChange;
import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.waiting.Waiter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run of a drain. Each round reads what is there and does what is left to do by that alone, so that it does not matter where
 * an earlier round, or an earlier run, was cut off.
 */
final class DrainRun {

    // A worker that has taken a task needs a moment to start it: two polls of an agent.
    private static final Duration SETTLED = Duration.ofSeconds(10);
    // Each stop counts as a sign of life; after 600 s without one, it ends the task of a dead worker at once.
    private static final Duration STOP_AGAIN = Duration.ofMinutes(11);

    private final ClearMl clearml;
    private final DrainPlan plan;
    private final Clock clock;
    private final String reason;
    private final ScopeTasks tasks;
    private final Holds holds;
    private final QueueMover mover;
    private final Map<String, DrainTask> seen = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final Map<String, String> refused = new HashMap<>();
    private boolean isHeld;
    private @Nullable Instant quietSince;

    DrainRun(ClearMl clearml, DrainPlan plan, Clock clock, String reason) {
        this.clearml = clearml;
        this.plan = plan;
        this.clock = clock;
        this.reason = reason;
        this.tasks = new ScopeTasks(clearml, plan.scope());
        this.holds = new Holds(clearml, plan.scope());
        this.mover = new QueueMover(clearml, tasks, clock, reason);
    }

    DrainReport run(Waiter waiter) {
        Instant begun = clock.instant();
        String problem = "";
        try {
            waiter.until("the work of " + plan.scope() + " to end", this::round, advice());
        } catch (ClearMlException failure) {
            problem = String.valueOf(failure.getMessage());
        }
        return report(begun, problem);
    }

    private String advice() {
        return "Drain it again to go on; undo it to give up."
                + (plan.isStopping() ? "" : " What runs is not stopped unless asked for.");
    }

    // Returns what is still waited for; empty when there was nothing twice.
    private Optional<String> round() {
        if (!isHeld) {
            holds.hold();
            isHeld = true;
        }
        boolean isMoving =
                plan.waiting() == Waiting.MOVE && mover.resume(plan.target().orElseThrow());
        List<Task> active = tasks.active();
        active.forEach(task -> seen.putIfAbsent(task.id(), DrainTask.of(task)));
        List<Task> running = with(TaskStatus.IN_PROGRESS, active);
        List<Task> waiting = with(TaskStatus.QUEUED, active).stream()
                .filter(task -> !plan.target().equals(Optional.of(DrainTask.queueOf(task))))
                .toList();
        int left = waiting.isEmpty() ? 0 : drainWaiting(waiting);
        if (plan.isStopping() && !clock.instant().isBefore(plan.until())) {
            stop(running.stream().filter(this::isToStop).toList());
        }
        if (isMoving || left > 0 || !running.isEmpty()) {
            quietSince = null;
            return Optional.of(running.size() + " running, " + left + " waiting");
        }
        return verified();
    }

    private static List<Task> with(TaskStatus status, List<Task> all) {
        return all.stream()
                .filter(task -> task.status().filter(status::equals).isPresent())
                .toList();
    }

    private Optional<String> verified() {
        Instant now = clock.instant();
        if (quietSince == null) {
            quietSince = now;
        }
        if (Duration.between(quietSince, now).compareTo(SETTLED) < 0) {
            return Optional.of("nothing; reading again, since a task may have been taken a moment ago");
        }
        if (holds.read().stream().anyMatch(hold -> hold.state() == DrainHold.State.TO_HOLD)) {
            isHeld = false;
            quietSince = null;
            return Optional.of("nothing, but new work is no longer held");
        }
        return Optional.empty();
    }

    /** Does what becomes of what waits; returns how many tasks there were that the drain does not leave where they are. */
    private int drainWaiting(List<Task> waiting) {
        if (plan.waiting() == Waiting.STOP) {
            stop(waiting);
            return waiting.size();
        }
        Set<String> queues = waiting.stream()
                .map(DrainTask::queueOf)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, List<String>> entries = tasks.entries(queues);
        if (plan.waiting() == Waiting.MOVE) {
            Set<String> ids = waiting.stream().map(Task::id).collect(Collectors.toSet());
            queues.forEach(queue -> mover.move(
                    queue,
                    plan.target().orElseThrow(),
                    entries.getOrDefault(queue, List.of()).stream()
                            .filter(ids::contains)
                            .toList()));
            return waiting.size();
        }
        boolean areHeld = plan.scope().kind() == Kind.QUEUE || plan.scope().kind() == Kind.TENANT;
        // One without an entry was taken, and is about to start.
        return (int) waiting.stream()
                .filter(task -> !areHeld
                        || !entries.getOrDefault(DrainTask.queueOf(task), List.of())
                                .contains(task.id()))
                .count();
    }

    private boolean isToStop(Task task) {
        boolean isAsked = task.statusMessage()
                .filter(message -> message.contains("stopping"))
                .isPresent();
        return !isAsked
                || task.statusChanged()
                        .filter(since -> since.plus(STOP_AGAIN).isAfter(clock.instant()))
                        .isEmpty();
    }

    // Those that start others come first.
    private void stop(List<Task> all) {
        List<String> ids = all.stream()
                .sorted(Comparator.comparing(task -> !task.type().equals(Optional.of("controller"))))
                .map(Task::id)
                .toList();
        for (List<String> batch : ScopeTasks.batches(ids)) {
            asked.addAll(batch);
            BatchResult<TaskChange> result = clearml.tasks()
                    .stopMany(
                            StopTasks.builder().ids(batch).statusReason(reason).build());
            for (BatchFailure failure : result.failed()) {
                refused.put(
                        failure.id(),
                        failure.error().flatMap(error -> error.msg()).orElse("refused"));
            }
        }
    }

    private DrainReport report(Instant begun, String problem) {
        List<Entry> entries = new ArrayList<>();
        List<DrainHold> held = List.of();
        String unread = "";
        Map<String, Task> now = null;
        try {
            held = holds.read();
            now = tasks.byId(seen.keySet());
        } catch (ClearMlException failure) {
            unread = (problem.isEmpty() ? "" : " ") + "The end could not be read: " + failure.getMessage();
        }
        for (DrainTask task : seen.values()) {
            entries.add(now == null ? new Entry(task, Outcome.UNKNOWN, "") : entry(task, now.get(task.id())));
        }
        String whole = problem + unread;
        return new DrainReport(plan.scope(), begun, clock.instant(), whole.isEmpty(), whole, held, entries);
    }

    private Entry entry(DrainTask task, @Nullable Task now) {
        if (now == null) {
            return new Entry(task, Outcome.DELETED, "");
        }
        TaskStatus status = now.status().orElse(TaskStatus.UNKNOWN);
        if (now.tags().contains(QueueMover.MOVED)) {
            return new Entry(task, Outcome.MOVED, "it is " + status);
        }
        if (now.tags().contains(QueueMover.MOVING)) {
            return new Entry(task, Outcome.WAITING, "it is being moved, and " + status);
        }
        String why = refused.getOrDefault(task.id(), "");
        if (status.equals(TaskStatus.IN_PROGRESS)) {
            return new Entry(task, Outcome.RUNNING, why.isEmpty() && asked.contains(task.id()) ? "asked to stop" : why);
        }
        if (status.equals(TaskStatus.QUEUED)) {
            return new Entry(task, Outcome.WAITING, why);
        }
        boolean isStopped = status.equals(TaskStatus.STOPPED)
                && (asked.contains(task.id()) || now.statusReason().equals(Optional.of(reason)));
        return new Entry(task, isStopped ? Outcome.STOPPED : Outcome.ENDED, "it is " + status);
    }
}
