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
 * What the login side knows of a user.
 *
 * @param id the user's id
 * @param email the e-mail
 * @param created when the user was created
 * @param role the role
 * @param secGroups the ids of the groups
 * @param providers the identity providers, as they came
 * @param additional fields without a component of their own, as they came
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

    /** Refuses what must be there and is not. */
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
