package io.clearmladmin.drain;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.BatchFailure;
import io.clearmladmin.errors.BadRequestException;
import io.clearmladmin.tasks.EnqueueTasks;
import io.clearmladmin.tasks.Task;
import io.clearmladmin.tasks.TaskStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves waiting tasks from one queue to another so that none is lost and none runs twice, whenever it is cut off.
 *
 * <p>A task is tagged, then its entry is removed, which fails if an agent has taken it, and only what was removed is enqueued. A
 * removed task is no longer {@code queued}; so its tags and its status say at any time what is left to do, and {@link #resume}
 * does it. {@code tasks.enqueue} alone would move a task that an agent has taken and not started yet, which then ran twice.
 */
final class QueueMover {

    /** On a task that is being moved. */
    static final String MOVING = "draining";
    /** On a task that was moved. */
    static final String MOVED = "drained";
    /** On a task that is being moved back. */
    static final String RETURNING = "undraining";

    private static final Logger LOG = LoggerFactory.getLogger(QueueMover.class);
    private static final String FROM = "drained-from:";

    private final ClearMl clearml;
    private final ScopeTasks tasks;
    private final Clock clock;
    private final String reason;

    QueueMover(ClearMl clearml, ScopeTasks tasks, Clock clock, String reason) {
        this.clearml = clearml;
        this.tasks = tasks;
        this.clock = clock;
        this.reason = reason;
    }

    /** Where a task was moved from, and when that began. */
    record Origin(String queue, Instant time) {

        static Optional<Origin> of(Task task) {
            for (String tag : task.tags()) {
                int end = tag.lastIndexOf('@');
                if (tag.startsWith(FROM)
                        && end > FROM.length()
                        && tag.substring(end + 1).matches("\\d{1,12}")) {
                    Instant time = Instant.ofEpochSecond(Long.parseLong(tag.substring(end + 1)));
                    return Optional.of(new Origin(tag.substring(FROM.length(), end), time));
                }
            }
            return Optional.empty();
        }

        String tag() {
            return FROM + queue + "@" + time.getEpochSecond();
        }
    }

    /** Moves tasks that have an entry in a queue to another, in this order. */
    void move(String from, String to, List<String> ids) {
        for (List<String> batch : ScopeTasks.batches(ids)) {
            List<String> origin = List.of(new Origin(from, clock.instant()).tag());
            tag(batch, List.of(MOVING, origin.get(0)), List.of());
            List<String> removed = removed(from, batch);
            untag(minus(batch, removed), List.of(MOVING, origin.get(0)));
            tag(enqueued(to, removed), List.of(MOVED), List.of(MOVING));
        }
    }

    /** Moves tasks back to where they came from, in this order; returns those that were still there. */
    List<Task> moveBack(String from, String to, List<Task> all) {
        List<Task> moved = new ArrayList<>();
        for (List<Task> batch : ScopeTasks.batches(all)) {
            List<String> ids = batch.stream().map(Task::id).toList();
            tag(ids, List.of(RETURNING), List.of());
            List<String> removed = removed(from, ids);
            Set<String> lost = new HashSet<>(minus(removed, enqueued(to, removed)));
            forget(batch.stream().filter(task -> !lost.contains(task.id())).toList());
            batch.stream()
                    .filter(task -> removed.contains(task.id()) && !lost.contains(task.id()))
                    .forEach(moved::add);
        }
        return moved;
    }

    /** Does what is left to do of moves that were cut off; returns whether there was any. */
    boolean resume(String target) {
        return resume(MOVING, task -> target);
    }

    /** Moves what is on its way, there or back, to where it came from; returns whether there was any. */
    boolean resumeBack(String onlyFrom) {
        Function<Task, String> origin = task -> Origin.of(task)
                .map(Origin::queue)
                .filter(queue -> onlyFrom.isEmpty() || queue.equals(onlyFrom))
                .orElse("");
        boolean isAny = resume(RETURNING, origin);
        return resume(MOVING, origin) || isAny;
    }

    private boolean resume(String phase, Function<Task, String> destination) {
        boolean isAny = false;
        for (Task task : tasks.tagged(phase)) {
            String to = destination.apply(task);
            isAny |= !to.isEmpty() && resume(phase, task, to);
        }
        return isAny;
    }

    // Returns whether something was done.
    private boolean resume(String phase, Task task, String to) {
        String at = DrainTask.queueOf(task);
        boolean isQueued = task.status().filter(TaskStatus.QUEUED::equals).isPresent();
        if (!isQueued && hasRun(task)) {
            forget(List.of(task));
            return true;
        }
        boolean isThere = isQueued && at.equals(to);
        if (!isThere
                && isQueued
                && (at.isEmpty() || removed(at, List.of(task.id())).isEmpty())) {
            // An agent has taken it, and has not started it yet.
            return false;
        }
        if (!isThere && has(to, task)) {
            // Left over from an enqueueing that failed half-way; another would be refused, and spoil the status.
            clearml.queues().removeTask(to, task.id(), false);
        }
        if (isThere || !enqueued(to, List.of(task.id())).isEmpty()) {
            finish(phase, task, to);
        }
        return true;
    }

    private void finish(String phase, Task task, String to) {
        boolean isBack = Origin.of(task).map(Origin::queue).filter(to::equals).isPresent();
        if (phase.equals(MOVING) && !isBack) {
            tag(List.of(task.id()), List.of(MOVED), List.of(MOVING));
        } else {
            forget(List.of(task));
        }
    }

    private boolean has(String queue, Task task) {
        return tasks.entries(Set.of(queue)).getOrDefault(queue, List.of()).contains(task.id());
    }

    // It runs, or an agent had taken it before it could be moved.
    private static boolean hasRun(Task task) {
        return task.status().filter(TaskStatus.IN_PROGRESS::equals).isPresent()
                || Origin.of(task)
                        .filter(origin ->
                                task.started().filter(origin.time()::isBefore).isPresent())
                        .isPresent();
    }

    /** Removes all tags of moves. */
    void forget(List<Task> all) {
        Set<String> tags = new TreeSet<>(List.of(MOVING, MOVED, RETURNING));
        all.forEach(task -> Origin.of(task).map(Origin::tag).ifPresent(tags::add));
        untag(all.stream().map(Task::id).toList(), List.copyOf(tags));
    }

    private List<String> removed(String queue, List<String> ids) {
        List<String> removed = new ArrayList<>();
        for (String id : ids) {
            try {
                clearml.queues().removeTask(queue, id, true);
                removed.add(id);
            } catch (BadRequestException taken) {
                LOG.debug("Task {} has left queue {} meanwhile", id, queue, taken);
            }
        }
        return removed;
    }

    private List<String> enqueued(String queue, List<String> ids) {
        if (ids.isEmpty()) {
            return ids;
        }
        List<BatchFailure> failed = clearml.tasks()
                .enqueueMany(EnqueueTasks.builder()
                        .ids(ids)
                        .queue(queue)
                        .statusReason(reason)
                        .build())
                .failed();
        failed.forEach(failure -> LOG.warn("Not moved to queue {}: {}", queue, failure));
        return minus(ids, failed.stream().map(BatchFailure::id).toList());
    }

    private void untag(List<String> ids, List<String> tags) {
        tag(ids, List.of(), tags);
    }

    private void tag(List<String> ids, List<String> added, List<String> removed) {
        if (!ids.isEmpty()) {
            clearml.tasks().updateTags(ids, list(added), list(removed));
        }
    }

    private static Optional<List<String>> list(List<String> tags) {
        return tags.isEmpty() ? Optional.empty() : Optional.of(tags);
    }

    private static List<String> minus(List<String> all, List<String> some) {
        Set<String> without = new HashSet<>(some);
        return all.stream().filter(id -> !without.contains(id)).toList();
    }
}
