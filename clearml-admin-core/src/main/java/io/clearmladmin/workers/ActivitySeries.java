package io.clearmladmin.workers;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A series of counts; {@code dates} and {@code counts} go together.
 *
 * @param dates the times
 * @param counts the counts
 * @param additional fields without a component of their own, as they came
 */
public record ActivitySeries(
        List<Instant> dates,
        List<Integer> counts,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** What is absent is empty. */
    public ActivitySeries {
        dates = Check.list(dates);
        counts = Check.list(counts);
        additional = Check.additional(additional);
    }
}
