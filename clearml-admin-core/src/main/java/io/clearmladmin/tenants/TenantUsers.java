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
 * @param active those who joined
 * @param pending those who may
 * @param additional fields without a component of their own, as they came
 */
public record TenantUsers(
        Optional<Integer> maxAllowed,
        List<TenantUser> active,
        List<PendingUser> pending,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** What is absent is empty. */
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
