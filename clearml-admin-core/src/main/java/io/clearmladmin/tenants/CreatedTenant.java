package io.clearmladmin.tenants;

import io.clearmladmin.auth.Credentials;
import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** A tenant that was created, with a key of its new admin user. */
@Value.Immutable
public interface CreatedTenant extends Extensible {

    /** The tenant's id. */
    String id();

    /** The key; the secret is shown this once. */
    Optional<Credentials> credentials();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CreatedTenant}. */
    final class Builder extends ImmutableCreatedTenant.Builder {
        Builder() {}
    }
}
