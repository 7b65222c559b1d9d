package io.clearmladmin.resources;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * A queue that would be deleted.
 *
 * @param id its id
 * @param name the name
 * @param displayName the name that people see
 * @param tasks how many tasks wait in it
 * @param additional unknown fields, as received
 */
public record QueueToDelete(
        String id,
        Optional<String> name,
        Optional<String> displayName,
        Optional<Integer> tasks,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public QueueToDelete {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
