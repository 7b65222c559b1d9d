package io.clearmladmin.metering;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What several tenants used.
 *
 * @param currency the currency of the costs
 * @param totalCost the total cost
 * @param categories by category
 * @param dates the days of the breakdown
 * @param tenants the breakdown by tenant, if requested
 * @param additional unknown fields, as received
 */
public record MultitenantUsages(
        Optional<String> currency,
        Optional<BigDecimal> totalCost,
        Map<String, CategoryUsage> categories,
        @JsonSetter(contentNulls = Nulls.FAIL) List<LocalDate> dates,
        List<TenantUsage> tenants,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public MultitenantUsages {
        categories = Check.map(categories);
        dates = Check.list(dates);
        tenants = Check.list(tenants);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
