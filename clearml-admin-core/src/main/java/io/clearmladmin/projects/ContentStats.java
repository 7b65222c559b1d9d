package io.clearmladmin.projects;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Counts of tasks.
 *
 * @param statusCount how many there are by status
 * @param totalTasks how many there are
 * @param completedLastDay how many were completed within 24 hours
 * @param totalRuntime how long they ran together, in seconds
 * @param lastTaskRun when one last ran
 * @param additional unknown fields, as received
 */
public record ContentStats(
        Map<String, Integer> statusCount,
        Optional<Integer> totalTasks,
        @JsonProperty("completed_tasks_24h") Optional<Integer> completedLastDay,
        Optional<Long> totalRuntime,
        Optional<Instant> lastTaskRun,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public ContentStats {
        statusCount = Check.map(statusCount);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
