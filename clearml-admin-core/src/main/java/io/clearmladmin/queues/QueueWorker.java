package io.clearmladmin.queues;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * A worker that takes from a queue.
 *
 * @param name the worker's id
 * @param ip the address
 * @param key the server's own key for it
 * @param task what it runs
 * @param additional unknown fields, as received
 */
public record QueueWorker(
        Optional<String> name,
        Optional<String> ip,
        Optional<String> key,
        Optional<Reference> task,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public QueueWorker {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
