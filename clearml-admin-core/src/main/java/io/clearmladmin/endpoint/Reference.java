package io.clearmladmin.endpoint;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Another object that a reply refers to. Some endpoints tell its id alone, others its name too.
 *
 * @param id its id
 * @param name its name, where it was told
 * @param additional what else was told of it, as it came
 */
public record Reference(
        String id, Optional<String> name, @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Refuses null. */
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public Reference {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        additional = Check.additional(additional);
    }

    /** An object of which only the id was told. */
    @JsonCreator
    static Reference of(String id) {
        return new Reference(id, Optional.empty(), Map.of());
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
