package io.clearmladmin.endpoint;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * An object to which a call about many was not done.
 *
 * @param id its id, as it was sent
 * @param error why
 * @param additional unknown fields, as received
 */
public record BatchFailure(
        String id,
        Optional<BatchError> error,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Rejects a missing required field. */
    public BatchFailure {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
