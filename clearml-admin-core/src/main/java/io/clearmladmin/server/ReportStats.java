package io.clearmladmin.server;

import io.clearmladmin.endpoint.Extensible;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** Whether the server reports statistics to its makers. */
@Value.Immutable
public interface ReportStats extends Extensible {

    /** Whether it can. */
    Optional<Boolean> supported();

    /** Whether it does. */
    Optional<Boolean> enabled();

    /** Since when. */
    Optional<Instant> enabledTime();

    /** The version at that time. */
    Optional<String> enabledVersion();

    /** Who turned it on. */
    Optional<String> enabledUser();

    /** The version now. */
    Optional<String> currentVersion();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ReportStats}. */
    final class Builder extends ImmutableReportStats.Builder {
        Builder() {}
    }
}
