package io.clearmladmin.sso;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * What a configuration holds, with what is known of it filled in. Not printed: it may hold secrets.
 *
 * @param configTemplate the fields, as they came
 * @param error what went wrong while it was made, as it came
 * @param additional fields without a component of their own, as they came
 */
public record ConfigurationTemplate(
        Map<String, Object> configTemplate,
        Optional<Object> error,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** What is absent is empty. */
    public ConfigurationTemplate {
        configTemplate = Check.additional(configTemplate);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
