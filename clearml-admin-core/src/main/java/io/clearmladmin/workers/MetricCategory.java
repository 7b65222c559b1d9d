package io.clearmladmin.workers;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;

/**
 * A group of metrics.
 *
 * @param name the name
 * @param metricKeys the metrics
 * @param additional unknown fields, as received
 */
public record MetricCategory(
        String name, List<String> metricKeys, @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Rejects a missing required field. */
    public MetricCategory {
        Check.present("name", name);
        metricKeys = Check.list(metricKeys);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
