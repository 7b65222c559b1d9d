package io.clearmladmin.metering;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import java.math.BigDecimal;
import java.util.Optional;
import org.immutables.value.Value;

/** A price: {@code price} for every {@code units}. */
@JsonDeserialize(builder = Pricing.Builder.class)
@Value.Immutable
public interface Pricing extends Extensible {

    /** The price. */
    Optional<BigDecimal> price();

    /** How many units it is for. */
    Optional<BigDecimal> units();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Pricing}. */
    final class Builder extends ImmutablePricing.Builder {
        Builder() {}
    }
}
