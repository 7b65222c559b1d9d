package io.clearmladmin.variables;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A variable to change by a number. */
@JsonDeserialize(builder = IncrementVariable.Builder.class)
@Value.Immutable
public interface IncrementVariable extends Extensible {

    /** Its name. */
    String key();

    /** The number, negative to decrement. */
    Long increment();

    /** Whether to go as far as the limits allow; yes if absent. */
    Optional<Boolean> allowPartial();

    /** The least value. */
    Optional<Long> minAllowedValue();

    /** The greatest value. */
    Optional<Long> maxAllowedValue();

    /** In how many seconds it expires. */
    Optional<Long> expirationSec();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("key", key());
        Check.seconds("expirationSec", expirationSec());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link IncrementVariable}. */
    final class Builder extends ImmutableIncrementVariable.Builder {
        Builder() {}
    }
}
