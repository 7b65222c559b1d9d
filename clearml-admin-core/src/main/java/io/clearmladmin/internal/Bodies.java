package io.clearmladmin.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.internal.json.Json;
import java.io.IOException;
import java.util.Map;
import okhttp3.RequestBody;

/** Request bodies, written once for all attempts of a call. */
final class Bodies {

    private static final ObjectWriter WRITER = RequestJson.MAPPER.writer();
    private static final ObjectReader MAP_READER = Json.MAPPER.readerForMapOf(Object.class);

    private Bodies() {}

    /** Writes a map or a value as a JSON object; refuses anything else. */
    static RequestBody write(Object fields) {
        try {
            JsonBody.Draft draft = new JsonBody.Draft();
            WRITER.writeValue(draft, fields);
            JsonBody body = draft.body();
            if (!body.isObject()) {
                throw notAnObject(fields);
            }
            return body;
        } catch (IOException unwritable) {
            throw unwritable(fields, unwritable);
        }
    }

    /** The same as a tree, to add fields to. */
    static ObjectNode tree(Object fields) {
        JsonNode tree;
        try {
            tree = RequestJson.MAPPER.valueToTree(fields);
        } catch (IllegalArgumentException unwritable) {
            throw unwritable(fields, unwritable);
        }
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw notAnObject(fields);
    }

    private static IllegalArgumentException unwritable(Object fields, Exception failure) {
        String why = failure instanceof JsonProcessingException json
                ? ": " + json.getOriginalMessage()
                : failure.getCause() instanceof JsonProcessingException cause ? ": " + cause.getOriginalMessage() : "";
        return new IllegalArgumentException(
                "body: " + fields.getClass().getName() + " cannot be written as JSON" + why, failure);
    }

    private static IllegalArgumentException notAnObject(Object fields) {
        return new IllegalArgumentException("body: must be written as a JSON object, but "
                + fields.getClass().getName() + " is not");
    }

    static Map<String, Object> readMap(JsonParser object) throws IOException {
        return MAP_READER.readValue(object);
    }
}
