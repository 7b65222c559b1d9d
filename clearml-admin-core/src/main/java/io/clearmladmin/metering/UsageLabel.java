package io.clearmladmin.metering;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** A label that is metered. */
@JsonDeserialize(builder = UsageLabel.Builder.class)
@Value.Immutable
public interface UsageLabel extends Extensible {

    /** The name that people see. */
    Optional<String> displayName();

    /** Whether it is metered. */
    Optional<Boolean> enabled();

    /** Whether it comes from the server's own configuration. */
    Optional<Boolean> readOnly();

    /** What it costs. */
    Optional<Pricing> pricing();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link UsageLabel}. */
    final class Builder extends ImmutableUsageLabel.Builder {
        Builder() {}
    }
}
