package io.clearmladmin.drain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.Counts;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.text.Table;
import io.clearmladmin.tasks.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@link Drain#apply} would do, from the work at one time; the run reads it again, and goes by these limits.
 *
 * @param scope whose work
 * @param time when it was read
 * @param until until when what runs may go on
 * @param isStopping whether what still runs then is stopped
 * @param waiting what becomes of what waits
 * @param target the queue that it is moved to; present with {@link Waiting#MOVE} only
 * @param holds what keeps new work from starting
 * @param tasks what waits and runs
 * @param notes what a drain cannot see or do here
 */
public record DrainPlan(
        DrainScope scope,
        Instant time,
        Instant until,
        boolean isStopping,
        Waiting waiting,
        Optional<String> target,
        List<DrainHold> holds,
        List<DrainTask> tasks,
        List<String> notes) {

    private static final int MOST_SHOWN = 20;

    /** What becomes of tasks that wait in a queue. */
    public enum Waiting {
        /** They stay where they are: held with their queue, or else they start in their turn and are waited for, too. */
        KEEP,
        /** They are moved to another queue, in their order. */
        MOVE,
        /** They are stopped, which takes them out of their queue. */
        STOP
    }

    /** Copies the lists. */
    public DrainPlan {
        holds = List.copyOf(holds);
        tasks = List.copyOf(tasks);
        notes = List.copyOf(notes);
    }

    /** What runs. */
    public List<DrainTask> running() {
        return with(TaskStatus.IN_PROGRESS);
    }

    /** What waits in queues. */
    public List<DrainTask> queued() {
        return with(TaskStatus.QUEUED);
    }

    private List<DrainTask> with(TaskStatus status) {
        return tasks.stream().filter(task -> task.status().equals(status)).toList();
    }

    /** Whether nothing waits or runs, and nothing is left to hold. */
    @JsonIgnore
    public boolean isEmpty() {
        return tasks.isEmpty() && holds.stream().noneMatch(hold -> hold.state() == DrainHold.State.TO_HOLD);
    }

    /** As JSON, with {@code snake_case} names and times in ISO 8601. */
    public String toJson() {
        return Json.pretty(this);
    }

    /** For people: the counts, what would be done, what cannot be, and the first 20 tasks. */
    public String toText() {
        String counts = new Counts()
                .add(running().size(), "running")
                .add(queued().size(), "waiting")
                .orElse("nothing runs or waits");
        StringBuilder text = new StringBuilder("Drain of " + scope + ": " + counts + "\n")
                .append("  what runs may go on until ")
                .append(until)
                .append(isStopping ? ", and is stopped then\n" : ", and is not stopped\n")
                .append("  what waits ")
                .append(whatBecomes())
                .append('\n');
        notes.forEach(
                note -> text.append("  note: ").append(SafeText.line(note)).append('\n'));
        Table rows = new Table();
        holds.forEach(hold -> hold.addTo(rows));
        tasks.stream()
                .limit(MOST_SHOWN)
                .forEach(task -> rows.row(task.status().value().replace('_', ' '), task.toString()));
        String all = rows.toString();
        int more = tasks.size() - MOST_SHOWN;
        return text + (all.isEmpty() ? "" : "\n" + all) + (more > 0 ? "and " + more + " more\n" : "");
    }

    private String whatBecomes() {
        return switch (waiting) {
            case KEEP -> "stays where it is";
            case MOVE -> "is moved to queue " + SafeText.line(target.orElse(""));
            case STOP -> "is stopped";
        };
    }

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }
}
