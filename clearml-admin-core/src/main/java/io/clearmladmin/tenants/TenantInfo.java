package io.clearmladmin.tenants;

import io.clearmladmin.endpoint.Extensible;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** How a tenant is used. */
@Value.Immutable
public interface TenantInfo extends Extensible {

    /** The name. */
    Optional<String> name();

    /** How many days the counts span. */
    Optional<Integer> days();

    /** The projects. */
    Optional<CountTrend> projects();

    /** The tasks. */
    Optional<CountTrend> tasks();

    /** The users. */
    Optional<TenantUsers> users();

    /** GPUs by type, as they came. */
    Map<String, Object> gpuTypes();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link TenantInfo}. */
    final class Builder extends ImmutableTenantInfo.Builder {
        Builder() {}
    }
}
