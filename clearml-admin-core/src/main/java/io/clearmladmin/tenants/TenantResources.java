package io.clearmladmin.tenants;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;

/**
 * What a tenant has and runs.
 *
 * @param running counts of running objects: {@code active_routes}, {@code app_tasks}, {@code connected_workers}, {@code
 *     pipeline_tasks}, {@code tasks}
 * @param totals counts of all objects: {@code datasets}, {@code dataviews}, {@code hyper_datasets}, {@code reports},
 *     {@code tasks}
 * @param additional unknown fields, as received
 */
public record TenantResources(
        Map<String, Long> running,
        Map<String, Long> totals,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Turns absent fields into empty ones. */
    public TenantResources {
        running = Check.map(running);
        totals = Check.map(totals);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
