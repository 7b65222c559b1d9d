package io.clearmladmin.apps;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * How many tenants have an application, or a customization.
 *
 * @param appId the application, where the reply is about several
 * @param name its name
 * @param enabled tenants whose users may launch it
 * @param disabled tenants whose users see it and may not launch it
 * @param notDeployed tenants that do not have it
 * @param totalTenants all tenants
 * @param additional unknown fields, as received
 */
public record AssignmentCounts(
        Optional<String> appId,
        Optional<String> name,
        Optional<Integer> enabled,
        Optional<Integer> disabled,
        Optional<Integer> notDeployed,
        Optional<Integer> totalTenants,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public AssignmentCounts {

        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
