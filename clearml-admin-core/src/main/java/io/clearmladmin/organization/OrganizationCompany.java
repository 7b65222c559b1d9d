package io.clearmladmin.organization;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant of the caller.
 *
 * @param id the tenant's id
 * @param name the name
 * @param allocated what is allocated, as received
 * @param allowed what is allowed, as received
 * @param owners its owners
 * @param additional unknown fields, as received
 */
public record OrganizationCompany(
        String id,
        Optional<String> name,
        Optional<Object> allocated,
        Optional<Object> allowed,
        List<Owner> owners,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public OrganizationCompany {
        Check.present("id", id);
        owners = Check.list(owners);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
