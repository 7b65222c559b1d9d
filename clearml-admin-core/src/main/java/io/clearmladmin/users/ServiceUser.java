package io.clearmladmin.users;

import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Role;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** A service user. */
@Value.Immutable
public interface ServiceUser extends Extensible {

    /** The user's id. */
    String id();

    /** The display name. */
    Optional<String> name();

    /** The role. */
    Optional<Role> role();

    /** How many keys it has. */
    Optional<Integer> credentials();

    /** When it was last active. */
    Optional<Instant> lastActiveTime();

    /** Whether it may run tasks as their owners. */
    Optional<Boolean> allowRunningAsOwner();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ServiceUser}. */
    final class Builder extends ImmutableServiceUser.Builder {
        Builder() {}
    }
}
