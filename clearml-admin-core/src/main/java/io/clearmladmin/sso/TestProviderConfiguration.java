package io.clearmladmin.sso;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A configuration to try. */
@JsonDeserialize(builder = TestProviderConfiguration.Builder.class)
@Value.Immutable
public interface TestProviderConfiguration extends Extensible {

    /** The id of the provider. */
    String provider();

    /** Its fields; not printed. */
    @Value.Redacted
    Map<String, Object> configuration();

    /** What the provider returns. */
    Optional<String> state();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("provider", provider());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link TestProviderConfiguration}. */
    final class Builder extends ImmutableTestProviderConfiguration.Builder {
        Builder() {}
    }
}
