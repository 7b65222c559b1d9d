package io.clearmladmin.users;

import com.fasterxml.jackson.annotation.JsonCreator;
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
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public CompanyRef {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }

    /** A tenant of which only the id was told. */
    @JsonCreator
    static CompanyRef of(String id) {
        return new CompanyRef(id, Optional.empty());
    }
}
