package io.clearmladmin.server;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * How the server's databases are.
 *
 * @param dbs each database's state, as it came
 * @param failed whether one failed
 * @param additional fields without a component of their own, as they came
 */
public record HealthStatus(
        Map<String, Object> dbs,
        Optional<Boolean> failed,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** What is absent is empty. */
    public HealthStatus {
        dbs = Check.map(dbs);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
