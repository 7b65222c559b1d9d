package io.clearmladmin.internal;

import com.fasterxml.jackson.core.JsonParser;
import io.clearmladmin.internal.ResultReader.MissingResultException;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What becomes of a reply: most come in an envelope, whose {@code data} is read; some are taken as they come. */
interface Result {

    /** Reads from a parser that stands on the first token of {@code data}, to the end of it. */
    @Nullable
    Object read(JsonParser data) throws IOException;

    /** The value where the reply has no {@code data}. */
    @Nullable
    Object missing() throws MissingResultException;

    /** Whether this reply comes without an envelope. */
    default boolean takesWhole(Response response) {
        return false;
    }

    /** Reads such a reply. */
    default Object readWhole(InputStream body) throws IOException {
        throw new UnsupportedOperationException();
    }
}
