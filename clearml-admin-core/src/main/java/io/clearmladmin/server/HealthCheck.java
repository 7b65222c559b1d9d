package io.clearmladmin.server;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * What a health check found.
 *
 * @param errors the errors, as they came; absent or empty if there are none
 * @param additional fields without a component of their own, as they came
 */
public record HealthCheck(
        Optional<Object> errors, @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** What is absent is empty. */
    public HealthCheck {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
