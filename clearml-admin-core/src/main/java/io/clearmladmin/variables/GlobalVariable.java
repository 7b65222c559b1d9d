package io.clearmladmin.variables;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * A variable.
 *
 * @param key its name
 * @param value its value
 * @param additional unknown fields, as received
 */
public record GlobalVariable(
        String key, Optional<String> value, @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Rejects a missing required field. */
    public GlobalVariable {
        Check.present("key", key);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
