package io.clearmladmin.logs;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of what a task printed.
 *
 * @param events the lines
 * @param returned how many lines are here
 * @param total how many there are
 * @param additional unknown fields, as received
 */
public record TaskLog(
        List<LogLine> events,
        Optional<Integer> returned,
        Optional<Integer> total,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public TaskLog {
        events = Check.list(events);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
