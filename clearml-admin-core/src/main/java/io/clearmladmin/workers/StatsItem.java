package io.clearmladmin.workers;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A metric. */
@JsonDeserialize(builder = StatsItem.Builder.class)
@Value.Immutable
public interface StatsItem extends Extensible {

    /** {@code cpu_usage}, {@code gpu_usage}, {@code memory_used}, …; {@code workers.get_metric_keys} lists them. */
    String key();

    /**
     * {@code avg}, {@code min} or {@code max}; {@code avg} if absent. The server ignores it by its documented name, {@code
     * category}.
     */
    Optional<String> aggregation();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("key", key());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link StatsItem}. */
    final class Builder extends ImmutableStatsItem.Builder {
        Builder() {}
    }
}
