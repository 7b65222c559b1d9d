package io.clearmladmin.errors;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server replied that it carried out the call, but the reply cannot be read. For an {@code UNSAFE} call, it is the
 * cause of an {@link OutcomeUnknownException}.
 */
public final class DecodingException extends CallException {

    private static final long serialVersionUID = 1;

    private final @Nullable String requestId;

    /** With the field that could not be read, as far as it is known. */
    public DecodingException(
            String endpoint, int attempts, @Nullable String requestId, String message, @Nullable Throwable cause) {
        super(endpoint, attempts, message, cause);
        this.requestId = requestId;
    }

    /** The call's id in the server's log, if it was read. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }
}
