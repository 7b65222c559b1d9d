package io.clearmladmin.organization;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;

/**
 * What was used, in total and over time; the form of the parts is not documented.
 *
 * @param total in total
 * @param series over time
 * @param additional unknown fields, as received
 */
public record Breakdown(
        List<Object> total,
        List<Object> series,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Turns absent fields into empty ones. */
    public Breakdown {
        total = Check.list(total);
        series = Check.list(series);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
