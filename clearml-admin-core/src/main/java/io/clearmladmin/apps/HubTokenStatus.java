package io.clearmladmin.apps;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the server has a token for the hub from which applications come. The token itself is never returned.
 *
 * @param configured whether it has one
 * @param source {@code env} if it was configured, {@code db} if it was set by a call
 * @param lastUpdate when it was last set
 * @param assignmentPageUrl where people get such tokens
 * @param additional unknown fields, as received
 */
public record HubTokenStatus(
        Optional<Boolean> configured,
        Optional<String> source,
        Optional<Instant> lastUpdate,
        Optional<String> assignmentPageUrl,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public HubTokenStatus {

        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
