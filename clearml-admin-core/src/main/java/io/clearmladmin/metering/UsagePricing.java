package io.clearmladmin.metering;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** What applies to all prices. */
@JsonDeserialize(builder = UsagePricing.Builder.class)
@Value.Immutable
public interface UsagePricing extends Extensible {

    /** The currency. */
    Optional<String> currency();

    /** Whether it comes from the server's own configuration. */
    Optional<Boolean> readOnly();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link UsagePricing}. */
    final class Builder extends ImmutableUsagePricing.Builder {
        Builder() {}
    }
}
