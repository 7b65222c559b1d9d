package io.clearmladmin.tasks;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something that was done to a task.
 *
 * @param id its id
 * @param created when
 * @param operation the status that it got, or {@code deleted}
 * @param user who did it
 * @param originator from where: {@code agent}, {@code SDK}, {@code session}, {@code webapp}, {@code curl}, …
 * @param originatorId the id of the worker or program
 * @param ip the address it came from, which is personal data
 * @param reason the reason that was given
 * @param info more about it
 * @param additional unknown fields, as received
 */
public record TaskOperation(
        Optional<String> id,
        Optional<Instant> created,
        Optional<String> operation,
        Optional<Reference> user,
        Optional<String> originator,
        Optional<String> originatorId,
        Optional<String> ip,
        Optional<String> reason,
        Optional<String> info,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public TaskOperation {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
