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
 * What was used of a category. {@code dates}, {@code usages} and {@code costs} are parallel, one element a day.
 *
 * @param type {@code compute}, {@code storage}, {@code model_tokens}, {@code users}, …; older servers send none
 * @param displayName the name that people see
 * @param free whether it is free of charge
 * @param countStrategy {@code sum} or {@code max}: what a day counts
 * @param unitName the unit
 * @param totalUsageType {@code total} or {@code latest}: what {@code totalUsage} is. It is the latest for categories
 *     counted by {@code max}.
 * @param dates the days
 * @param usages what was used; 0 where the service sends null
 * @param costs what it costs; 0 where the service sends null
 * @param totalUsage what was used in total, or last
 * @param totalCost the sum of the costs
 * @param labels by label, such as a type of GPU
 * @param additional unknown fields, as received
 */
public record CategoryUsage(
        Optional<String> type,
        Optional<String> displayName,
        Optional<Boolean> free,
        Optional<String> countStrategy,
        Optional<String> unitName,
        Optional<String> totalUsageType,
        @JsonSetter(contentNulls = Nulls.FAIL) List<LocalDate> dates,
        @JsonSetter(contentNulls = Nulls.AS_EMPTY) List<BigDecimal> usages,
        @JsonSetter(contentNulls = Nulls.AS_EMPTY) List<BigDecimal> costs,
        Optional<BigDecimal> totalUsage,
        Optional<BigDecimal> totalCost,
        Map<String, LabelUsage> labels,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public CategoryUsage {
        dates = Check.list(dates);
        usages = Check.list(usages);
        costs = Check.list(costs);
        labels = Check.map(labels);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
