package io.clearmladmin.k8s;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The changes of one watch as they come over the wire. For one reader; closed from any thread. */
abstract class WatchStream<E> implements Closeable {

    private static final int HTTP_SERVER_ERROR = 500;
    private static final ObjectMapper MAPPER = new ObjectMapper(PodReader.JSON);

    private final ApiServer api;
    private final ApiRequest ask;
    private final BodyStream body;
    // Made with the first change: it waits for bytes.
    private @Nullable JsonParser parser;

    WatchStream(ApiServer api, ApiRequest ask, BodyStream body) {
        this.api = api;
        this.ask = ask;
        this.body = body;
    }

    /** Reads the object that begins at the parser's current token, to its end; {@code type} is such as {@code ADDED}. */
    abstract E read(JsonParser json, String type) throws IOException;

    /** The next one; waits for it. Null where the server ended the stream as it should. */
    public @Nullable E next() throws WatchFailure {
        try {
            JsonParser json = parser;
            if (json == null) {
                json = PodReader.JSON.createParser(body);
                parser = json;
            }
            JsonToken begin = json.nextToken();
            if (begin == null) {
                return null;
            }
            expect(begin, JsonToken.START_OBJECT);
            return event(json);
        } catch (IOException failure) {
            throw WatchFailure.of(api.brokenOff(ask, failure));
        }
    }

    // The server writes the type before the object.
    private E event(JsonParser json) throws IOException, WatchFailure {
        String type = "";
        E event = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("type")) {
                type = json.getText();
            } else if (field.equals("object") && value == JsonToken.START_OBJECT) {
                event = object(json, type);
            } else {
                json.skipChildren();
            }
        }
        expect(json.currentToken(), JsonToken.END_OBJECT);
        if (event == null) {
            throw new IOException("an event without an object");
        }
        return event;
    }

    private E object(JsonParser json, String type) throws IOException, WatchFailure {
        if (type.equals("ERROR")) {
            JsonNode status = MAPPER.readTree(json);
            int code = status.path("code").asInt(HTTP_SERVER_ERROR);
            throw WatchFailure.of(api.failure(ask, code, status));
        }
        return read(json, type);
    }

    private static void expect(@Nullable JsonToken found, JsonToken wanted) throws IOException {
        if (found != wanted) {
            throw new IOException("expected " + wanted + ", found " + found);
        }
    }

    @Override
    public void close() {
        body.close();
    }
}
