package io.clearmladmin.workers;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * A queue that a worker takes from.
 *
 * @param id the queue's id
 * @param name the name
 * @param displayName the name that people see
 * @param nextTask the task that is next
 * @param numTasks how many tasks wait
 * @param additional unknown fields, as received
 */
public record WorkerQueue(
        String id,
        Optional<String> name,
        Optional<String> displayName,
        Optional<Reference> nextTask,
        Optional<Integer> numTasks,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public WorkerQueue {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
