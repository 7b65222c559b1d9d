package io.clearmladmin.users;

import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Role;
import java.util.Optional;
import org.immutables.value.Value;

/** A role that may be given. */
@Value.Immutable
public interface RoleOption extends Extensible {

    /** The role. */
    Role role();

    /** Its name for people. */
    Optional<String> displayName();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RoleOption}. */
    final class Builder extends ImmutableRoleOption.Builder {
        Builder() {}
    }
}
