package io.clearmladmin.serving;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * What a container belongs to.
 *
 * @param type {@code app_id}, {@code app_instance}, {@code model}, {@code task} or {@code url}
 * @param value its id or address
 * @param additional unknown fields, as received
 */
public record ServingReference(
        Optional<String> type,
        Optional<String> value,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Turns absent fields into empty ones. */
    public ServingReference {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
