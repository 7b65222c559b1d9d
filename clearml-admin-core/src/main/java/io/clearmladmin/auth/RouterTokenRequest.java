package io.clearmladmin.auth;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A token for the App Gateway. */
@JsonDeserialize(builder = RouterTokenRequest.Builder.class)
@Value.Immutable
public interface RouterTokenRequest extends Extensible {

    /** What it is for. */
    String label();

    /** The user's id; the caller if absent. */
    Optional<String> user();

    /** Lifetime in seconds. */
    Optional<Long> expirationSec();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("label", label());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RouterTokenRequest}. */
    final class Builder extends ImmutableRouterTokenRequest.Builder {
        Builder() {}
    }
}
