package io.clearmladmin.tenants;

import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Role;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** A user of a tenant. */
@Value.Immutable
public interface TenantUser extends Extensible {

    /** The user's id. */
    String id();

    /** The display name. */
    Optional<String> name();

    /** The e-mail. */
    Optional<String> email();

    /** The role. */
    Optional<Role> role();

    /** When the user was created. */
    Optional<Instant> created();

    /** When the user last logged in. */
    Optional<Instant> lastLogin();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link TenantUser}. */
    final class Builder extends ImmutableTenantUser.Builder {
        Builder() {}
    }
}
