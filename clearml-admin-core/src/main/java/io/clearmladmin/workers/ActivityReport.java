package io.clearmladmin.workers;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * How many workers there were.
 *
 * @param total all
 * @param active those that ran something
 * @param additional fields without a component of their own, as they came
 */
public record ActivityReport(
        Optional<ActivitySeries> total,
        Optional<ActivitySeries> active,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** What is absent is empty. */
    public ActivityReport {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
