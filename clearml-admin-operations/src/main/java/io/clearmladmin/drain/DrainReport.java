package io.clearmladmin.drain;

import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.Counts;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.text.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a drain or its undo did.
 *
 * @param scope whose work
 * @param begun when it began
 * @param ended when it ended
 * @param isComplete whether it is done and was seen to be so: of a drain, nothing ran in two readings 10 s apart
 * @param problem why it is not complete, and what to do; empty if it is
 * @param holds what keeps new work from starting
 * @param tasks the outcome for each task that was seen to wait or run, or was moved back
 */
public record DrainReport(
        DrainScope scope,
        Instant begun,
        Instant ended,
        boolean isComplete,
        String problem,
        List<DrainHold> holds,
        List<Entry> tasks) {

    private static final int MOST_SHOWN = 50;

    /** What became of a task. */
    public enum Outcome {
        /** It still runs. */
        RUNNING,
        /** It is not known what became of it, since it could not be read at the end. */
        UNKNOWN,
        /** It waits. */
        WAITING,
        /** It is in the queue it was moved to, or was taken from there. */
        MOVED,
        /** It was stopped. */
        STOPPED,
        /** It ended without being stopped, or somebody else ended it. */
        ENDED,
        /** It was deleted. */
        DELETED
    }

    /**
     * The outcome for one task.
     *
     * @param task the task as it was first seen
     * @param outcome what became of it
     * @param reason more about it; may be empty
     */
    public record Entry(DrainTask task, Outcome outcome, String reason) {

        /** One line. */
        @Override
        public String toString() {
            return SafeText.line(word(outcome) + " " + task + (reason.isEmpty() ? "" : ": " + reason));
        }
    }

    /** Copies the lists. */
    public DrainReport {
        holds = List.copyOf(holds);
        tasks = List.copyOf(tasks);
    }

    /** The tasks with this outcome. */
    public List<Entry> with(Outcome outcome) {
        return tasks.stream().filter(entry -> entry.outcome() == outcome).toList();
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** As JSON, with {@code snake_case} names and times in ISO 8601. */
    public String toJson() {
        return Json.pretty(this);
    }

    /** For people: whether it is complete, the counts, and the first 50 tasks, those that still run first. */
    public String toText() {
        Counts counts = new Counts();
        for (Outcome outcome : Outcome.values()) {
            counts.add(with(outcome).size(), word(outcome));
        }
        Table rows = new Table();
        holds.forEach(hold -> hold.addTo(rows));
        tasks.stream()
                .sorted(Comparator.comparing(Entry::outcome))
                .limit(MOST_SHOWN)
                .forEach(entry -> rows.row(word(entry.outcome()), entry.task().toString(), entry.reason()));
        int more = tasks.size() - MOST_SHOWN;
        String all = rows.toString();
        return "Drain of " + scope + ": " + (isComplete ? "complete" : "not complete") + "; "
                + counts.orElse("no tasks") + "\n"
                + (problem.isEmpty() ? "" : "  " + SafeText.line(problem) + "\n")
                + (all.isEmpty() ? "" : "\n" + all)
                + (more > 0 ? "and " + more + " more\n" : "");
    }

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }
}
