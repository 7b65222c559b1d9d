package io.clearmladmin.resources;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * What went with a resource policy.
 *
 * @param deleted what was deleted, as it came
 * @param deletedQueues the queues that went with it, as they came
 * @param additional fields without a component of their own, as they came
 */
public record DeletedPolicy(
        Optional<Object> deleted,
        Optional<Object> deletedQueues,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** What is absent is empty. */
    public DeletedPolicy {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
