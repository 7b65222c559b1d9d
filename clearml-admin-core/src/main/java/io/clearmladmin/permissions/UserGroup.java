package io.clearmladmin.permissions;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A group of users.
 *
 * @param id the group's id
 * @param name the name
 * @param description the description
 * @param assignable whether users can be added to it
 * @param system whether the server created it: {@code users}, {@code admins}, {@code queue_admins}
 * @param users its users
 * @param permissions what it may do, as received, if requested
 * @param additional unknown fields, as received
 */
public record UserGroup(
        String id,
        Optional<String> name,
        Optional<String> description,
        Optional<Boolean> assignable,
        Optional<Boolean> system,
        List<GroupUser> users,
        Optional<Object> permissions,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public UserGroup {
        Check.present("id", id);
        users = Check.list(users);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
