package io.clearmladmin.drain;

import io.clearmladmin.ClearMl;
import io.clearmladmin.drain.DrainReport.Entry;
import io.clearmladmin.drain.DrainReport.Outcome;
import io.clearmladmin.drain.DrainScope.Kind;
import io.clearmladmin.drain.QueueMover.Origin;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.tasks.Task;
import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.waiting.Waiter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Takes a drain back: what it moved and still waits there goes back to its queue, and what it held is released. */
final class DrainUndo {

    private final DrainScope scope;
    private final Clock clock;
    private final ScopeTasks tasks;
    private final Holds holds;
    private final QueueMover mover;
    private final Map<String, Entry> returned = new LinkedHashMap<>();

    DrainUndo(ClearMl clearml, DrainScope scope, Clock clock, String reason) {
        this.scope = scope;
        this.clock = clock;
        this.tasks = new ScopeTasks(clearml, scope);
        this.holds = new Holds(clearml, scope);
        this.mover = new QueueMover(clearml, tasks, clock, reason);
    }

    DrainReport run(Waiter waiter) {
        Instant begun = clock.instant();
        String problem = "";
        List<DrainHold> held = List.of();
        try {
            waiter.until("the drain of " + scope + " to be undone", this::round, "Undo it again to go on.");
            held = holds.read();
        } catch (ClearMlException failure) {
            problem = String.valueOf(failure.getMessage());
        }
        List<DrainHold> released = held.stream()
                .map(hold -> hold.state() == DrainHold.State.TO_HOLD
                        ? new DrainHold(hold.subject(), DrainHold.State.RELEASED, "it takes new work")
                        : hold)
                .toList();
        return new DrainReport(
                scope,
                begun,
                clock.instant(),
                problem.isEmpty(),
                problem,
                released,
                new ArrayList<>(returned.values()));
    }

    private Optional<String> round() {
        boolean isMoving = scope.kind() != Kind.WORKER && scope.kind() != Kind.TENANT && moveBack();
        holds.release();
        boolean isHeld = holds.read().stream().anyMatch(hold -> hold.state() == DrainHold.State.HELD);
        return isMoving || isHeld ? Optional.of("moving back and releasing") : Optional.empty();
    }

    /** Returns whether there was anything to do. */
    private boolean moveBack() {
        boolean isAny = mover.resumeBack(scope.kind() == Kind.QUEUE ? scope.id() : "");
        List<Task> moved =
                tasks.tagged(QueueMover.MOVED).stream().filter(this::isOfScope).toList();
        Map<Move, List<Task>> moves = new TreeMap<>();
        List<Task> gone = new ArrayList<>();
        for (Task task : moved) {
            boolean isWaiting = task.status().filter(TaskStatus.QUEUED::equals).isPresent()
                    && task.statusReason()
                            .filter(why -> why.startsWith(Drain.REASON))
                            .isPresent();
            if (isWaiting) {
                String to = Origin.of(task).map(Origin::queue).orElseThrow();
                moves.computeIfAbsent(new Move(DrainTask.queueOf(task), to), move -> new ArrayList<>())
                        .add(task);
            } else {
                gone.add(task);
            }
        }
        moves.forEach(this::moveBack);
        for (List<Task> batch : ScopeTasks.batches(gone)) {
            mover.forget(batch);
            batch.forEach(task -> returned.put(
                    task.id(),
                    new Entry(
                            DrainTask.of(task),
                            Outcome.ENDED,
                            "no longer waits where it was moved to; left as it is")));
        }
        return isAny || !moved.isEmpty();
    }

    private record Move(String from, String to) implements Comparable<Move> {

        @Override
        public int compareTo(Move other) {
            return (from + "\n" + to).compareTo(other.from + "\n" + other.to);
        }
    }

    private boolean isOfScope(Task task) {
        Optional<String> from = Origin.of(task).map(Origin::queue);
        return from.isPresent() && (scope.kind() != Kind.QUEUE || from.get().equals(scope.id()));
    }

    private void moveBack(Move move, List<Task> all) {
        Map<String, Task> byId = new HashMap<>();
        all.forEach(task -> byId.put(task.id(), task));
        List<Task> inOrder = tasks.entries(Set.of(move.from())).getOrDefault(move.from(), List.of()).stream()
                .filter(byId::containsKey)
                .map(byId::get)
                .toList();
        mover.moveBack(move.from(), move.to(), inOrder)
                .forEach(task -> returned.put(
                        task.id(), new Entry(DrainTask.of(task), Outcome.MOVED, "back to queue " + move.to())));
        List<Task> taken = all.stream().filter(task -> !inOrder.contains(task)).toList();
        ScopeTasks.batches(taken).forEach(mover::forget);
    }
}
