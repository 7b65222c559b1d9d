package io.clearmladmin.sso;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** Which template. */
@JsonDeserialize(builder = ConfigurationTemplateQuery.Builder.class)
@Value.Immutable
public interface ConfigurationTemplateQuery extends Extensible {

    /** The id of a configuration. */
    Optional<String> id();

    /** The id of a provider, if there is no configuration yet. */
    Optional<String> provider();

    /** The address at which an OIDC provider describes itself. */
    Optional<String> wellKnownUrl();

    /** The tenant's id; the caller's if absent. System users only. */
    @Filter
    Optional<String> company();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.oneOf("id", id(), "provider", provider());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ConfigurationTemplateQuery}. */
    final class Builder extends ImmutableConfigurationTemplateQuery.Builder {
        Builder() {}
    }
}
