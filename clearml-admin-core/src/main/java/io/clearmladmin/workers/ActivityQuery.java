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

/** Which workers' activity to return, and the interval. */
@JsonDeserialize(builder = ActivityQuery.Builder.class)
@Value.Immutable
public interface ActivityQuery extends Extensible {

    /** From when. */
    @JsonFormat(shape = JsonFormat.Shape.NUMBER)
    Instant fromDate();

    /** Until when. */
    @JsonFormat(shape = JsonFormat.Shape.NUMBER)
    Instant toDate();

    /** The length of a step in seconds. */
    Integer interval();

    /** The workers; all if absent. */
    @Filter
    Optional<List<String>> workerIds();

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

    /** Builds an {@link ActivityQuery}. */
    final class Builder extends ImmutableActivityQuery.Builder {
        Builder() {}
    }
}
