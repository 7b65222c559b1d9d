package io.clearmladmin.organization;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.internal.check.Check;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which workloads to return, and the interval. */
@JsonDeserialize(builder = WorkloadsQuery.Builder.class)
@Value.Immutable
public interface WorkloadsQuery extends Extensible {

    /** Ids of projects. */
    @Filter
    List<String> projects();

    /** From when. */
    Instant fromDate();

    /** Until when. */
    Instant toDate();

    /** Whether to return runs outside of agents too. */
    Optional<Boolean> includeDevelopment();

    /** {@code project}, {@code user}, {@code queue}. */
    @Filter
    Optional<List<String>> breakdownKeys();

    /** {@code duration}, {@code cpu_usage}, {@code gpu_usage}. */
    @Filter
    Optional<List<String>> usageFields();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.notEmpty("projects", projects());
        Check.order("fromDate", fromDate(), "toDate", toDate());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link WorkloadsQuery}. */
    final class Builder extends ImmutableWorkloadsQuery.Builder {
        Builder() {}
    }
}
