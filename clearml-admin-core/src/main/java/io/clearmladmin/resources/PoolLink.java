package io.clearmladmin.resources;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * A link of a profile to a pool.
 *
 * @param id its id, chosen by whoever adds it
 * @param name the name
 * @param pool the id of the pool
 * @param queueName the name of its queue
 * @param additional unknown fields, as received
 */
public record PoolLink(
        String id,
        Optional<String> name,
        Optional<String> pool,
        Optional<String> queueName,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public PoolLink {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
