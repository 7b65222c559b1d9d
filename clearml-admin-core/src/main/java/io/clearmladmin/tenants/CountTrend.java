package io.clearmladmin.tenants;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A count and its trend.
 *
 * @param total the count
 * @param lastCount in the requested days
 * @param previousCount in as many days before
 * @param datesHistogram by day
 * @param additional unknown fields, as received
 */
public record CountTrend(
        Optional<Long> total,
        Optional<Long> lastCount,
        Optional<Long> previousCount,
        List<DateCount> datesHistogram,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public CountTrend {
        datesHistogram = Check.list(datesHistogram);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
