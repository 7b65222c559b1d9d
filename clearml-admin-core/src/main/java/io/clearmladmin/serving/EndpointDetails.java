package io.clearmladmin.serving;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An endpoint and its containers.
 *
 * @param endpoint its name
 * @param model the model
 * @param url the address
 * @param modelSource where the model comes from
 * @param modelVersion its version
 * @param preprocessArtifact what prepares the input
 * @param inputType the type of the input
 * @param inputSize the size of the input, as received
 * @param uptimeSec how long it has been up
 * @param lastUpdate when a container last reported
 * @param instances the containers
 * @param additional unknown fields, as received
 */
public record EndpointDetails(
        Optional<String> endpoint,
        Optional<String> model,
        Optional<String> url,
        Optional<String> modelSource,
        Optional<String> modelVersion,
        Optional<String> preprocessArtifact,
        Optional<String> inputType,
        Optional<Object> inputSize,
        Optional<Long> uptimeSec,
        Optional<Instant> lastUpdate,
        List<ServingInstance> instances,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public EndpointDetails {
        instances = Check.list(instances);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
