package io.clearmladmin.endpoint;

import java.util.Map;
import org.immutables.value.Value;

/** What a change did. */
@Value.Immutable
public interface Updated extends Extensible {

    /** How many objects it changed; 0 if nothing was different, or there is no such object. */
    Integer updated();

    /** What was set. */
    Map<String, Object> fields();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Updated}. */
    final class Builder extends ImmutableUpdated.Builder {
        Builder() {}
    }
}
