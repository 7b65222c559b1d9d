package io.clearmladmin.tenants;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.internal.check.Check;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** What to return of which tenant's resources. */
@JsonDeserialize(builder = ResourceUsagesQuery.Builder.class)
@Value.Immutable
public interface ResourceUsagesQuery extends Extensible {

    /** The tenant's id; all tenants if absent. */
    @Filter
    Optional<String> tenant();

    /** Events from this time on. */
    Optional<Instant> eventsFromDate();

    /** How many events. */
    Optional<Integer> lastEvents();

    /** Groups to return in full. */
    Optional<List<String>> expandGroups();

    /** Filters; their form is not documented. */
    @Filter
    Optional<Map<String, Object>> filters();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        eventsFromDate().ifPresent(date -> Check.date("eventsFromDate", date));
        Check.notNegative("lastEvents", lastEvents());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ResourceUsagesQuery}. */
    final class Builder extends ImmutableResourceUsagesQuery.Builder {
        Builder() {}
    }
}
