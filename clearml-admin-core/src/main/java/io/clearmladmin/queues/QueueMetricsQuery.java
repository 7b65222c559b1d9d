package io.clearmladmin.queues;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.internal.check.Check;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which queues' waiting times to return, and the interval. */
@JsonDeserialize(builder = QueueMetricsQuery.Builder.class)
@Value.Immutable
public interface QueueMetricsQuery extends Extensible {

    /** From when. */
    @JsonFormat(shape = JsonFormat.Shape.NUMBER)
    Instant fromDate();

    /** Until when. */
    @JsonFormat(shape = JsonFormat.Shape.NUMBER)
    Instant toDate();

    /** The length of a step in seconds. */
    Integer interval();

    /** The queues; all if absent. */
    @Filter
    Optional<List<String>> queueIds();

    /** Whether to take a fresh sample first. */
    Optional<Boolean> refresh();

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

    /** Builds a {@link QueueMetricsQuery}. */
    final class Builder extends ImmutableQueueMetricsQuery.Builder {
        Builder() {}
    }
}
