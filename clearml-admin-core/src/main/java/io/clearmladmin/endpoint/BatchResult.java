package io.clearmladmin.endpoint;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;

/**
 * What a call about many objects did to each. The server answers with success even if it did nothing: go by {@link
 * #isComplete()}.
 *
 * @param <T> what is returned of one that succeeded
 * @param succeeded those that it was done to
 * @param failed those that it was not done to, each with the reason
 * @param additional unknown fields, as received
 */
public record BatchResult<T>(
        List<T> succeeded,
        List<BatchFailure> failed,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Turns absent fields into empty ones. */
    public BatchResult {
        succeeded = Check.list(succeeded);
        failed = Check.list(failed);
        additional = Check.additional(additional);
    }

    /** Whether it was done to all; half done is not. */
    @JsonIgnore
    public boolean isComplete() {
        return failed.isEmpty();
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
