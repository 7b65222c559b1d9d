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
 * A container that serves.
 *
 * @param id its id
 * @param uptimeSec how long it has been up
 * @param requests requests in all
 * @param requestsMin requests a minute
 * @param latencyMs the time for one
 * @param lastUpdate when it last reported
 * @param cpuCount its CPUs
 * @param gpuCount its GPUs
 * @param reference what it belongs to
 * @param additional unknown fields, as received
 */
public record ServingInstance(
        Optional<String> id,
        Optional<Long> uptimeSec,
        Optional<Long> requests,
        Optional<Double> requestsMin,
        Optional<Double> latencyMs,
        Optional<Instant> lastUpdate,
        Optional<Integer> cpuCount,
        Optional<Integer> gpuCount,
        List<ServingReference> reference,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public ServingInstance {
        reference = Check.list(reference);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
