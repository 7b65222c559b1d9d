package io.clearmladmin.workers;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * The task that a worker runs.
 *
 * @param id the task's id
 * @param name the name
 * @param runningTime for how long, in milliseconds
 * @param lastIteration its last iteration
 * @param additional unknown fields, as received
 */
public record WorkerTask(
        String id,
        Optional<String> name,
        Optional<Long> runningTime,
        Optional<Long> lastIteration,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public WorkerTask {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
