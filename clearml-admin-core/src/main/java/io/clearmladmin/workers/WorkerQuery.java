package io.clearmladmin.workers;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which workers to list. */
@JsonDeserialize(builder = WorkerQuery.Builder.class)
@Value.Immutable
public interface WorkerQuery extends Extensible {

    /** Only those seen within so many seconds; 0 for all; 3,600 if absent. */
    Optional<Integer> lastSeen();

    /** Tags. API 2.20. */
    @Filter
    Optional<List<String>> tags();

    /** System tags. API 2.22. */
    @Filter
    Optional<List<String>> systemTags();

    /** A pattern for the id. API 2.30. */
    @Filter
    Optional<String> workerPattern();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.notNegative("lastSeen", lastSeen());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link WorkerQuery}. */
    final class Builder extends ImmutableWorkerQuery.Builder {
        Builder() {}
    }
}
