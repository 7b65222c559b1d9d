package io.clearmladmin.errors;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A reply that is not the API server's: from a proxy, an ingress, the web server, or a wrong address. An {@code UNSAFE}
 * call that ends with it was not carried out; where that is unknown, it is the cause of an {@link OutcomeUnknownException}.
 */
public final class GatewayException extends CallException {

    private static final long serialVersionUID = 1;

    private final int httpStatus;
    private final String contentType;
    private final @Nullable Duration retryAfter;

    /** With the hint that ends the message; the content type is empty if there was none. */
    public GatewayException(
            String endpoint,
            int attempts,
            int httpStatus,
            String contentType,
            @Nullable Duration retryAfter,
            String hint) {
        super(endpoint, attempts, text(httpStatus, contentType, hint), null);
        this.httpStatus = httpStatus;
        this.contentType = contentType;
        this.retryAfter = retryAfter;
    }

    private static String text(int httpStatus, String contentType, String hint) {
        return "HTTP " + httpStatus + " with " + (contentType.isEmpty() ? "no content type" : contentType)
                + " is not a reply of the API server. " + hint;
    }

    /** The HTTP status. */
    public int httpStatus() {
        return httpStatus;
    }

    /** How long the gateway asks the client to wait before a retry ({@code Retry-After}). */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The reply's content type, if it had one. */
    public Optional<String> contentType() {
        return contentType.isEmpty() ? Optional.empty() : Optional.of(contentType);
    }
}
