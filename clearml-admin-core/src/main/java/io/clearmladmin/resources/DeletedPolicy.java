package io.clearmladmin.resources;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * What was deleted with a resource policy.
 *
 * @param deleted what was deleted, as received
 * @param deletedQueues the queues deleted with it, as received
 * @param additional unknown fields, as received
 */
public record DeletedPolicy(
        Optional<Object> deleted,
        Optional<Object> deletedQueues,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Turns absent fields into empty ones. */
    public DeletedPolicy {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
