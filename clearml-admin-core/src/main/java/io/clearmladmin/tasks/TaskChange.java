package io.clearmladmin.tasks;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * What a call did to the status of a task.
 *
 * @param id the id of the task; from calls about many
 * @param updated 1 if the task was changed, or was asked to change itself; 0 if not
 * @param fields what was set
 * @param additional unknown fields, as received
 */
public record TaskChange(
        Optional<String> id,
        Optional<Integer> updated,
        Map<String, Object> fields,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public TaskChange {
        fields = Check.map(fields);
        additional = Check.additional(additional);
    }

    /** The status that the task has now, if it was changed; a running task that was asked to stop is still running. */
    public Optional<TaskStatus> status() {
        return Optional.ofNullable(fields.get("status")).map(String::valueOf).map(TaskStatus::new);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
