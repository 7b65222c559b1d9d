package io.clearmladmin.metering;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was used of a label; the days are those of its category.
 *
 * @param displayName the name that people see
 * @param pricing what it costs
 * @param usages what was used; 0 where the service sends null
 * @param costs what it costs; 0 where the service sends null
 * @param totalUsage what was used in total, or last
 * @param totalCost the sum of the costs
 * @param additional unknown fields, as received
 */
public record LabelUsage(
        Optional<String> displayName,
        Optional<Pricing> pricing,
        @JsonSetter(contentNulls = Nulls.AS_EMPTY) List<BigDecimal> usages,
        @JsonSetter(contentNulls = Nulls.AS_EMPTY) List<BigDecimal> costs,
        Optional<BigDecimal> totalUsage,
        Optional<BigDecimal> totalCost,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public LabelUsage {
        usages = Check.list(usages);
        costs = Check.list(costs);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
