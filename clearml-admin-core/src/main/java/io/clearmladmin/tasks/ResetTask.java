package io.clearmladmin.tasks;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * What a call reset.
 *
 * @param id the id of the task; from calls about many
 * @param updated 1 if it was reset
 * @param fields what was set
 * @param deletedModels how many models were deleted
 * @param urls its files that the server does not delete by itself; only if they were asked for
 * @param additional unknown fields, as received
 */
public record ResetTask(
        Optional<String> id,
        Optional<Integer> updated,
        Map<String, Object> fields,
        Optional<Integer> deletedModels,
        Optional<FileUrls> urls,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public ResetTask {
        fields = Check.map(fields);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
