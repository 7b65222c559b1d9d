package io.clearmladmin.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** Request bodies, written once for all attempts of a call. */
final class Bodies {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final ObjectWriter WRITER = Json.MAPPER.writer();
    private static final ObjectReader MAP_READER = Json.MAPPER.readerForMapOf(Object.class);

    private Bodies() {}

    /** Writes a map or a value as a JSON object; refuses what is not one. */
    static RequestBody write(Object fields) {
        try {
            byte[] bytes = WRITER.writeValueAsBytes(fields);
            if (bytes.length == 0 || bytes[0] != '{') {
                throw notAnObject(fields);
            }
            return new Once(bytes);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException(
                    "body: " + fields.getClass().getName() + " cannot be written as JSON: "
                            + unwritable.getOriginalMessage(),
                    unwritable);
        }
    }

    /** The same as a tree, to add fields to. */
    static ObjectNode tree(Object fields) {
        JsonNode tree;
        try {
            tree = Json.MAPPER.valueToTree(fields);
        } catch (IllegalArgumentException unwritable) {
            throw new IllegalArgumentException(
                    "body: " + fields.getClass().getName() + " cannot be written as JSON", unwritable);
        }
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw notAnObject(fields);
    }

    private static IllegalArgumentException notAnObject(Object fields) {
        return new IllegalArgumentException("body: must be written as a JSON object, but "
                + fields.getClass().getName() + " is not");
    }

    static Map<String, Object> readMap(JsonParser object) throws IOException {
        return MAP_READER.readValue(object);
    }

    /**
     * A body that OkHttp sends once. It would send others again by itself, whatever its settings: after a 503 with
     * {@code Retry-After: 0}, and after a 421. Whether to send a call again is for {@link Retrying} to say.
     */
    private static final class Once extends RequestBody {

        private final byte[] bytes;

        Once(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public MediaType contentType() {
            return JSON;
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }
}
