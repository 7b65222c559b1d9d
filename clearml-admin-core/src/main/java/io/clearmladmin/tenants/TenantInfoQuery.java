package io.clearmladmin.tenants;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** Which tenant, and which days. */
@JsonDeserialize(builder = TenantInfoQuery.Builder.class)
@Value.Immutable
public interface TenantInfoQuery extends Extensible {

    /** The tenant's id. */
    String tenant();

    /** From when. */
    Optional<Instant> fromDate();

    /** Until when. */
    Optional<Instant> toDate();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("tenant", tenant());
        Check.order("fromDate", fromDate(), "toDate", toDate());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link TenantInfoQuery}. */
    final class Builder extends ImmutableTenantInfoQuery.Builder {
        Builder() {}
    }
}
