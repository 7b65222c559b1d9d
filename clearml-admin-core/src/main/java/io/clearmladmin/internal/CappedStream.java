package io.clearmladmin.internal;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A reply's body with a cap on its size. It records how it ended, since parsers wrap exceptions.
 *
 * <p>It ends where the reply's headers said that it would. Over HTTP/2 OkHttp releases a connection that is not kept alive at
 * that point, and further reads may find a closed socket instead of the end.
 */
final class CappedStream extends InputStream {

    private final InputStream body;
    private final long announced;
    private final long cap;
    private long read;
    private @Nullable IOException failure;
    private boolean tooLarge;

    /** {@code announced} is the length from the headers, or less than zero. */
    CappedStream(InputStream body, long announced, long cap) {
        this.body = body;
        this.announced = announced;
        this.cap = cap;
    }

    long bytesRead() {
        return read;
    }

    /** The network failure that ended reading, if any. */
    @Nullable
    IOException failure() {
        return failure;
    }

    boolean isTooLarge() {
        return tooLarge;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (read == announced) {
            return -1;
        }
        int count;
        try {
            count = body.read(bytes, offset, length);
        } catch (IOException broken) {
            failure = broken;
            throw broken;
        }
        read += Math.max(0, count);
        if (read > cap) {
            tooLarge = true;
            throw new IOException("more than " + cap + " bytes");
        }
        return count;
    }
}
