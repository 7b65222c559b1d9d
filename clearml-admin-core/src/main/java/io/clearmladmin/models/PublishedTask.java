package io.clearmladmin.models;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * A task that was published with its model.
 *
 * @param id its id
 * @param data what was set
 * @param additional unknown fields, as received
 */
public record PublishedTask(
        Optional<String> id,
        Map<String, Object> data,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Turns absent fields into empty ones. */
    public PublishedTask {
        data = Check.map(data);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
