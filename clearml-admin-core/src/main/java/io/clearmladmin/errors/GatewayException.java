package io.clearmladmin.errors;

import java.util.Optional;

/**
 * A reply that is not the API server's: from a proxy, an ingress, the web server, or a wrong address. Unless the status
 * is 502 or 504, the API server did not see the call.
 */
public final class GatewayException extends CallException {

    private static final long serialVersionUID = 1;

    private final int httpStatus;
    private final String contentType;

    /** With the hint that ends the message. */
    public GatewayException(String endpoint, int attempts, int httpStatus, String contentType, String hint) {
        super(endpoint, attempts, text(httpStatus, contentType, hint), null);
        this.httpStatus = httpStatus;
        this.contentType = contentType;
    }

    private static String text(int httpStatus, String contentType, String hint) {
        return "HTTP " + httpStatus + " with " + (contentType.isEmpty() ? "no content type" : contentType)
                + " is not a reply of the API server. " + hint;
    }

    /** The HTTP status. */
    public int httpStatus() {
        return httpStatus;
    }

    /** The reply's content type, if it had one. */
    public Optional<String> contentType() {
        return contentType.isEmpty() ? Optional.empty() : Optional.of(contentType);
    }
}
