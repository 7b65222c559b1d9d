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

/**
 * A series of counts; {@code dates} and {@code counts} are parallel. A time without a number is omitted.
 *
 * @param dates the times
 * @param counts the counts
 * @param additional unknown fields, as received
 */
public record ActivitySeries(
        @JsonSetter(contentNulls = Nulls.SET) List<Instant> dates,
        @JsonSetter(contentNulls = Nulls.SET) List<Integer> counts,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones, and omits a point of which one half is null. */
    public ActivitySeries {
        List<Instant> times = dates;
        dates = Points.whole(times, counts);
        counts = Points.whole(counts, times);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
