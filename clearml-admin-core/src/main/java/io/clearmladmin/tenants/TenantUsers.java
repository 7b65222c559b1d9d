package io.clearmladmin.tenants;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant's users.
 *
 * @param maxAllowed how many there may be
 * @param active users who joined
 * @param pending users who may join
 * @param additional unknown fields, as received
 */
public record TenantUsers(
        Optional<Integer> maxAllowed,
        List<TenantUser> active,
        List<PendingUser> pending,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public TenantUsers {
        active = Check.list(active);
        pending = Check.list(pending);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
