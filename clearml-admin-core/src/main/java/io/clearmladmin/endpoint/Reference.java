package io.clearmladmin.endpoint;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Another object that a reply refers to. Some endpoints return its id only, others its name too.
 *
 * @param id its id
 * @param name its name, if the reply has it
 * @param additional its other fields, as received
 */
public record Reference(
        String id, Optional<String> name, @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Rejects null. */
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public Reference {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        additional = Check.additional(additional);
    }

    /** An object of which the reply has only the id. */
    @JsonCreator
    static Reference of(String id) {
        return new Reference(id, Optional.empty(), Map.of());
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
