package io.clearmladmin.tasks;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A task's status, an open set: one that this version does not know is kept as it is.
 *
 * <p>A task goes from one status to another only as {@link #following()} says, unless a call is forced; {@link #callsTo} says by
 * which calls. The same status again is always allowed, but for {@code tasks.publish}. A server before 1.17 does not put failed
 * or queued tasks in queues.
 *
 * @param value the server's word for it
 */
public record TaskStatus(@JsonValue String value) {

    /** A draft: it never ran, or was reset. */
    public static final TaskStatus CREATED = new TaskStatus("created");

    /** It waits in a queue. */
    public static final TaskStatus QUEUED = new TaskStatus("queued");

    /** It runs; also while it was asked to stop and has not. */
    public static final TaskStatus IN_PROGRESS = new TaskStatus("in_progress");

    /** It was stopped; {@code aborted} in the web UI. */
    public static final TaskStatus STOPPED = new TaskStatus("stopped");

    /** It ended in a failure. */
    public static final TaskStatus FAILED = new TaskStatus("failed");

    /** It ended well. */
    public static final TaskStatus COMPLETED = new TaskStatus("completed");

    /** It was closed. */
    public static final TaskStatus CLOSED = new TaskStatus("closed");

    /** It is being published. */
    public static final TaskStatus PUBLISHING = new TaskStatus("publishing");

    /** It is published, which nothing but force undoes. */
    public static final TaskStatus PUBLISHED = new TaskStatus("published");

    /** The server lost track of it; it fails on every change. */
    public static final TaskStatus UNKNOWN = new TaskStatus("unknown");

    private static final List<String> STARTED = List.of("tasks.started");
    private static final List<String> ENQUEUED = List.of("tasks.enqueue");
    private static final List<String> STOP = List.of("tasks.stop", "tasks.stopped");
    private static final List<String> RESET = List.of("tasks.reset");
    private static final List<String> FAIL = List.of("tasks.failed");
    private static final List<String> COMPLETE = List.of("tasks.completed");
    private static final List<String> PUBLISH = List.of("tasks.publish");

    private static final List<Step> STEPS = List.of(
            new Step(CREATED, QUEUED, ENQUEUED),
            new Step(CREATED, IN_PROGRESS, STARTED),
            new Step(QUEUED, CREATED, List.of("tasks.dequeue", "tasks.reset")),
            new Step(QUEUED, IN_PROGRESS, STARTED),
            new Step(QUEUED, STOPPED, STOP),
            new Step(IN_PROGRESS, STOPPED, STOP),
            new Step(IN_PROGRESS, FAILED, FAIL),
            new Step(IN_PROGRESS, CREATED, List.of("tasks.reset", "tasks.dequeue")),
            new Step(IN_PROGRESS, COMPLETED, COMPLETE),
            new Step(STOPPED, CLOSED, List.of("tasks.close")),
            new Step(STOPPED, CREATED, RESET),
            new Step(STOPPED, FAILED, FAIL),
            new Step(STOPPED, QUEUED, ENQUEUED),
            new Step(STOPPED, IN_PROGRESS, STARTED),
            new Step(STOPPED, PUBLISHED, PUBLISH),
            new Step(STOPPED, PUBLISHING, List.of()),
            new Step(STOPPED, COMPLETED, COMPLETE),
            new Step(CLOSED, CREATED, RESET),
            new Step(CLOSED, FAILED, FAIL),
            new Step(CLOSED, PUBLISHED, PUBLISH),
            new Step(CLOSED, PUBLISHING, List.of()),
            new Step(CLOSED, STOPPED, STOP),
            new Step(FAILED, CREATED, RESET),
            new Step(FAILED, STOPPED, STOP),
            new Step(FAILED, PUBLISHED, PUBLISH),
            new Step(FAILED, QUEUED, ENQUEUED),
            new Step(COMPLETED, PUBLISHED, PUBLISH),
            new Step(COMPLETED, IN_PROGRESS, STARTED),
            new Step(COMPLETED, CREATED, RESET),
            new Step(PUBLISHING, PUBLISHED, PUBLISH));

    /** What may become of a status, and the calls that do it. */
    private record Step(TaskStatus from, TaskStatus to, List<String> calls) {}

    /** Rejects null. */
    @JsonCreator
    public TaskStatus {
        Objects.requireNonNull(value, "status");
    }

    /** The statuses that may follow this one without force. Empty where none may, and for a status that is not known here. */
    public Set<TaskStatus> following() {
        Set<TaskStatus> following = new TreeSet<>((one, other) -> one.value.compareTo(other.value));
        STEPS.stream().filter(step -> step.from.equals(this)).forEach(step -> following.add(step.to));
        return following;
    }

    /** The endpoints that take a task from this status to another without force; empty if none does. */
    public List<String> callsTo(TaskStatus other) {
        return STEPS.stream()
                .filter(step -> step.from.equals(this) && step.to.equals(other))
                .flatMap(step -> step.calls.stream())
                .toList();
    }

    /** Whether such a task waits or runs, so that whoever deletes it takes work away. */
    public boolean isActive() {
        return equals(QUEUED) || equals(IN_PROGRESS);
    }

    @Override
    public String toString() {
        return SafeText.line(value);
    }
}
