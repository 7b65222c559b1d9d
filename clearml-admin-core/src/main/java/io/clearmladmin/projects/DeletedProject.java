package io.clearmladmin.projects;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.tasks.FileUrls;
import java.util.Map;
import java.util.Optional;

/**
 * What a call deleted.
 *
 * @param deleted how many projects, those below it included
 * @param disassociatedTasks how many tasks were moved to the root
 * @param deletedTasks how many tasks were deleted
 * @param deletedModels how many models were deleted
 * @param urls files that the server does not delete by itself
 * @param additional unknown fields, as received
 */
public record DeletedProject(
        Optional<Integer> deleted,
        Optional<Integer> disassociatedTasks,
        Optional<Integer> deletedTasks,
        Optional<Integer> deletedModels,
        Optional<FileUrls> urls,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public DeletedProject {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
