package io.clearmladmin.logs;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** Which lines of a task to return. */
@JsonDeserialize(builder = TaskLogQuery.Builder.class)
@Value.Immutable
public interface TaskLogQuery extends Extensible {

    /** The id of the task. */
    String task();

    /** How many; 5000 if absent. */
    Optional<Integer> batchSize();

    /** Whether to go back in time; yes if absent. */
    Optional<Boolean> navigateEarlier();

    /** Where to go on: the time of the last line that was returned, in milliseconds since 1970. */
    Optional<Long> fromTimestamp();

    /** {@code asc} or {@code desc}. */
    Optional<String> order();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("task", task());
        Check.notNegative("batchSize", batchSize());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link TaskLogQuery}. */
    final class Builder extends ImmutableTaskLogQuery.Builder {
        Builder() {}
    }
}
