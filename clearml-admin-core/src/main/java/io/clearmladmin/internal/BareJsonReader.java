package io.clearmladmin.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.clearmladmin.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a service that puts no envelope around it. */
final class BareJsonReader implements Result {

    private final ResultReader reader;

    BareJsonReader(ResultReader reader) {
        this.reader = reader;
    }

    @Override
    public boolean takesWhole(Response response) {
        return response.isSuccessful();
    }

    @Override
    public Object readWhole(InputStream body) throws IOException {
        try (JsonParser parser = Json.MAPPER.createParser(body)) {
            Object value = parser.nextToken() == JsonToken.START_OBJECT ? reader.read(parser) : reader.missing();
            if (value == null) {
                throw new IOException("the reply is empty");
            }
            return value;
        }
    }

    @Override
    public @Nullable Object read(JsonParser data) throws IOException {
        return reader.read(data);
    }

    @Override
    public @Nullable Object missing() throws ResultReader.MissingResultException {
        return reader.missing();
    }
}
