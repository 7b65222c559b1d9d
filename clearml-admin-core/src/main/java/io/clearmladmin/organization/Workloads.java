package io.clearmladmin.organization;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * What projects used, broken down as was asked.
 *
 * @param projects by project
 * @param users by user
 * @param queues by queue
 * @param additional fields without a component of their own, as they came
 */
public record Workloads(
        Optional<Breakdown> projects,
        Optional<Breakdown> users,
        Optional<Breakdown> queues,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** What is absent is empty. */
    public Workloads {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
