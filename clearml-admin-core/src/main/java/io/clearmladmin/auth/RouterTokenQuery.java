package io.clearmladmin.auth;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** Which tokens of the App Gateway to list. */
@JsonDeserialize(builder = RouterTokenQuery.Builder.class)
@Value.Immutable
public interface RouterTokenQuery extends Extensible {

    /** Whether to list revoked ones too. */
    Optional<Boolean> includeRevoked();

    /** Tokens a page: 1 to 500, 500 if absent. */
    Optional<Integer> pageSize();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.pageSize("pageSize", pageSize());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RouterTokenQuery}. */
    final class Builder extends ImmutableRouterTokenQuery.Builder {
        Builder() {}
    }
}
