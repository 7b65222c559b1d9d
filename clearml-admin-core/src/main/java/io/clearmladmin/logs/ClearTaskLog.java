package io.clearmladmin.logs;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which lines of a task to delete. */
@JsonDeserialize(builder = ClearTaskLog.Builder.class)
@Value.Immutable
public interface ClearTaskLog extends Extensible {

    /** The id of the task. */
    String task();

    /** Keeps the lines of so many seconds until now; none are kept if absent. */
    Optional<Integer> thresholdSec();

    /** Whether to do so on a published task. */
    Optional<Boolean> allowLocked();

    /** Only lines of these metrics. API 2.30. */
    @Filter
    Optional<List<String>> includeMetrics();

    /** No lines of these metrics. API 2.30. */
    @Filter
    Optional<List<String>> excludeMetrics();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("task", task());
        Check.notNegative("thresholdSec", thresholdSec());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ClearTaskLog}. */
    final class Builder extends ImmutableClearTaskLog.Builder {
        Builder() {}
    }
}
