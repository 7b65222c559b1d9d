package io.clearmladmin.workers;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a worker used.
 *
 * @param worker the worker's id
 * @param metrics by metric
 * @param additional unknown fields, as received
 */
public record WorkerStats(
        Optional<String> worker,
        List<WorkerMetric> metrics,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Turns absent fields into empty ones. */
    public WorkerStats {
        metrics = Check.list(metrics);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
