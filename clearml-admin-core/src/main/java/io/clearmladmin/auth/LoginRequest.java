package io.clearmladmin.auth;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** Options of a login. */
@JsonDeserialize(builder = LoginRequest.Builder.class)
@Value.Immutable
public interface LoginRequest extends Extensible {

    /** Lifetime in seconds: 0 to 31,536,000 (a year), 0 for the server's default. */
    Optional<Long> expirationSec();

    /** Whether to send a cookie too; true if absent. Enterprise. */
    Optional<Boolean> setCookie();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.seconds("expirationSec", expirationSec());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link LoginRequest}. */
    final class Builder extends ImmutableLoginRequest.Builder {
        Builder() {}
    }
}
