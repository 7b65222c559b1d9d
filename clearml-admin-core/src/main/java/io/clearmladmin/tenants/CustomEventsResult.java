package io.clearmladmin.tenants;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many events were taken. Some may have failed, although the call succeeded.
 *
 * @param succeeded how many were taken
 * @param errors what is wrong with the others
 * @param additional fields without a component of their own, as they came
 */
public record CustomEventsResult(
        Optional<Integer> succeeded,
        List<String> errors,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** What is absent is empty. */
    public CustomEventsResult {
        errors = Check.list(errors);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
