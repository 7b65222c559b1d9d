package io.clearmladmin.resources;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy that would lose queues.
 *
 * @param id its id
 * @param name the name
 * @param queuesToDelete the queues, whose tasks would become drafts
 * @param additional unknown fields, as received
 */
public record AffectedPolicy(
        String id,
        Optional<String> name,
        List<QueueToDelete> queuesToDelete,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public AffectedPolicy {
        Check.present("id", id);
        queuesToDelete = Check.list(queuesToDelete);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
