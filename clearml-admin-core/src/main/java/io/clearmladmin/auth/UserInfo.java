package io.clearmladmin.auth;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The authentication data of a user.
 *
 * @param id the user's id
 * @param email the e-mail
 * @param created when the user was created
 * @param role the role
 * @param secGroups the ids of the groups
 * @param providers the identity providers, as received
 * @param additional unknown fields, as received
 */
public record UserInfo(
        String id,
        Optional<String> email,
        Optional<Instant> created,
        Optional<Role> role,
        List<String> secGroups,
        Optional<Object> providers,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public UserInfo {
        Check.present("id", id);
        secGroups = Check.list(secGroups);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
