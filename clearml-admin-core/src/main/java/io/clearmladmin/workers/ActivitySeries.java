package io.clearmladmin.workers;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A series of counts; {@code dates} and {@code counts} go together. A time to which the server gives no number is left out.
 *
 * @param dates the times
 * @param counts the counts
 * @param additional fields without a component of their own, as they came
 */
public record ActivitySeries(
        @JsonSetter(contentNulls = Nulls.SET) List<Instant> dates,
        @JsonSetter(contentNulls = Nulls.SET) List<Integer> counts,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** What is absent is empty, and a point of which one half is null is left out. */
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
