package io.clearmladmin.metering;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.internal.check.Check;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which tenants, days and categories to return. */
@JsonDeserialize(builder = MultitenantUsagesQuery.Builder.class)
@Value.Immutable
public interface MultitenantUsagesQuery extends Extensible {

    /** The first day, from 00:00 UTC. */
    LocalDate fromDate();

    /** The last day, to its end. */
    LocalDate toDate();

    /** The categories; all if absent. */
    @Filter
    Optional<List<String>> categories();

    /** Whether to return each label too. */
    Optional<Boolean> includeLabels();

    /** Ids of tenants; all if absent. */
    @Filter
    Optional<List<String>> tenants();

    /** Whether to return each tenant separately. */
    Optional<Boolean> tenantsBreakdown();

    /** The label to break down by. */
    @Filter
    Optional<String> tenantsSubCategoryLabel();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.order("fromDate", fromDate(), "toDate", toDate());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link MultitenantUsagesQuery}. */
    final class Builder extends ImmutableMultitenantUsagesQuery.Builder {
        Builder() {}
    }
}
