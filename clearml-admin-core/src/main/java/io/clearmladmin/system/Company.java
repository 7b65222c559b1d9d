package io.clearmladmin.system;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant.
 *
 * @param id the tenant's id
 * @param name the name
 * @param active whether it is active
 * @param additional unknown fields, as received
 */
public record Company(
        String id,
        Optional<String> name,
        Optional<Boolean> active,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Rejects a missing required field. */
    public Company {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
