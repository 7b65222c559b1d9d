package io.clearmladmin.debug;

import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** The answer to a ping. */
@Value.Immutable
public interface Ping extends Extensible {

    /** The server's greeting. Fields that were sent come back in {@link #additional()}. */
    Optional<String> msg();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Ping}. */
    final class Builder extends ImmutablePing.Builder {
        Builder() {}
    }
}
