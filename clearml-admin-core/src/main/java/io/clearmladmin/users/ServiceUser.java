package io.clearmladmin.users;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A service user.
 *
 * @param id the user's id
 * @param name the display name
 * @param role the role
 * @param credentials how many keys it has
 * @param lastActiveTime when it was last active
 * @param allowRunningAsOwner whether it may run tasks as their owners
 * @param additional unknown fields, as received
 */
public record ServiceUser(
        String id,
        Optional<String> name,
        Optional<Role> role,
        Optional<Integer> credentials,
        Optional<Instant> lastActiveTime,
        Optional<Boolean> allowRunningAsOwner,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public ServiceUser {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
