package io.clearmladmin.tenants;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many events were accepted. Some may have failed, although the call succeeded.
 *
 * @param succeeded how many were accepted
 * @param errors what is wrong with the others
 * @param additional unknown fields, as received
 */
public record CustomEventsResult(
        Optional<Integer> succeeded,
        List<String> errors,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Turns absent fields into empty ones. */
    public CustomEventsResult {
        errors = Check.list(errors);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
