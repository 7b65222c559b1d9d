package io.clearmladmin.projects;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * What a call moved.
 *
 * @param movedEntities how many tasks and models; archived ones are lost to their project instead
 * @param movedProjects how many projects that were in it
 * @param additional unknown fields, as received
 */
public record MergedProject(
        Optional<Integer> movedEntities,
        Optional<Integer> movedProjects,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Turns absent fields into empty ones. */
    public MergedProject {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
