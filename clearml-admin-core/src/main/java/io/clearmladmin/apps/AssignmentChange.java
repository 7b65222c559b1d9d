package io.clearmladmin.apps;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * What a call did to one tenant's assignment.
 *
 * @param tenantId the tenant
 * @param state what it is now
 * @param created whether the tenant had none before
 * @param changed whether it was something else before
 * @param removed whether it was taken away
 * @param additional unknown fields, as received
 */
public record AssignmentChange(
        String tenantId,
        Optional<AssignmentState> state,
        Optional<Boolean> created,
        Optional<Boolean> changed,
        Optional<Boolean> removed,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public AssignmentChange {
        Check.present("tenantId", tenantId);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
