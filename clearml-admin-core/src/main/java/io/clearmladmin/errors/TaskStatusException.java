package io.clearmladmin.errors;

import io.clearmladmin.tasks.TaskStatus;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The task's status does not allow the change. The message says what does. */
public final class TaskStatusException extends ApiException {

    private static final long serialVersionUID = 1;

    // The server's data is empty, and its message ends with these; they are shown, and nothing is decided by them.
    private static final Pattern STATUS = Pattern.compile("\\b(current_status|new_status|status|expected)=(\\w+)");

    private final @Nullable String current;
    private final @Nullable String requested;

    /** With what to do about it; empty for what the statuses themselves say. */
    public TaskStatusException(ApiError error, String advice) {
        super(
                error,
                advice.isEmpty() ? advice(word(error, "current_status", "status"), word(error, "new_status")) : advice);
        this.current = word(error, "current_status", "status");
        this.requested = word(error, "new_status");
    }

    private static @Nullable String word(ApiError error, String... names) {
        for (String name : names) {
            if (error.data().get(name) instanceof String status) {
                return status;
            }
            Matcher word = STATUS.matcher(error.message());
            while (word.find()) {
                if (word.group(1).equals(name)) {
                    return word.group(2);
                }
            }
        }
        return null;
    }

    private static String advice(@Nullable String current, @Nullable String requested) {
        if (current == null) {
            return "Read the task again, and decide by its status.";
        }
        TaskStatus from = new TaskStatus(current);
        String next = from.following().stream().map(to -> to + by(from, to)).collect(Collectors.joining(", "));
        String refused = requested == null ? "does not allow this call" : "cannot become " + requested;
        return "A task that is " + from + " " + refused
                + (next.isEmpty() ? "; nothing follows it" : "; it may become " + next) + ". Force skips this check.";
    }

    private static String by(TaskStatus from, TaskStatus to) {
        return from.callsTo(to).isEmpty() ? "" : " (" + String.join(", ", from.callsTo(to)) + ")";
    }

    /** The status that the task has, if the server named it. */
    public Optional<TaskStatus> current() {
        return Optional.ofNullable(current).map(TaskStatus::new);
    }

    /** The status that it should have got, if the server named it. */
    public Optional<TaskStatus> requested() {
        return Optional.ofNullable(requested).map(TaskStatus::new);
    }
}
