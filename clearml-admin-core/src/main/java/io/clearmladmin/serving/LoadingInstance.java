package io.clearmladmin.serving;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A container that does not serve yet.
 *
 * @param id its id
 * @param endpoint the name of its endpoint
 * @param url the address
 * @param model the model
 * @param modelSource where the model comes from
 * @param modelVersion its version
 * @param preprocessArtifact what prepares the input
 * @param inputType the type of the input
 * @param inputSize the size of the input, as received
 * @param uptimeSec how long it has been up
 * @param ageSec how long ago it registered
 * @param lastUpdate when it last reported
 * @param additional unknown fields, as received
 */
public record LoadingInstance(
        Optional<String> id,
        Optional<String> endpoint,
        Optional<String> url,
        Optional<String> model,
        Optional<String> modelSource,
        Optional<String> modelVersion,
        Optional<String> preprocessArtifact,
        Optional<String> inputType,
        Optional<Object> inputSize,
        Optional<Long> uptimeSec,
        Optional<Long> ageSec,
        Optional<Instant> lastUpdate,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public LoadingInstance {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
