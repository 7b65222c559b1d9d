package io.clearmladmin.tenants;

import io.clearmladmin.endpoint.Extensible;
import java.util.Map;
import org.immutables.value.Value;

/** What a tenant has and runs. */
@Value.Immutable
public interface TenantResources extends Extensible {

    /**
     * Counts of what runs: {@code active_routes}, {@code app_tasks}, {@code connected_workers}, {@code
     * pipeline_tasks}, {@code tasks}.
     */
    Map<String, Long> running();

    /**
     * Counts of what there is: {@code datasets}, {@code dataviews}, {@code hyper_datasets}, {@code reports}, {@code
     * tasks}.
     */
    Map<String, Long> totals();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link TenantResources}. */
    final class Builder extends ImmutableTenantResources.Builder {
        Builder() {}
    }
}
