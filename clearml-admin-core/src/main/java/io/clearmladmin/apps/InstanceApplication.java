package io.clearmladmin.apps;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * What an instance is an instance of.
 *
 * @param appId the application
 * @param version the version
 * @param customizationId the customization, if it is one of one
 * @param additional unknown fields, as received
 */
public record InstanceApplication(
        @JsonAlias("application_id") Optional<String> appId,
        Optional<String> version,
        Optional<String> customizationId,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public InstanceApplication {

        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
