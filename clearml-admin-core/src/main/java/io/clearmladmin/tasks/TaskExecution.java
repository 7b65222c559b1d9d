package io.clearmladmin.tasks;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * How a task is executed.
 *
 * @param queue the queue it waits in, or came from
 * @param additional unknown fields, as received
 */
public record TaskExecution(
        Optional<Reference> queue, @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Turns absent fields into empty ones. */
    public TaskExecution {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
