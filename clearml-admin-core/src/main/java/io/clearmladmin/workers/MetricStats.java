package io.clearmladmin.workers;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A series of numbers; {@code dates} and {@code values} go together.
 *
 * @param aggregation {@code avg}, {@code min} or {@code max}
 * @param dates the times
 * @param values the numbers
 * @param resourceSeries by resource, as it came
 * @param additional fields without a component of their own, as they came
 */
public record MetricStats(
        Optional<String> aggregation,
        List<Instant> dates,
        List<Double> values,
        Optional<Object> resourceSeries,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** What is absent is empty. */
    public MetricStats {
        dates = Check.list(dates);
        values = Check.list(values);
        additional = Check.additional(additional);
    }
}
