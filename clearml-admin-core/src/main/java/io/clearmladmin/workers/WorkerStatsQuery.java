package io.clearmladmin.workers;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.internal.check.Check;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which metrics of which workers to return, and the interval. */
@JsonDeserialize(builder = WorkerStatsQuery.Builder.class)
@Value.Immutable
public interface WorkerStatsQuery extends Extensible {

    /** From when. */
    @JsonFormat(shape = JsonFormat.Shape.NUMBER)
    Instant fromDate();

    /** Until when. */
    @JsonFormat(shape = JsonFormat.Shape.NUMBER)
    Instant toDate();

    /** The length of a step in seconds. */
    Integer interval();

    /** The metrics to return. */
    List<StatsItem> items();

    /** The workers; all if absent. */
    @Filter
    Optional<List<String>> workerIds();

    /** Whether to return each variant separately, such as each GPU. */
    Optional<Boolean> splitByVariant();

    /** Whether to return each resource separately. API 2.32. */
    Optional<Boolean> splitByResource();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.atLeastOne("interval", interval());
        Check.order("fromDate", fromDate(), "toDate", toDate());
        Check.notEmpty("items", items());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link WorkerStatsQuery}. */
    final class Builder extends ImmutableWorkerStatsQuery.Builder {
        Builder() {}
    }
}
