package io.clearmladmin.auth;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the server accepts a token.
 *
 * @param valid whether the server accepts it
 * @param user its owner's id
 * @param company the tenant's id
 * @param msg why it is not valid
 * @param role the role. Enterprise.
 * @param tenant the tenant it was issued for. Enterprise.
 * @param tenants the tenants of its owner. Enterprise.
 * @param additional unknown fields, as received
 */
public record TokenValidity(
        Boolean valid,
        Optional<String> user,
        Optional<String> company,
        Optional<String> msg,
        Optional<Role> role,
        Optional<String> tenant,
        List<String> tenants,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public TokenValidity {
        Check.present("valid", valid);
        tenants = Check.list(tenants);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
