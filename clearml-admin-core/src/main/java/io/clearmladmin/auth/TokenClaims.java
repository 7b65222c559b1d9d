package io.clearmladmin.auth;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Role;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** A token's claims about its owner and the server. They are read, not verified: only the server can do that. */
@JsonDeserialize(builder = TokenClaims.Builder.class)
@Value.Immutable
public interface TokenClaims extends Extensible {

    /** Whose token it is; absent in tokens that are not a user's. */
    Optional<Identity> identity();

    /** When the token was issued, on the server's clock. */
    Optional<Instant> iat();

    /** When it expires, on the server's clock; absent where it does not, as for role {@code system}. */
    Optional<Instant> exp();

    /** The server's newest API version. */
    Optional<String> apiVersion();

    /** The server's version. */
    Optional<String> serverVersion();

    /** The server's build. */
    Optional<String> serverBuild();

    /** {@code basic} on open-source servers, and on Enterprise for tenants with that feature set. */
    Optional<String> featureSet();

    /** The tenant; Enterprise servers. */
    Optional<String> tenant();

    /** The revocable session the token belongs to. */
    Optional<String> sessionId();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link TokenClaims}. */
    final class Builder extends ImmutableTokenClaims.Builder {
        Builder() {}
    }

    /** Whose token it is. */
    @JsonDeserialize(builder = Identity.Builder.class)
    @Value.Immutable
    interface Identity extends Extensible {

        /** The user's id. */
        Optional<String> user();

        /** The user's name. */
        Optional<String> userName();

        /** The tenant's id. */
        Optional<String> company();

        /** The tenant's name. */
        Optional<String> companyName();

        /** The role the token was issued with; a later change of the user's role is not seen. */
        Optional<Role> role();

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds an {@link Identity}. */
        final class Builder extends ImmutableIdentity.Builder {
            Builder() {}
        }
    }
}
