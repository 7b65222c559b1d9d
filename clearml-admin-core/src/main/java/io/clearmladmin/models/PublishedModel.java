package io.clearmladmin.models;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * A model that was published.
 *
 * @param id its id
 * @param updated whether it was changed: a flag or a count
 * @param publishedTask the task that was published with it
 * @param additional unknown fields, as received
 */
public record PublishedModel(
        String id,
        Optional<Object> updated,
        Optional<PublishedTask> publishedTask,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public PublishedModel {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
