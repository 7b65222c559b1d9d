package io.clearmladmin.variables;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * A variable after a change by a number.
 *
 * @param key its name
 * @param increment by how much it was changed; 0 if it was not
 * @param value its value
 * @param additional unknown fields, as received
 */
public record IncrementedVariable(
        String key,
        Optional<Long> increment,
        Optional<Long> value,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Rejects a missing required field. */
    public IncrementedVariable {
        Check.present("key", key);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
