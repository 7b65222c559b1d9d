package io.clearmladmin.metering;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A category that is metered. */
@JsonDeserialize(builder = UsageEvent.Builder.class)
@Value.Immutable
public interface UsageEvent extends Extensible {

    /** {@code compute}, {@code storage}, {@code model_tokens}, {@code users}, {@code service_accounts}, … */
    Optional<String> type();

    /** {@code sum} or {@code max}: what a day counts. */
    Optional<String> countStrategy();

    /** The name that people see. */
    Optional<String> displayName();

    /** The unit. */
    Optional<String> unitName();

    /** Whether it comes from the server's own configuration. */
    Optional<Boolean> readOnly();

    /** By label; other labels are not metered. */
    Optional<Map<String, UsageLabel>> labels();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link UsageEvent}. */
    final class Builder extends ImmutableUsageEvent.Builder {
        Builder() {}
    }
}
