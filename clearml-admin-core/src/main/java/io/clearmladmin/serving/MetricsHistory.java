package io.clearmladmin.serving;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * How a metric of an endpoint went.
 *
 * @param computedInterval the length of a step in seconds: 40 at least
 * @param total of the whole endpoint
 * @param instances of each container, by id
 * @param additional unknown fields, as received
 */
public record MetricsHistory(
        Optional<Integer> computedInterval,
        Optional<MetricSeries> total,
        Map<String, MetricSeries> instances,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public MetricsHistory {
        instances = Check.map(instances);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
