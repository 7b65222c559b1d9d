package io.clearmladmin.workers;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;

/**
 * Measures that belong together.
 *
 * @param name the name
 * @param metricKeys the measures
 * @param additional fields without a component of their own, as they came
 */
public record MetricCategory(
        String name, List<String> metricKeys, @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Refuses what must be there and is not. */
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
