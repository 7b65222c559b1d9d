package io.clearmladmin.workers;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.check.Points;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A series of numbers; {@code dates} and {@code values} are parallel. A time without a number is omitted.
 *
 * @param aggregation {@code avg}, {@code min} or {@code max}
 * @param dates the times
 * @param values the numbers
 * @param resourceSeries by resource, as received
 * @param additional unknown fields, as received
 */
public record MetricStats(
        Optional<String> aggregation,
        @JsonSetter(contentNulls = Nulls.SET) List<Instant> dates,
        @JsonSetter(contentNulls = Nulls.SET) List<Double> values,
        Optional<Object> resourceSeries,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones, and omits a point of which one half is null. */
    public MetricStats {
        List<Instant> times = dates;
        dates = Points.whole(times, values);
        values = Points.whole(values, times);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
