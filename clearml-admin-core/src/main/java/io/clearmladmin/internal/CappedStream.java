package io.clearmladmin.internal;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A reply's body with a cap on its size. It remembers how it ended, since parsers wrap what they are thrown. */
final class CappedStream extends InputStream {

    private final InputStream body;
    private final long cap;
    private long read;
    private @Nullable IOException failure;
    private boolean tooLarge;

    CappedStream(InputStream body, long cap) {
        this.body = body;
        this.cap = cap;
    }

    long bytesRead() {
        return read;
    }

    /** The network's failure, if that is why reading ended. */
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
