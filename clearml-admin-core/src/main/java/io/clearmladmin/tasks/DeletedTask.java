package io.clearmladmin.tasks;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * What a call deleted.
 *
 * @param id the id of the task; from calls about many
 * @param deleted whether it is gone
 * @param updatedChildren how many tasks lost it as their parent
 * @param updatedModels how many models lost it as their task
 * @param deletedModels how many models were deleted with it
 * @param urls its files that the server does not delete by itself; only if {@code returnFileUrls} was set
 * @param additional unknown fields, as received
 */
public record DeletedTask(
        Optional<String> id,
        Optional<Boolean> deleted,
        Optional<Integer> updatedChildren,
        Optional<Integer> updatedModels,
        Optional<Integer> deletedModels,
        Optional<FileUrls> urls,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public DeletedTask {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
