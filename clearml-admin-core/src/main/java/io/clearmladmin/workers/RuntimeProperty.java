package io.clearmladmin.workers;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A property that a running agent reads. */
@JsonDeserialize(builder = RuntimeProperty.Builder.class)
@Value.Immutable
public interface RuntimeProperty extends Extensible {

    /** Its name. */
    String key();

    /** Its value. */
    Optional<Object> value();

    /** In how many seconds it expires, never if absent; 0 removes it. */
    Optional<Long> expiry();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("key", key());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RuntimeProperty}. */
    final class Builder extends ImmutableRuntimeProperty.Builder {
        Builder() {}
    }
}
