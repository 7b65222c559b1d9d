package io.clearmladmin.users;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The tenant of a user. Some endpoints tell its id alone, others its name too.
 *
 * @param id the tenant's id
 * @param name the tenant's name, where it was told
 */
public record CompanyRef(String id, Optional<String> name) {

    /** Refuses null. */
    public CompanyRef {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static CompanyRef of(Object json) {
        if (json instanceof Map<?, ?> fields) {
            return new CompanyRef(
                    String.valueOf(fields.get("id")),
                    Optional.ofNullable(fields.get("name")).map(Object::toString));
        }
        return new CompanyRef(json.toString(), Optional.empty());
    }
}
