package io.clearmladmin.server;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * The state of the server's databases.
 *
 * @param dbs each database's state, as received
 * @param failed whether one failed
 * @param additional unknown fields, as received
 */
public record HealthStatus(
        Map<String, Object> dbs,
        Optional<Boolean> failed,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Turns absent fields into empty ones. */
    public HealthStatus {
        dbs = Check.map(dbs);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
