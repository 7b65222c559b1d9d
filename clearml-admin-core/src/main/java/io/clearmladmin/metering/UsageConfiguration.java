package io.clearmladmin.metering;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** What is metered, and what it costs. */
@JsonDeserialize(builder = UsageConfiguration.Builder.class)
@Value.Immutable
public interface UsageConfiguration extends Extensible {

    /** What applies to all prices. */
    Optional<UsagePricing> pricing();

    /** By category. */
    Optional<Map<String, UsageEvent>> events();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link UsageConfiguration}. */
    final class Builder extends ImmutableUsageConfiguration.Builder {
        Builder() {}
    }
}
