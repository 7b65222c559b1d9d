package io.clearmladmin.system;

import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** A queue of a tenant's applications. */
@Value.Immutable
public interface AppQueue extends Extensible {

    /** The queue's id. */
    String id();

    /** The queue's name. */
    Optional<String> name();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link AppQueue}. */
    final class Builder extends ImmutableAppQueue.Builder {
        Builder() {}
    }
}
