package io.clearmladmin.variables;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A variable to set. */
@JsonDeserialize(builder = SetVariable.Builder.class)
@Value.Immutable
public interface SetVariable extends Extensible {

    /** Its name. */
    String key();

    /** Its value. */
    String value();

    /** In how many seconds it expires; never if absent. */
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

    /** Builds a {@link SetVariable}. */
    final class Builder extends ImmutableSetVariable.Builder {
        Builder() {}
    }
}
