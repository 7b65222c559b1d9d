package io.clearmladmin.apps;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant that has an application.
 *
 * @param id the tenant's id
 * @param name the tenant's name
 * @param state whether its users may launch it; absent in replies that ask for confirmation
 * @param running how many instances run there; only in replies that ask for confirmation
 * @param additional unknown fields, as received
 */
public record AssignedTenant(
        String id,
        Optional<String> name,
        Optional<AssignmentState> state,
        Optional<Integer> running,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public AssignedTenant {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
