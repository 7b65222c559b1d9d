package io.clearmladmin.queues;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A task that waits in a queue.
 *
 * @param task the task
 * @param added when it was added
 * @param additional fields without a component of their own, as they came
 */
public record QueueEntry(
        Optional<Reference> task,
        Optional<Instant> added,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** What is absent is empty. */
    public QueueEntry {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
