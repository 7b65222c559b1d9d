package io.clearmladmin.users;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant's service users and the limits on them.
 *
 * @param users the service users
 * @param allowAdmins whether they may be admins
 * @param allowedServiceUsers how many there may be
 * @param defaultExpirationSec the lifetime of a new key in seconds
 * @param maxExpirationSec the longest lifetime in seconds
 * @param additional unknown fields, as received
 */
public record ServiceUsers(
        List<ServiceUser> users,
        Optional<Boolean> allowAdmins,
        Optional<Integer> allowedServiceUsers,
        Optional<Long> defaultExpirationSec,
        Optional<Long> maxExpirationSec,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public ServiceUsers {
        users = Check.list(users);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
