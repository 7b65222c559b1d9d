package io.clearmladmin.server;

import io.clearmladmin.endpoint.Extensible;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** One version of an endpoint. */
@Value.Immutable
public interface EndpointInfo extends Extensible {

    /** The API version from which it answers. */
    Optional<String> minVersion();

    /** The fields it must have. */
    Optional<List<String>> requiredFields();

    /** The request's JSON schema, or its name. */
    Optional<Object> requestDataModel();

    /** The reply's JSON schema, or its name. */
    Optional<Object> responseDataModel();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link EndpointInfo}. */
    final class Builder extends ImmutableEndpointInfo.Builder {
        Builder() {}
    }
}
