package io.clearmladmin.workers;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A metric of a worker.
 *
 * @param metric the metric
 * @param variant the variant
 * @param stats by aggregation
 * @param additional unknown fields, as received
 */
public record WorkerMetric(
        Optional<String> metric,
        Optional<String> variant,
        List<MetricStats> stats,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public WorkerMetric {
        stats = Check.list(stats);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
