package io.clearmladmin.endpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A reply that is streamed and never held in memory. Nothing is sent before a method of it is called, and each
 * such call sends a new request.
 *
 * <p>The timeouts of a call bound the whole download: for a long one, raise them with {@code clearml.with(CallOptions)}.
 */
public interface Download {

    /**
     * Writes it to a file and returns the number of bytes. The file is complete or absent: what arrives is written
     * beside it, and moved into place when complete. An existing file is replaced.
     *
     * @throws IOException if the file cannot be written; a failure of the call itself is a
     *     {@code ClearMlException}
     */
    long to(Path file) throws IOException;

    /**
     * Writes it to a stream, which stays open, and returns the number of bytes. Once a byte is written, the call is not
     * retried.
     *
     * @throws IOException if the stream fails; a failure of the call itself is a
     *     {@code ClearMlException}
     */
    long to(OutputStream stream) throws IOException;
}
