package io.clearmladmin.users;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * A role that may be given.
 *
 * @param role the role
 * @param displayName its name for people
 * @param additional fields without a component of their own, as they came
 */
public record RoleOption(
        Role role,
        Optional<String> displayName,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Refuses what must be there and is not. */
    public RoleOption {
        Check.present("role", role);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
