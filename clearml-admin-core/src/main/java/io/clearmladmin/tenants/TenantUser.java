package io.clearmladmin.tenants;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A user of a tenant.
 *
 * @param id the user's id
 * @param name the display name
 * @param email the e-mail
 * @param role the role
 * @param created when the user was created
 * @param lastLogin when the user last logged in
 * @param additional unknown fields, as received
 */
public record TenantUser(
        String id,
        Optional<String> name,
        Optional<String> email,
        Optional<Role> role,
        Optional<Instant> created,
        Optional<Instant> lastLogin,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public TenantUser {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
