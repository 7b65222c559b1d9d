package io.clearmladmin.internal;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code meta} and {@code data} of a reply, read in one pass. {@code data} is read as the result's type while it
 * streams by; it is buffered only where it comes before {@code meta}, which no server seen so far does.
 */
final class Envelope {

    private static final int LARGEST_CODE = 99_999;

    private final boolean successStatus;
    private boolean isObject;
    private boolean isOurs;
    private boolean hasData;
    private boolean hasCode;
    private int code;
    private int subcode;
    private String message = "";
    private @Nullable String id;
    private Map<String, Object> errorData = Map.of();
    private @Nullable Object value;

    /** {@code successStatus}: whether the HTTP status promises {@code data}. */
    Envelope(boolean successStatus) {
        this.successStatus = successStatus;
    }

    /** Reads the value of {@code data}. */
    interface Data {

        /** Reads from a parser at the first token of {@code data}, to its end. */
        @Nullable
        Object read(JsonParser data) throws IOException;

        /** The value where the reply has no {@code data}. */
        @Nullable
        Object missing() throws MissingResultException;
    }

    /** Reads a body. What was read is kept, even if this throws. */
    void read(JsonParser body, Data wanted) throws IOException {
        if (body.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        isObject = true;
        TokenBuffer early = null;
        while (body.nextToken() == JsonToken.FIELD_NAME) {
            String name = body.currentName();
            JsonToken token = body.nextToken();
            if (name.equals("meta") && token == JsonToken.START_OBJECT) {
                readMeta(body);
            } else if (name.equals("data") && isOurs && isSuccess()) {
                readData(body, wanted);
            } else if (name.equals("data") && token == JsonToken.START_OBJECT && successStatus && !isOurs) {
                early = new TokenBuffer(body);
                early.copyCurrentStructure(body);
            } else {
                body.skipChildren();
            }
        }
        finish(early, wanted);
    }

    private void finish(@Nullable TokenBuffer early, Data wanted) throws IOException {
        if (early != null && isSuccess()) {
            try (JsonParser data = early.asParserOnFirstToken()) {
                readData(data, wanted);
            }
            // Some gateways strip it, and old fixtures lack it: a success with data is the server's without meta too.
            isOurs = true;
        }
        if (isOurs && isSuccess() && !hasData) {
            value = wanted.missing();
        }
    }

    private void readData(JsonParser data, Data wanted) throws IOException {
        value = wanted.read(data);
        hasData = true;
    }

    private void readMeta(JsonParser meta) throws IOException {
        isOurs = true;
        while (meta.nextToken() == JsonToken.FIELD_NAME) {
            String name = meta.currentName();
            JsonToken token = meta.nextToken();
            switch (name) {
                case "id" -> id = token.isScalarValue() ? meta.getText() : null;
                case "result_code" -> {
                    code = number(meta, token);
                    hasCode = code > 0;
                }
                case "result_subcode" -> subcode = Math.max(0, number(meta, token));
                case "result_msg" -> message = token.isScalarValue() ? meta.getText() : "";
                case "error_data" -> readErrorData(meta, token);
                default -> {}
            }
            meta.skipChildren();
        }
    }

    // -1 for none. A failure then counts by its HTTP status; whether it is a success is unknown.
    private int number(JsonParser meta, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return -1;
        }
        double number = token.isNumeric() ? meta.getDoubleValue() : meta.getValueAsDouble(-1);
        if (number >= 0 && number <= LARGEST_CODE) {
            return (int) number;
        }
        if (successStatus) {
            throw new JsonParseException(meta, meta.currentName() + " is no code");
        }
        meta.skipChildren();
        return -1;
    }

    private void readErrorData(JsonParser meta, JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            errorData = Bodies.readMap(meta);
        }
    }

    boolean isSuccess() {
        return successStatus && (!hasCode || code < 300);
    }

    /** Whether the reply at least begins like the API server's. */
    boolean isObject() {
        return isObject;
    }

    /** Whether the reply is the API server's. */
    boolean isOurs() {
        return isOurs;
    }

    int codeOr(int httpStatus) {
        return hasCode && code >= 300 ? code : httpStatus;
    }

    int subcode() {
        return subcode;
    }

    String message() {
        return message;
    }

    @Nullable
    String id() {
        return id;
    }

    Map<String, Object> errorData() {
        return errorData;
    }

    @Nullable
    Object value() {
        return value;
    }

    /** The reply lacks what the method must return. */
    static final class MissingResultException extends IOException {

        private static final long serialVersionUID = 1;

        MissingResultException(List<String> path) {
            super("the reply has no "
                    + String.join(".", path.stream().filter(s -> !s.isEmpty()).toList()));
        }
    }
}
