package io.clearmladmin.permissions;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * A user of a group, or of a tenant.
 *
 * @param id the user's id
 * @param name the name
 * @param email the e-mail
 * @param role the role; of {@code permissions.get_company_users} only
 * @param additional unknown fields, as received
 */
public record GroupUser(
        String id,
        Optional<String> name,
        Optional<String> email,
        Optional<Role> role,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public GroupUser {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
