package io.clearmladmin.auth;

import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** A service user that was created, with its key. */
@Value.Immutable
public interface CreatedServiceUser extends Extensible {

    /** The user's id. */
    String id();

    /** Its key; the secret is shown this once. */
    Optional<Credentials> credentials();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CreatedServiceUser}. */
    final class Builder extends ImmutableCreatedServiceUser.Builder {
        Builder() {}
    }
}
