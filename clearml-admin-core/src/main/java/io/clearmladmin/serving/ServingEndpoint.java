package io.clearmladmin.serving;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An endpoint at which containers serve a model. Numbers that no container reported are absent.
 *
 * @param endpoint its name
 * @param model the model
 * @param url the address
 * @param instances how many containers serve it
 * @param uptimeSec how long it has been up
 * @param requests requests in all
 * @param requestsMin requests a minute
 * @param latencyMs the time for one
 * @param lastUpdate when a container last reported
 * @param additional unknown fields, as received
 */
public record ServingEndpoint(
        Optional<String> endpoint,
        Optional<String> model,
        Optional<String> url,
        Optional<Integer> instances,
        Optional<Long> uptimeSec,
        Optional<Long> requests,
        Optional<Double> requestsMin,
        Optional<Double> latencyMs,
        Optional<Instant> lastUpdate,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public ServingEndpoint {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
