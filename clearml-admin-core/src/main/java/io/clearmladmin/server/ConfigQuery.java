package io.clearmladmin.server;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import java.util.Optional;
import org.immutables.value.Value;

/** Which part of the configuration to read. */
@JsonDeserialize(builder = ConfigQuery.Builder.class)
@Value.Immutable
public interface ConfigQuery extends Extensible {

    /** A path with dots; the whole tree without its secrets if absent. With a path, secrets are included. */
    @Filter
    Optional<String> path();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ConfigQuery}. */
    final class Builder extends ImmutableConfigQuery.Builder {
        Builder() {}
    }
}
