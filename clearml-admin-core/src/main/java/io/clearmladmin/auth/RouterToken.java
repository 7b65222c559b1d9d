package io.clearmladmin.auth;

import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Secret;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** A token of the App Gateway. */
@Value.Immutable
public interface RouterToken extends Extensible {

    /** Its id. */
    Optional<String> id();

    /** The key. */
    Optional<Secret> key();

    /** The token; shown when it is made. */
    Optional<Secret> token();

    /** What it is for. */
    Optional<String> label();

    /** {@code endpoint_token} or {@code identity_token}. */
    Optional<String> type();

    /** When it was made. */
    Optional<Instant> created();

    /** By whom, as it came. */
    Optional<Object> createdBy();

    /** When it ends. */
    Optional<Instant> expires();

    /** Whether it is revoked. */
    Optional<Boolean> revoked();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RouterToken}. */
    final class Builder extends ImmutableRouterToken.Builder {
        Builder() {}
    }
}
