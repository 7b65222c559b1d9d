package io.clearmladmin.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.internal.threads.ForeignCodeException;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the part of a reply's {@code data} that a method returns, as its type, straight from the stream. */
final class ResultReader implements Result, Envelope.Data {

    private final String path;
    private final String[] steps;
    private final JavaType type;
    private final ObjectReader reader;
    private final @Nullable Object missing;
    private final boolean mayBeMissing;

    private ResultReader(JavaType type, String path) {
        this.type = type;
        this.path = path;
        this.steps = path.isEmpty() ? new String[0] : path.split("\\.", -1);
        this.reader = Json.MAPPER.readerFor(type);
        Class<?> raw = type.getRawClass();
        this.mayBeMissing = raw == void.class || raw == List.class || raw == Map.class || raw == Optional.class;
        this.missing = raw == List.class
                ? List.of()
                : raw == Map.class ? Map.of() : raw == Optional.class ? Optional.empty() : null;
    }

    static ResultReader of(Type type, String path) {
        return new ResultReader(Json.MAPPER.constructType(type), path);
    }

    JavaType type() {
        return type;
    }

    @Override
    public @Nullable Object read(IncomingReply reply) throws IOException {
        return reply.inEnvelope(this);
    }

    @Override
    public @Nullable Object read(JsonParser data) throws IOException {
        if (type.hasRawClass(void.class)) {
            data.skipChildren();
            return null;
        }
        return read(data, 0);
    }

    @Override
    public @Nullable Object missing() throws Envelope.MissingResultException {
        if (!mayBeMissing) {
            throw new Envelope.MissingResultException(Arrays.asList("data", path));
        }
        return missing;
    }

    private @Nullable Object read(JsonParser data, int step) throws IOException {
        if (data.currentToken() == JsonToken.VALUE_NULL) {
            return missing();
        }
        if (step == steps.length) {
            Object value = value(data);
            return value == null ? missing() : value;
        }
        if (data.currentToken() != JsonToken.START_OBJECT) {
            data.skipChildren();
            return missing();
        }
        boolean found = false;
        Object value = null;
        while (data.nextToken() == JsonToken.FIELD_NAME) {
            boolean ours = !found && steps[step].equals(data.currentName());
            data.nextToken();
            if (ours) {
                value = read(data, step + 1);
                found = true;
            } else {
                data.skipChildren();
            }
        }
        return found ? value : missing();
    }

    private @Nullable Object value(JsonParser data) throws IOException {
        try {
            return called(data);
        } catch (JsonMappingException misfit) {
            for (int step = steps.length - 1; step >= 0; step--) {
                misfit.prependPath(misfit, steps[step]);
            }
            throw misfit;
        }
    }

    // The type may be a user's own: whatever its code throws, even an Error, means that the reply cannot be read.
    private @Nullable Object called(JsonParser data) throws IOException {
        try {
            return Foreign.<@Nullable Object>call("the type " + type.toCanonical(), () -> reader.readValue(data));
        } catch (ForeignCodeException failure) {
            if (failure.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw JsonMappingException.from(data, failure.getMessage(), failure.getCause());
        }
    }
}
