package io.clearmladmin.logs;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A line that a task printed. It may hold secrets, so that the text is not printed.
 *
 * @param timestamp when
 * @param worker the worker that ran the task
 * @param level the level
 * @param msg the text
 * @param metric what it belongs to
 * @param additional unknown fields, as received
 */
public record LogLine(
        Optional<Instant> timestamp,
        Optional<String> worker,
        Optional<String> level,
        Optional<String> msg,
        Optional<String> metric,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public LogLine {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return "LogLine[timestamp=" + timestamp + ", worker=" + worker.map(SafeText::line) + ", msg=***]";
    }
}
