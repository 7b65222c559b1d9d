package io.clearmladmin.tenants;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.internal.check.Check;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What to return of which tenant's resources, and the interval. */
@JsonDeserialize(builder = TenantResourceHistoryQuery.Builder.class)
@Value.Immutable
public interface TenantResourceHistoryQuery extends Extensible {

    /** From when. */
    @JsonFormat(shape = JsonFormat.Shape.NUMBER)
    Instant fromDate();

    /** Until when. */
    @JsonFormat(shape = JsonFormat.Shape.NUMBER)
    Instant toDate();

    /** The length of a step in seconds. */
    Integer interval();

    /** The tenant's id. */
    @Filter
    Optional<String> tenant();

    /** Several tenants, instead of one. */
    @Filter
    Optional<List<String>> tenants();

    /** A category of resources. */
    @Filter
    Optional<String> category();

    /** A group of resources. */
    @Filter
    Optional<String> resourceGroup();

    /** {@code computation_count} if absent. */
    @Filter
    Optional<String> resourceType();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.atLeastOne("interval", interval());
        Check.order("fromDate", fromDate(), "toDate", toDate());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link TenantResourceHistoryQuery}. */
    final class Builder extends ImmutableTenantResourceHistoryQuery.Builder {
        Builder() {}
    }
}
