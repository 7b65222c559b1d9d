package io.clearmladmin.projects;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * What is in a project.
 *
 * @param active what is not archived
 * @param archived what is archived
 * @param additional unknown fields, as received
 */
public record ProjectStats(
        Optional<ContentStats> active,
        Optional<ContentStats> archived,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Turns absent fields into empty ones. */
    public ProjectStats {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
