package io.clearmladmin.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads JSON without an envelope. */
final class BareJsonReader implements Result {

    private final ResultReader reader;

    BareJsonReader(ResultReader reader) {
        this.reader = reader;
    }

    @Override
    public @Nullable Object read(IncomingReply reply) throws IOException {
        if (reply.head().isSuccessful()) {
            return reply.bare(this::value);
        }
        int status = reply.head().code();
        if (status == 401 || status == 403) {
            throw reply.refusal();
        }
        return reply.inEnvelope(reader);
    }

    private Object value(JsonParser json) throws IOException {
        Object value = json.nextToken() == JsonToken.START_OBJECT ? reader.read(json) : reader.missing();
        if (value == null) {
            throw new IOException("the reply is empty");
        }
        return value;
    }
}
