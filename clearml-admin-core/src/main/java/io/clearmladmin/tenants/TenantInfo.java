package io.clearmladmin.tenants;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * The usage of a tenant.
 *
 * @param name the name
 * @param days how many days the counts span
 * @param projects the projects
 * @param tasks the tasks
 * @param users the users
 * @param gpuTypes GPUs by type, as received
 * @param additional unknown fields, as received
 */
public record TenantInfo(
        Optional<String> name,
        Optional<Integer> days,
        Optional<CountTrend> projects,
        Optional<CountTrend> tasks,
        Optional<TenantUsers> users,
        Map<String, Object> gpuTypes,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public TenantInfo {
        gpuTypes = Check.map(gpuTypes);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
