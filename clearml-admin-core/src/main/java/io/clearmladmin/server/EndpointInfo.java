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
 * @param minVersion the API version from which it answers
 * @param requiredFields the fields it must have
 * @param requestDataModel the schema by which the server reads a request, or its name
 * @param responseDataModel the schema by which it writes the reply, or its name
 * @param requestSchema the documented JSON schema of the request, which few endpoints tell
 * @param responseSchema that of the reply
 * @param additional fields without a component of their own, as they came
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

    /** What is absent is empty. */
    public EndpointInfo {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
