package io.clearmladmin.auth;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** The user to create a token for. */
@JsonDeserialize(builder = UserTokenRequest.Builder.class)
@Value.Immutable
public interface UserTokenRequest extends Extensible {

    /** The user's id. */
    String user();

    /** The id of the tenant; required by Enterprise servers. */
    Optional<String> company();

    /** Lifetime in seconds: 0 to 31,536,000 (a year), 0 for the server's default. */
    Optional<Long> expirationSec();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("user", user());
        Check.seconds("expirationSec", expirationSec());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link UserTokenRequest}. */
    final class Builder extends ImmutableUserTokenRequest.Builder {
        Builder() {}
    }
}
