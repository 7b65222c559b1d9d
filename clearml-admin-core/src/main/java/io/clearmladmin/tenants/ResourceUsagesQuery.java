package io.clearmladmin.tenants;

import io.clearmladmin.endpoint.Extensible;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** What to tell of whose resources. */
@Value.Immutable
public interface ResourceUsagesQuery extends Extensible {

    /** The tenant's id; all tenants if absent. */
    Optional<String> tenant();

    /** Events from when on. */
    Optional<Instant> eventsFromDate();

    /** How many events. */
    Optional<Integer> lastEvents();

    /** Groups to tell in full. */
    Optional<List<String>> expandGroups();

    /** Filters; their form is not documented. */
    Optional<Map<String, Object>> filters();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ResourceUsagesQuery}. */
    final class Builder extends ImmutableResourceUsagesQuery.Builder {
        Builder() {}
    }
}
