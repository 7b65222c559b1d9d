package io.clearmladmin.internal;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.secrets.SecretFields;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * A JSON object to send, which knows its own secrets. OkHttp sends it once: it would resend others by itself,
 * whatever its settings, after a 503 with {@code Retry-After: 0} and after a 421. Whether to retry a call is for
 * {@link RetryingExchange} to decide.
 */
final class JsonBody extends RequestBody {

    private static final MediaType JSON = MediaType.get("application/json");

    private final byte[] bytes;
    private final List<Secret> written;

    private JsonBody(byte[] bytes, List<Secret> written) {
        this.bytes = bytes;
        this.written = written;
    }

    boolean isObject() {
        return bytes.length > 0 && bytes[0] == '{';
    }

    /** The values of {@link Secret}s, and of fields with a secret name. Reads the body again: for failures and logs only. */
    Set<Secret> secrets() {
        Set<Secret> found = new LinkedHashSet<>(written);
        try {
            SecretFields.collect(Json.MAPPER.readTree(bytes), found);
        } catch (IOException tooDeep) {
            // What can be written can be read, up to the limits of reading.
            return found;
        }
        return found;
    }

    /** The ids in it, by field. Reads the body again. */
    Map<String, List<String>> ids() {
        return RequestIds.in(bytes);
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

    /** A body that is being written. */
    static final class Draft extends OutputStream {

        private byte[] bytes = {};
        private int size;
        private List<Secret> secrets = List.of();

        void add(Secret secret) {
            if (secrets.isEmpty()) {
                secrets = new ArrayList<>();
            }
            secrets.add(secret);
        }

        JsonBody body() {
            return new JsonBody(size == bytes.length ? bytes : Arrays.copyOf(bytes, size), secrets);
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] piece, int offset, int length) {
            if (bytes.length - size < length) {
                // Small bodies come in one piece, which is kept.
                bytes = Arrays.copyOf(bytes, Math.max(size + length, size * 2));
            }
            System.arraycopy(piece, offset, bytes, size, length);
            size += length;
        }
    }
}
