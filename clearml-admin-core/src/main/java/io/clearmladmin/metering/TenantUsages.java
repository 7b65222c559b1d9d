package io.clearmladmin.metering;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What a tenant used, by category.
 *
 * @param tenant the tenant's id, from the metering service
 * @param name the tenant's name, from the API server
 * @param currency the currency of the costs
 * @param totalCost the total cost
 * @param categories by category, such as {@code compute}
 * @param additional unknown fields, as received
 */
public record TenantUsages(
        Optional<String> tenant,
        Optional<String> name,
        Optional<String> currency,
        Optional<BigDecimal> totalCost,
        Map<String, CategoryUsage> categories,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public TenantUsages {
        categories = Check.map(categories);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
