package io.clearmladmin.server;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the server reports statistics to its makers.
 *
 * @param supported whether it can
 * @param enabled whether it does
 * @param enabledTime since when
 * @param enabledVersion the version at that time
 * @param enabledUser who turned it on
 * @param currentVersion the version now
 * @param additional unknown fields, as received
 */
public record ReportStats(
        Optional<Boolean> supported,
        Optional<Boolean> enabled,
        Optional<Instant> enabledTime,
        Optional<String> enabledVersion,
        Optional<String> enabledUser,
        Optional<String> currentVersion,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public ReportStats {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
