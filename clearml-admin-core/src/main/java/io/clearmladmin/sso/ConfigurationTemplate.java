package io.clearmladmin.sso;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a configuration, with known values filled in. Not printed: it may hold secrets.
 *
 * @param configTemplate the fields, as received
 * @param error what went wrong while it was created, as received
 * @param additional unknown fields, as received
 */
public record ConfigurationTemplate(
        Map<String, Object> configTemplate,
        Optional<Object> error,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Turns absent fields into empty ones. */
    public ConfigurationTemplate {
        configTemplate = Check.additional(configTemplate);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
