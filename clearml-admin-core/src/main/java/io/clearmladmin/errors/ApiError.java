package io.clearmladmin.errors;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** An error as the API server reports it. */
@JsonDeserialize(builder = ApiError.Builder.class)
@Value.Immutable
public interface ApiError {

    /** The endpoint that was called. */
    String endpoint();

    /** The HTTP status. */
    int httpStatus();

    /** {@code meta.result_code}; the same as the HTTP status on every server seen so far. */
    @Value.Default
    default int code() {
        return httpStatus();
    }

    /** {@code meta.result_subcode}, which distinguishes the errors of one code. */
    @Value.Default
    default int subcode() {
        return 0;
    }

    /** {@code meta.result_msg}, for people to read. */
    @Value.Default
    default String message() {
        return "";
    }

    /** {@code meta.error_data}; empty on open-source servers. */
    Map<String, Object> data();

    /** {@code meta.id}, the call's id in the server's log. */
    Optional<String> requestId();

    /** The transaction id that was sent with the call. */
    Optional<String> trx();

    /** How long the server asks the client to wait before a retry ({@code Retry-After}). */
    Optional<Duration> retryAfter();

    /** How often the call was tried. */
    @Value.Default
    default int attempts() {
        return 1;
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link ApiError}, also for tests. */
    final class Builder extends ImmutableApiError.Builder {
        Builder() {}
    }
}
