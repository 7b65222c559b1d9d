package io.clearmladmin.tenants;

import io.clearmladmin.endpoint.Extensible;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A count and how it moves. */
@Value.Immutable
public interface CountTrend extends Extensible {

    /** The count. */
    Optional<Long> total();

    /** In the days asked for. */
    Optional<Long> lastCount();

    /** In as many days before. */
    Optional<Long> previousCount();

    /** By day. */
    List<DateCount> datesHistogram();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CountTrend}. */
    final class Builder extends ImmutableCountTrend.Builder {
        Builder() {}
    }
}
