package io.clearmladmin.server;

import io.clearmladmin.endpoint.Extensible;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** How the server's databases are. */
@Value.Immutable
public interface HealthStatus extends Extensible {

    /** Each database's state, as it came. */
    Map<String, Object> dbs();

    /** Whether one failed. */
    Optional<Boolean> failed();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link HealthStatus}. */
    final class Builder extends ImmutableHealthStatus.Builder {
        Builder() {}
    }
}
