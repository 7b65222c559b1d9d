package io.clearmladmin.endpoint;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * Where objects were moved.
 *
 * @param projectId the project; empty for the root
 * @param additional unknown fields, as received
 */
public record MovedTo(
        Optional<String> projectId, @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Turns absent fields into empty ones. */
    public MovedTo {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
