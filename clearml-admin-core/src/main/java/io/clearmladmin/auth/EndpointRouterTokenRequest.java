package io.clearmladmin.auth;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A token for endpoints behind the App Gateway. */
@JsonDeserialize(builder = EndpointRouterTokenRequest.Builder.class)
@Value.Immutable
public interface EndpointRouterTokenRequest extends Extensible {

    /** The endpoints. */
    List<String> endpoints();

    /** What it is for. */
    String label();

    /** Lifetime in seconds. */
    Optional<Long> expirationSec();

    /** Free information. */
    Optional<Map<String, Object>> metadata();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("label", label());
        Check.notEmpty("endpoints", endpoints());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link EndpointRouterTokenRequest}. */
    final class Builder extends ImmutableEndpointRouterTokenRequest.Builder {
        Builder() {}
    }
}
