package io.clearmladmin.server;

import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** What a health check found. */
@Value.Immutable
public interface HealthCheck extends Extensible {

    /** The errors, as they came; absent or empty if there are none. */
    Optional<Object> errors();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link HealthCheck}. */
    final class Builder extends ImmutableHealthCheck.Builder {
        Builder() {}
    }
}
