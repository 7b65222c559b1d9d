package io.clearmladmin.organization;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * What projects used, with the requested breakdown.
 *
 * @param projects by project
 * @param users by user
 * @param queues by queue
 * @param additional unknown fields, as received
 */
public record Workloads(
        Optional<Breakdown> projects,
        Optional<Breakdown> users,
        Optional<Breakdown> queues,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public Workloads {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
