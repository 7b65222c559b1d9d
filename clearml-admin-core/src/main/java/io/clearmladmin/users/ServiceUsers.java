package io.clearmladmin.users;

import io.clearmladmin.endpoint.Extensible;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A tenant's service users and the bounds on them. */
@Value.Immutable
public interface ServiceUsers extends Extensible {

    /** The service users. */
    List<ServiceUser> users();

    /** Whether they may be admins. */
    Optional<Boolean> allowAdmins();

    /** How many there may be. */
    Optional<Integer> allowedServiceUsers();

    /** The life of a new key in seconds. */
    Optional<Long> defaultExpirationSec();

    /** The longest life in seconds. */
    Optional<Long> maxExpirationSec();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ServiceUsers}. */
    final class Builder extends ImmutableServiceUsers.Builder {
        Builder() {}
    }
}
