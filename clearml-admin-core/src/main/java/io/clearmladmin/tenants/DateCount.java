package io.clearmladmin.tenants;

import io.clearmladmin.endpoint.Extensible;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** The count of a day. */
@Value.Immutable
public interface DateCount extends Extensible {

    /** The day. */
    Optional<Instant> date();

    /** The count. */
    Optional<Long> count();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link DateCount}. */
    final class Builder extends ImmutableDateCount.Builder {
        Builder() {}
    }
}
