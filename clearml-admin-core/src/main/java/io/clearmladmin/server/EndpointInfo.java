package io.clearmladmin.server;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of an endpoint.
 *
 * @param minVersion the lowest API version that has it
 * @param requiredFields the required fields
 * @param requestDataModel the schema with which the server reads a request, or its name
 * @param responseDataModel the schema with which it writes the reply, or its name
 * @param requestSchema the documented JSON schema of the request, which few endpoints have
 * @param responseSchema the documented JSON schema of the reply
 * @param additional unknown fields, as received
 */
public record EndpointInfo(
        Optional<String> minVersion,
        Optional<List<String>> requiredFields,
        Optional<Object> requestDataModel,
        Optional<Object> responseDataModel,
        Optional<Object> requestSchema,
        Optional<Object> responseSchema,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public EndpointInfo {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
