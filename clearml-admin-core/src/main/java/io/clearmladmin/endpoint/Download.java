package io.clearmladmin.endpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A reply that is streamed as it comes and never held. Nothing is sent before it is asked for, and each time it is asked
 * for, the server is asked anew.
 *
 * <p>The bounds of a call hold for the whole of it: for a long one, raise them with {@code clearml.with(CallOptions)}.
 */
public interface Download {

    /**
     * Writes it to a file and returns the number of bytes. The file is there whole or not at all: what comes is written
     * beside it, and moved when it is complete. An existing file is replaced.
     *
     * @throws IOException if the file cannot be written; whatever goes wrong on the way to the server is a
     *     {@code ClearMlException}
     */
    long to(Path file) throws IOException;

    /**
     * Writes it to a stream, which stays open, and returns the number of bytes. Once a byte is written, a failure is not
     * repeated.
     *
     * @throws IOException if the stream fails; whatever goes wrong on the way to the server is a
     *     {@code ClearMlException}
     */
    long to(OutputStream stream) throws IOException;
}
