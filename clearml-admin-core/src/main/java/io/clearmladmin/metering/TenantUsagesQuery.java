package io.clearmladmin.metering;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.internal.check.Check;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which tenant, days and categories to return. */
@JsonDeserialize(builder = TenantUsagesQuery.Builder.class)
@Value.Immutable
public interface TenantUsagesQuery extends Extensible {

    /**
     * The tenant's id. The metering service returns all tenants if it is absent; {@code tenants.get_tenant_usages} requires
     * it.
     */
    @Filter
    Optional<String> tenant();

    /** The first day, from 00:00 UTC. */
    LocalDate fromDate();

    /** The last day, to its end. */
    LocalDate toDate();

    /** The categories; all if absent. */
    @Filter
    Optional<List<String>> categories();

    /** Whether to return each label too; true if absent. */
    Optional<Boolean> includeLabels();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.order("fromDate", fromDate(), "toDate", toDate());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link TenantUsagesQuery}. */
    final class Builder extends ImmutableTenantUsagesQuery.Builder {
        Builder() {}
    }
}
