package io.clearmladmin.auth;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A service user to create. */
@JsonDeserialize(builder = CreateServiceUser.Builder.class)
@Value.Immutable
public interface CreateServiceUser extends Extensible {

    /** The display name. */
    String name();

    /** Whether it may run tasks as their owners; false if absent. */
    Optional<Boolean> allowRunningAsOwner();

    /** Lifetime of its key in seconds: 0 to 31,536,000 (a year), 0 for the server's default. */
    Optional<Long> credentialsExpirationSec();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("name", name());
        Check.seconds("credentialsExpirationSec", credentialsExpirationSec());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CreateServiceUser}. */
    final class Builder extends ImmutableCreateServiceUser.Builder {
        Builder() {}
    }
}
