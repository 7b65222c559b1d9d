package io.clearmladmin.errors;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The API server reported that a call failed. An {@code UNSAFE} call that ends with it was not carried out: a failure of
 * the server itself (5xx), which may come after the work, is the cause of an {@link OutcomeUnknownException} instead.
 */
public class ApiException extends CallException {

    private static final long serialVersionUID = 1;

    // The values of error_data need not be serializable.
    private final transient @Nullable ApiError error;
    private final int httpStatus;
    private final int code;
    private final int subcode;
    private final @Nullable String requestId;

    /** With what to do about it, which ends the message; empty if there is nothing to say. */
    public ApiException(ApiError error, String advice) {
        super(error.endpoint(), error.attempts(), text(error, advice), null);
        this.error = error;
        this.httpStatus = error.httpStatus();
        this.code = error.code();
        this.subcode = error.subcode();
        this.requestId = error.requestId().orElse(null);
    }

    private static String text(ApiError error, String advice) {
        StringBuilder text = new StringBuilder()
                .append(error.code())
                .append('/')
                .append(error.subcode())
                .append(' ')
                .append(error.message().isBlank() ? "without a message" : error.message());
        if (!advice.isEmpty()) {
            text.append(". ").append(advice);
        }
        error.requestId()
                .ifPresent(id -> text.append(" [request id ").append(id).append(']'));
        return text.toString();
    }

    /** The whole error; after serialisation without message and data, but the exception's text has the message. */
    public ApiError error() {
        if (error != null) {
            return error;
        }
        return ApiError.builder()
                .endpoint(endpoint())
                .httpStatus(httpStatus)
                .code(code)
                .subcode(subcode)
                .requestId(requestId())
                .attempts(attempts())
                .build();
    }

    /** {@code meta.result_code}. */
    public int code() {
        return code;
    }

    /** {@code meta.result_subcode}. */
    public int subcode() {
        return subcode;
    }

    /** The call's id in the server's log. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }
}
