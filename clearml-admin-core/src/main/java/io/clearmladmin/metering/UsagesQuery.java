package io.clearmladmin.metering;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.internal.check.Check;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which days and categories to return. */
@JsonDeserialize(builder = UsagesQuery.Builder.class)
@Value.Immutable
public interface UsagesQuery extends Extensible {

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

    /** Builds a {@link UsagesQuery}. */
    final class Builder extends ImmutableUsagesQuery.Builder {
        Builder() {}
    }
}
