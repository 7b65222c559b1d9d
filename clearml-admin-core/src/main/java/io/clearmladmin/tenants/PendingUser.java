package io.clearmladmin.tenants;

import io.clearmladmin.endpoint.Extensible;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** Who may join a tenant. */
@Value.Immutable
public interface PendingUser extends Extensible {

    /** The e-mail. */
    String email();

    /** When it was added. */
    Optional<Instant> added();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link PendingUser}. */
    final class Builder extends ImmutablePendingUser.Builder {
        Builder() {}
    }
}
